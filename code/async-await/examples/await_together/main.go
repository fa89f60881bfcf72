// Cake and cream: both are begun, and then both are waited for.
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// Alice's one pair of hands: a token that is in the channel while they are free.
	hands := make(chan struct{}, 1)
	var evening sync.WaitGroup

	kitchen.Spawn("alice", "cake")
	evening.Go(func() { bakeCake(hands) })
	// The cake has them first; the cream is begun when it puts them down.
	<-hands
	kitchen.Spawn("alice", "cream")
	evening.Go(func() { chillCream(hands) })

	evening.Wait()
	kitchen.Say("alice", "Cake and cream are ready.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(hands chan<- struct{}) {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Begin("oven", "bake")
	kitchen.Say("alice", "The cake is in the oven.")
	hands <- struct{}{}
	kitchen.Blocked("cake", "oven", func() {
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
	})
	kitchen.End("oven", "bake")
	kitchen.Say("alice", "The cake is baked.")
}

// ANCHOR_END: bake_cake

// ANCHOR: chill_cream
func chillCream(hands chan<- struct{}) {
	kitchen.Work("alice", "whip cream", 4)
	kitchen.Begin("fridge", "chill")
	kitchen.Say("alice", "The cream is in the fridge.")
	hands <- struct{}{}
	kitchen.Blocked("cream", "fridge", func() {
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_fridge", 20)))
	})
	kitchen.End("fridge", "chill")
	kitchen.Say("alice", "The cream is cold.")
}

// ANCHOR_END: chill_cream
