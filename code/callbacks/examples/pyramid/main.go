// Three steps, each of which needs what the one before has brought.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	askFriend(func(wish string) {
		bakeCake(wish, func(cake string) {
			deliver(cake, func(thanks string) {
				kitchen.Say("alice", "My friend says: "+thanks)
				close(due)
			})
		})
	})
	kitchen.Say("alice", "Everything is arranged.")
	for callback := range due {
		callback()
	}
}

// ANCHOR_END: main
// ANCHOR: steps
func askFriend(callback func(wish string)) {
	kitchen.Work("alice", "write a letter", 2)
	later("friend", "think", 6, func() { callback("lemon") })
}

func bakeCake(wish string, callback func(cake string)) {
	kitchen.Say("alice", "It is to be a "+wish+" cake.")
	kitchen.Work("alice", "mix batter", 10)
	later("oven", "bake", 30, func() { callback(wish + " cake") })
}

func deliver(cake string, callback func(thanks string)) {
	kitchen.Say("alice", "The "+cake+" is baked.")
	kitchen.Work("alice", "wrap it", 4)
	later("bob", "carry it", 12, func() { callback("Thank you!") })
}

// ANCHOR_END: steps
// ANCHOR: later
var due = make(chan func())

func later(lane, activity string, n int, callback func()) {
	kitchen.Begin(lane, activity)
	done := func() { kitchen.End(lane, activity); callback() }
	time.AfterFunc(kitchen.Minutes(n), func() { due <- done })
}

// ANCHOR_END: later
