// Baking a cake: a function that stands still on the stack of its goroutine.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// Alice's one pair of hands: a token, which lies in the channel while they are free.
	hands := make(chan struct{}, 1)
	cake := make(chan struct{})
	kitchen.Work("alice", "read page 1", 8)
	kitchen.Spawn("alice", "cake")
	go func() {
		defer close(cake)
		bakeCake(hands, "chocolate")
	}()
	<-hands
	kitchen.Work("alice", "read pages 2 to 5", 32)
	hands <- struct{}{}
	kitchen.Blocked("alice", "cake", func() { <-cake })
	kitchen.Work("alice", "read page 6", 8)
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(hands chan struct{}, icing string) {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Say("alice", "The cake is in the oven.")
	kitchen.Begin("state", "Baking")
	hands <- struct{}{}
	kitchen.Blocked("cake", "oven", func() {
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
	})
	kitchen.Blocked("cake", "alice", func() { <-hands })
	kitchen.End("state", "Baking")
	kitchen.Work("alice", "spread "+icing, 6)
	kitchen.Say("alice", "The cake is on the table.")
}

// ANCHOR_END: bake_cake
