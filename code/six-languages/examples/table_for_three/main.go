// A function starts another one, and is told later.
package main

import (
	"fmt"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	var cake sync.WaitGroup
	cake.Go(bakeCake)
	time.Sleep(kitchen.Minutes(2))
	table := layTable()
	cake.Wait()
	table.Wait()
	kitchen.Say("alice", "Cake and table are ready.")
}

// ANCHOR_END: main

// ANCHOR: lay_table
func layTable() *sync.WaitGroup {
	var table sync.WaitGroup
	table.Go(func() {
		var guests int
		kitchen.Blocked("friend", "alice", func() { guests = askFriend() })
		kitchen.Say("alice", fmt.Sprintf("The table is laid for %d.", guests))
	})
	kitchen.Say("alice", "The friend is asked.")
	return &table
}

// ANCHOR_END: lay_table

// ANCHOR: ask_friend
func askFriend() int {
	time.Sleep(kitchen.Minutes(10))
	kitchen.Say("friend", "We are three.")
	return 3
}

// ANCHOR_END: ask_friend

// ANCHOR: bake_cake
func bakeCake() {
	kitchen.Begin("oven", "bake")
	kitchen.Blocked("cake", "oven", func() { time.Sleep(kitchen.Minutes(6)) })
	kitchen.End("oven", "bake")
	kitchen.Say("cake", "The cake is done.")
}

// ANCHOR_END: bake_cake
