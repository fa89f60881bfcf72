// A timer that is due, a goroutine that waits, and one that it starts: who is next?
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// Alice has one pair of hands; a channel gives it to whoever has waited longest.
	hands := make(chan struct{}, 1)
	var evening sync.WaitGroup

	kitchen.Begin("timer", "set to 2 minutes")
	evening.Go(func() { turnOvenDown(hands) })
	kitchen.Begin("first", "queued")
	evening.Go(func() { answerFirst(hands, &evening) })

	kitchen.Work("alice", "page 1", 8)
	kitchen.Say("alice", "Page 1 is read.")
	hands <- struct{}{}
	evening.Wait()
}

// ANCHOR_END: main

// ANCHOR: turns
func answerFirst(hands chan struct{}, evening *sync.WaitGroup) {
	<-hands
	kitchen.End("first", "queued")
	kitchen.Work("alice", "first message", 2)
	kitchen.Say("alice", "The first message is answered.")

	kitchen.Begin("second", "queued")
	evening.Go(func() { answerSecond(hands) })
	hands <- struct{}{}
}

func answerSecond(hands chan struct{}) {
	<-hands
	kitchen.End("second", "queued")
	kitchen.Work("alice", "second message", 2)
	kitchen.Say("alice", "The second message is answered.")
	hands <- struct{}{}
}

func turnOvenDown(hands chan struct{}) {
	time.Sleep(kitchen.Minutes(2))
	kitchen.End("timer", "set to 2 minutes")
	<-hands
	kitchen.Work("alice", "turn oven down", 4)
	kitchen.Say("alice", "The oven is turned down.")
	hands <- struct{}{}
}

// ANCHOR_END: turns
