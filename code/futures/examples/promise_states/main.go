// Two slips: for a cake that is not there yet, and for a pie that never will be.
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// A slip is settled when its channel is closed, which shows to all who receive from it.
type slip struct {
	settled     chan struct{}
	once        sync.Once
	state, what string
}

// ANCHOR: main
func main() {
	cake, pie := slip{settled: make(chan struct{})}, slip{settled: make(chan struct{})}
	go cake.watch("cake")
	go pie.watch("pie")

	time.Sleep(kitchen.Minutes(20))
	kitchen.Send("alice", "pie", "it is burnt")
	pie.settle("Rejected", "it is burnt")
	time.Sleep(kitchen.Minutes(10))
	kitchen.Send("alice", "cake", "a chocolate cake")
	cake.settle("Fulfilled", "a chocolate cake")
	time.Sleep(kitchen.Minutes(10))
	kitchen.Send("alice", "cake", "an apple cake")
	cake.settle("Fulfilled", "an apple cake") // No effect: once is once.
	time.Sleep(kitchen.Minutes(10))
	cake.redeem("cake")
	time.Sleep(kitchen.Minutes(10))
	cake.redeem("cake")
}

func (s *slip) settle(state, what string) {
	s.once.Do(func() { s.state, s.what = state, what; close(s.settled) })
}

// ANCHOR_END: main

// ANCHOR: watch
func (s *slip) watch(name string) {
	kitchen.Begin(name, "pending")
	<-s.settled
	kitchen.Receive(name, "alice", s.what)
	kitchen.End(name, "pending")
	kitchen.Say(name, s.state+": "+s.what+".")
}

// ANCHOR_END: watch

// ANCHOR: redeem
func (s *slip) redeem(name string) {
	<-s.settled
	kitchen.Receive("friend", name, s.what)
	kitchen.Say("friend", "I get "+s.what+".")
}

// ANCHOR_END: redeem
