// The obvious code: first the cake, then the book.
package main

import (
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	bakeCake()
	readBook()
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Say("alice", "The cake is in the oven.")
	kitchen.Blocked("alice", "oven", func() {
		kitchen.Begin("oven", "bake")
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
		kitchen.End("oven", "bake")
	})
	kitchen.Work("alice", "take cake out", 2)
	kitchen.Say("alice", "The cake is on the table.")
}

// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook() {
	for page := range kitchen.Knob("pages", 6) {
		kitchen.Work("alice", fmt.Sprintf("page %d", page+1), 8)
	}
	kitchen.Say("alice", "The book is finished.")
}

// ANCHOR_END: read_book
