// A slip for a cake: a future written by hand, and awaited by a call.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: future
type slip struct {
	value string
	ready chan struct{}
}

func newSlip() *slip {
	kitchen.Begin("cake", "pending")
	return &slip{ready: make(chan struct{})}
}

func (s *slip) await() string {
	select {
	case <-s.ready:
	default:
		kitchen.Say("cake", "Pending: I note who is waiting.")
		kitchen.Blocked("alice", "cake", func() { <-s.ready })
	}
	return s.value
}

func (s *slip) resolve(value string) {
	kitchen.Receive("cake", "oven", value)
	kitchen.End("cake", "pending")
	s.value = value
	kitchen.Say("cake", "Ready: I wake who is waiting.")
	// A closed channel lets everybody through who receives from it, now or later.
	close(s.ready)
}

// ANCHOR_END: future

// ANCHOR: main
func main() {
	cake := newSlip()
	kitchen.Begin("oven", "bake")
	time.AfterFunc(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)), func() { ring(cake) })
	kitchen.Work("alice", "page 1", 8)
	kitchen.Say("alice", "Now I have "+cake.await()+".")
	kitchen.Work("alice", "page 2", 8)
	kitchen.Say("alice", "And I still have "+cake.await()+".")
}

func ring(cake *slip) {
	kitchen.End("oven", "bake")
	kitchen.Send("oven", "cake", "a cake")
	cake.resolve("a cake")
}

// ANCHOR_END: main
