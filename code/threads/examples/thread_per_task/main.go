// A second worker waits for the oven, so that Alice does not have to.
package main

import (
	"fmt"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	kitchen.Spawn("alice", "helper")
	var helper sync.WaitGroup
	helper.Go(bakeCake)

	readBook()

	kitchen.Blocked("alice", "helper", helper.Wait)
	kitchen.Say("alice", "Cake and book are done.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() {
	kitchen.Work("helper", "mix batter", 12)
	kitchen.Blocked("helper", "oven", func() {
		kitchen.Begin("oven", "bake")
		time.Sleep(kitchen.Minutes(30))
		kitchen.End("oven", "bake")
	})
	kitchen.Work("helper", "take cake out", 2)
	kitchen.Say("helper", "The cake is on the table.")
}

// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook() {
	for page := range 6 {
		kitchen.Work("alice", fmt.Sprintf("page %d", page+1), 8)
	}
	kitchen.Say("alice", "The book is finished.")
}

// ANCHOR_END: read_book
