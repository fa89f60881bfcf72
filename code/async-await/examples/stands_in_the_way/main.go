// Cake and book at once, but for one call that holds the hands.
package main

import (
	"fmt"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// Alice's one pair of hands: a token that is in the channel while they are free.
	hands := make(chan struct{}, 1)
	var evening sync.WaitGroup

	kitchen.Spawn("alice", "cake")
	// The cake has them first; the book begins when it puts them down.
	evening.Go(func() { bakeCake(hands) })
	<-hands
	kitchen.Spawn("alice", "book")
	evening.Go(func() { readBook(hands) })

	evening.Wait()
	kitchen.Say("alice", "Cake and book are done.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(hands chan struct{}) {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Say("alice", "The cake is in the oven.")
	kitchen.Blocked("alice", "oven", func() {
		kitchen.Begin("oven", "bake")
		time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
		kitchen.End("oven", "bake")
	})
	kitchen.Work("alice", "take cake out", 2)
	kitchen.Say("alice", "The cake is on the table.")
	hands <- struct{}{}
}

// ANCHOR_END: bake_cake

// ANCHOR: read_book
func readBook(hands chan struct{}) {
	for page := range kitchen.Knob("pages", 6) {
		kitchen.Work("alice", fmt.Sprintf("page %d", page+1), 8)
		kitchen.Blocked("book", "alice", func() {
			hands <- struct{}{}
			<-hands
		})
	}
	kitchen.Say("alice", "The book is finished.")
	hands <- struct{}{}
}

// ANCHOR_END: read_book
