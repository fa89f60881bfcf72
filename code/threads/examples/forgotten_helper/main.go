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
	// Nobody keeps the channel but the goroutine itself.
	go waitForBell(make(chan struct{}))

	kitchen.Work("alice", "page 1", 10)
	runtime.GC()
	kitchen.Work("alice", "page 2", 10)

	if runtime.NumGoroutine() > goroutines {
		kitchen.Say("alice", "The helper is still waiting.")
	} else {
		kitchen.Say("alice", "The helper is gone.")
	}
}

// ANCHOR_END: main

// ANCHOR: wait_for_bell
func waitForBell(bell <-chan struct{}) {
	kitchen.Blocked("helper", "bell", func() { <-bell })
	kitchen.Say("helper", "The bell has rung.")
}

// ANCHOR_END: wait_for_bell
