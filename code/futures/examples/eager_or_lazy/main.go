// A call that is awaited later: when does its body run?
package main

import (
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// Alice has one pair of hands; it lies in the channel while she lets others have it.
	hands := make(chan struct{}, 1)
	cake := bakeCake(hands)
	kitchen.Say("alice", "The call has returned.")

	readBook(hands)
	kitchen.Say("alice", "Now I want the cake.")
	hands <- struct{}{}
	<-cake
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(hands chan struct{}) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-hands
		kitchen.Work("alice", "mix batter", 10)
		kitchen.Begin("oven", "bake")
		kitchen.Say("alice", "The cake is in the oven.")
		hands <- struct{}{}
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
		kitchen.End("oven", "bake")
		<-hands
		kitchen.Work("alice", "take cake out", 2)
		kitchen.Say("alice", "The cake is on the table.")
	}()
	return done
}

// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook(hands chan struct{}) {
	kitchen.Work("alice", "page 1", 8)
	for page := 2; page <= 4; page++ {
		// Between two pages, others get a turn.
		hands <- struct{}{}
		<-hands
		kitchen.Work("alice", fmt.Sprintf("page %d", page), 8)
	}
}

// ANCHOR_END: read_book
