// Cake and cream: one is called, and then the other.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	bakeCake()
	chillCream()
	kitchen.Say("alice", "Cake and cream are ready.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Begin("oven", "bake")
	kitchen.Say("alice", "The cake is in the oven.")
	kitchen.Blocked("cake", "oven", func() {
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
	})
	kitchen.End("oven", "bake")
	kitchen.Say("alice", "The cake is baked.")
}

// ANCHOR_END: bake_cake

// ANCHOR: chill_cream
func chillCream() {
	kitchen.Work("alice", "whip cream", 4)
	kitchen.Begin("fridge", "chill")
	kitchen.Say("alice", "The cream is in the fridge.")
	kitchen.Blocked("cream", "fridge", func() {
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_fridge", 20)))
	})
	kitchen.End("fridge", "chill")
	kitchen.Say("alice", "The cream is cold.")
}

// ANCHOR_END: chill_cream
