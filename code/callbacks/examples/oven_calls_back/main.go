// Alice gives the oven a function to call, and reads.
package main

import (
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
var due = make(chan func(), 1)

func main() {
	bakeCake()
	readBook()
	for callback := range due {
		callback()
	}
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Begin("oven", "bake")
	kitchen.Send("alice", "oven", "a function")
	// A timer calls in a goroutine of its own. Alice has one pair of hands: it passes on.
	wait := kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30))
	time.AfterFunc(wait, func() { due <- takeCakeOut })
	kitchen.Say("alice", "The cake is in the oven.")
}

// ANCHOR_END: bake_cake

// ANCHOR: take_cake_out
func takeCakeOut() {
	kitchen.Receive("alice", "oven", "the call")
	kitchen.End("oven", "bake")
	kitchen.Work("alice", "take cake out", 2)
	kitchen.Say("alice", "The cake is on the table.")
	close(due)
}

// ANCHOR_END: take_cake_out

// ANCHOR: read_book
func readBook() {
	for page := range kitchen.Knob("pages", 6) {
		kitchen.Work("alice", fmt.Sprintf("page %d", page+1), 8)
	}
	kitchen.Say("alice", "The book is finished.")
}

// ANCHOR_END: read_book
