// Two cooks, two cakes: parallelism, and two people who wait.
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	kitchen.Spawn("alice", "bob")
	var bob sync.WaitGroup
	bob.Go(func() { bakeCake("bob", 14) })

	bakeCake("alice", 10)

	kitchen.Blocked("alice", "bob", bob.Wait)
	kitchen.Say("alice", "Two cakes are on the table.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(cook string, mixing int) {
	kitchen.Work(cook, "mix batter", mixing)
	kitchen.Blocked(cook, "oven", func() { time.Sleep(kitchen.Minutes(30)) })
	kitchen.Work(cook, "take cake out", 2)
	kitchen.Say(cook, "My cake is done.")
}

// ANCHOR_END: bake_cake
