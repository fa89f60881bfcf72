// A task is started, goes on by itself, and is waited for.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	kitchen.Spawn("alice", "cake")
	// ANCHOR: start
	cake := make(chan string, 1)
	go func() { cake <- bakeCake() }()
	// ANCHOR_END: start
	setTable()
	// ANCHOR: wait
	dessert := <-cake
	// ANCHOR_END: wait
	kitchen.Say("alice", "Here is "+dessert+".")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() string {
	kitchen.Begin("cake", "bake")
	// ANCHOR: sleep
	time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
	// ANCHOR_END: sleep
	kitchen.End("cake", "bake")
	return "the cake"
}

// ANCHOR_END: bake_cake

func setTable() {
	kitchen.Begin("alice", "set the table")
	time.Sleep(kitchen.Minutes(10))
	kitchen.End("alice", "set the table")
	kitchen.Say("alice", "The table is set.")
}
