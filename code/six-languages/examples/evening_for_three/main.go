// An evening for three: two cakes, a phone, and a book that is cut short.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	hands := make(chan struct{}, 1) // Alice's, while they are free; the first cake begins with them
	reading, stop := context.WithCancel(context.Background())
	var evening sync.WaitGroup
	evening.Go(func() { bakeCake("first", hands) })
	evening.Go(func() { readBook(reading, hands) })
	kitchen.Say("alice", "Everything is begun.")
	answerPhone(hands)
	kitchen.Cancel("alice", "book")
	stop()
	evening.Go(func() { bakeCake("second", hands) }) // which goes on with the hands of the phone
	evening.Wait()
	kitchen.Say("alice", "Two cakes for three.")
}

// ANCHOR_END: main
// ANCHOR: answer_phone
func answerPhone(hands chan struct{}) {
	kitchen.Blocked("phone", "friend", func() { time.Sleep(kitchen.Minutes(kitchen.Knob("phone_rings", 31))) })
	kitchen.Blocked("phone", "alice", func() { <-hands })
	kitchen.Work("alice", "talk", 2)
	kitchen.Say("alice", "A third person is coming.")
}

// ANCHOR_END: answer_phone
// ANCHOR: bake_cake
func bakeCake(cake string, hands chan struct{}) {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Begin("oven", cake+" cake")
	hands <- struct{}{}
	kitchen.Blocked(cake, "oven", func() { time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30))) })
	kitchen.End("oven", cake+" cake")
	kitchen.Blocked(cake, "alice", func() { <-hands })
	kitchen.Say("alice", "The "+cake+" cake is on the table.")
	hands <- struct{}{}
}

// ANCHOR_END: bake_cake
// ANCHOR: read_book
func readBook(ctx context.Context, hands chan struct{}) {
	page := 0
	defer func() { kitchen.Say("alice", fmt.Sprintf("The bookmark is after page %d.", page)) }()
	for ; page < 6 && ctx.Err() == nil; page++ {
		kitchen.Blocked("book", "alice", func() { <-hands })
		kitchen.Work("alice", fmt.Sprintf("page %d", page+1), 8)
		hands <- struct{}{}
		select {
		case <-time.After(kitchen.Minutes(4)):
		case <-ctx.Done():
		}
	}
}

// ANCHOR_END: read_book
