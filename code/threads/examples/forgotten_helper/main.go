// A helper waits for a bell, and nobody has the bell any more.
package main

import (
	"runtime"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	goroutines := runtime.NumGoroutine()
	kitchen.Spawn("alice", "helper")
	bell := make(chan struct{})
	go waitForBell(bell)

	kitchen.Work("alice", "page 1", 10)
	// From here on nobody has the channel but the goroutine that waits.
	bell = nil
	runtime.GC()
	kitchen.Begin("bell", "nobody has it")
	kitchen.Work("alice", "page 2", 10)

	if runtime.NumGoroutine() > goroutines {
		kitchen.Say("alice", "The helper is still waiting.")
	} else {
		kitchen.Say("alice", "The helper is gone.")
	}
	kitchen.End("bell", "nobody has it")
}

// ANCHOR_END: main

// ANCHOR: wait_for_bell
func waitForBell(bell <-chan struct{}) {
	kitchen.Blocked("helper", "bell", func() { <-bell })
	kitchen.Say("helper", "The bell has rung.")
}

// ANCHOR_END: wait_for_bell
