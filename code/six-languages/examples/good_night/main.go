// Alice goes to bed with a cake in the oven.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	go bakeCake()
	time.Sleep(kitchen.Minutes(5))
	kitchen.Work("alice", "brush teeth", 5)
	kitchen.Say("alice", "Good night.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() {
	defer kitchen.Say("cake", "The oven is off.")
	kitchen.Say("cake", "The cake is in the oven.")
	kitchen.Blocked("cake", "oven", func() { time.Sleep(kitchen.Minutes(30)) })
	kitchen.Say("cake", "The cake is done.")
}

// ANCHOR_END: bake_cake
