// The evening as Alice lives it: one cook, two things under way.
package main

import "bakery/kitchen"

func main() {
	// ANCHOR: first
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Begin("oven", "bake")
	kitchen.Say("alice", "The cake is in the oven.")
	// ANCHOR_END: first

	// ANCHOR: meanwhile
	kitchen.Work("alice", "read", 30)
	kitchen.End("oven", "bake")
	// ANCHOR_END: meanwhile

	// ANCHOR: last
	kitchen.Work("alice", "take cake out", 2)
	kitchen.Say("alice", "The cake is on the table.")
	kitchen.Work("alice", "read on", 18)
	kitchen.Say("alice", "The book is finished.")
	// ANCHOR_END: last
}
