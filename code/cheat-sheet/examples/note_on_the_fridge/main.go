// Alice leaves notes, and Bob reads each when it is there.
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// ANCHOR: pass_a_message
	fridge := make(chan string)
	// ANCHOR_END: pass_a_message
	kitchen.Spawn("alice", "bob")
	var bob sync.WaitGroup
	bob.Go(func() { readNotes(fridge) })
	for _, note := range []string{"candles", "milk"} {
		time.Sleep(kitchen.Minutes(10))
		kitchen.Send("alice", "bob", note)
		// ANCHOR: pass_a_message
		fridge <- note
		// ANCHOR_END: pass_a_message
	}
	time.Sleep(kitchen.Minutes(10))
	// ANCHOR: pass_a_message
	close(fridge)
	// ANCHOR_END: pass_a_message
	bob.Wait()
	kitchen.Say("alice", "Bob has read them all.")
}

// ANCHOR_END: main

// ANCHOR: read_notes
func readNotes(fridge <-chan string) {
	// ANCHOR: pass_a_message
	for note := range fridge {
		kitchen.Receive("bob", "alice", note)
		kitchen.Say("bob", "The note says: "+note+".")
	}
	// ANCHOR_END: pass_a_message
}

// ANCHOR_END: read_notes
