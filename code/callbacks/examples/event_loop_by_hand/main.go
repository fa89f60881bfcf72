// An event loop by hand: a queue of callbacks, and a loop that calls them.
package main

import (
	"fmt"
	"slices"
	"time"

	"bakery/kitchen"
)

// ANCHOR: call_later
type waiting struct {
	due      time.Time
	name     string
	callback func()
}

var queue []waiting

func callLater(n int, name string, callback func()) {
	due := time.Now().Add(kitchen.Minutes(n))
	queue = append(queue, waiting{due, name, callback})
	slices.SortStableFunc(queue, func(a, b waiting) int { return a.due.Compare(b.due) })
	kitchen.Begin("queue", name)
}

// ANCHOR_END: call_later
// ANCHOR: main
func main() {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Say("alice", "The cake is in the oven.")
	callLater(kitchen.Knob("minutes_in_oven", 30), "take cake out", takeCakeOut)
	callLater(0, "page 1", func() { readPage(1) })
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if wait := time.Until(next.due); wait > 0 {
			kitchen.Blocked("loop", "clock", func() { time.Sleep(wait) })
		}
		kitchen.End("queue", next.name)
		kitchen.Receive("alice", "loop", "control")
		next.callback()
		kitchen.Receive("loop", "alice", "control")
	}
}

// ANCHOR_END: main
// ANCHOR: callbacks
func takeCakeOut() {
	kitchen.Work("alice", "take cake out", 2)
	kitchen.Say("alice", "The cake is on the table.")
	callLater(30, "add sugar", func() { kitchen.Work("alice", "add sugar", 4) })
}

func readPage(page int) {
	kitchen.Work("alice", fmt.Sprintf("page %d", page), 8)
	if page >= kitchen.Knob("pages", 6) {
		kitchen.Say("alice", "The book is finished.")
	} else {
		callLater(0, fmt.Sprintf("page %d", page+1), func() { readPage(page + 1) })
	}
}

// ANCHOR_END: callbacks
