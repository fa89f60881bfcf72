// The cake is begun, and nobody waits for it.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	kitchen.Spawn("alice", "cake")
	go bakeCake()
	kitchen.Say("alice", "The cake is done.")

	time.Sleep(kitchen.Minutes(50))
	kitchen.Say("alice", "My friend is at the door.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Begin("oven", "bake")
	kitchen.Say("alice", "The cake is in the oven.")
	kitchen.Blocked("cake", "oven", func() { time.Sleep(kitchen.Minutes(30)) })
	kitchen.End("oven", "bake")
	kitchen.Say("alice", "The cake is on the table.")
}

// ANCHOR_END: bake_cake
