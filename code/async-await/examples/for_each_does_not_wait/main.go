// Three trays, a goroutine for each, and a line that is said too early.
package main

import (
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	trays := []struct {
		what    string
		minutes int
	}{{"muffins", 10}, {"scones", 14}, {"rolls", 18}}

	for _, tray := range trays {
		kitchen.Spawn("alice", tray.what)
		go bake(tray.what, tray.minutes)
	}
	kitchen.Say("alice", "Everything is baked.")

	time.Sleep(kitchen.Minutes(20))
	kitchen.Say("alice", "My friend is at the door.")
}

// ANCHOR_END: main

// ANCHOR: bake
func bake(what string, minutes int) {
	kitchen.Begin(what, "bake")
	time.Sleep(kitchen.Minutes(minutes))
	kitchen.End(what, "bake")
	kitchen.Say("alice", fmt.Sprintf("The %s are done.", what))
}

// ANCHOR_END: bake
