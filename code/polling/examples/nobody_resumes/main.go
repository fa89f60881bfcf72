// Alice waits for a cake, and nobody has what would tell her that it is there.
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	watchdog := kitchen.Knob("watchdog", 60)
	var alice sync.WaitGroup
	alice.Go(waitForCake)
	if watchdog == 0 {
		alice.Wait()
	} else {
		time.Sleep(kitchen.Minutes(watchdog))
		kitchen.Say("watchdog", "Alice is still waiting.")
	}
}

// ANCHOR_END: main

// ANCHOR: wait_for_cake
func waitForCake() {
	kitchen.Begin("alice", "waits")
	kitchen.Say("alice", "Tell me when there is a cake.")
	<-make(chan string) // on which nobody can send
	kitchen.End("alice", "waits")
	kitchen.Say("alice", "There is a cake.")
}

// ANCHOR_END: wait_for_cake
