// One goroutine sends what another one waits for: who goes on, and when?
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// Alice has one pair of hands, for whoever takes it out of this channel.
	hands := make(chan struct{}, 1)
	hands <- struct{}{}
	// ANCHOR: slip
	slip := make(chan string)
	// ANCHOR_END: slip
	var evening sync.WaitGroup
	evening.Go(func() { iceCake(slip, hands) })
	evening.Go(func() { takeCakeOut(slip, hands) })
	evening.Wait()
}

// ANCHOR_END: main

// ANCHOR: ice_cake
func iceCake(slip <-chan string, hands chan struct{}) {
	kitchen.Begin("icing", "waits")
	cake := <-slip
	kitchen.End("icing", "waits")
	kitchen.Blocked("icing", "hands", func() { <-hands })
	kitchen.Say("icing", "I go on, with "+cake+".")
	kitchen.Work("alice", "ice cake", 6)
	kitchen.Say("icing", "The cake is iced.")
	hands <- struct{}{}
}

// ANCHOR_END: ice_cake

// ANCHOR: take_cake_out
func takeCakeOut(slip chan<- string, hands chan struct{}) {
	kitchen.Begin("oven", "bake")
	time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
	kitchen.End("oven", "bake")
	<-hands
	kitchen.Work("alice", "take cake out", 2)
	slip <- "a cake"
	kitchen.Say("baking", "The slip is settled.")
	kitchen.Work("alice", "wash tin", 4)
	kitchen.Say("baking", "The tin is washed.")
	hands <- struct{}{}
}

// ANCHOR_END: take_cake_out
