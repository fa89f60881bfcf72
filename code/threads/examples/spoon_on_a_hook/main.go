// Two workers put a spoon back; the note is for whoever has the wooden spoon.
package main

import (
	"fmt"
	"sync"

	"bakery/kitchen"
)

// A Note says how many spoons are in the drawer.
type Note struct {
	hook   sync.Mutex
	spoons int
}

// ANCHOR: main
func main() {
	note := &Note{spoons: 10}
	kitchen.Begin("note", fmt.Sprintf("%d spoons", note.spoons))
	kitchen.Spawn("alice", "helper")
	var helper sync.WaitGroup
	helper.Go(func() {
		kitchen.Work("helper", "wipe the table", 2)
		putSpoonBack("helper", note, 8)
	})

	putSpoonBack("alice", note, 6)
	kitchen.Work("alice", "page 1", 6)
	kitchen.Say("alice", "Page 1 is read.")

	kitchen.Blocked("alice", "helper", helper.Wait)
	kitchen.Work("alice", "count the spoons", 2)
	kitchen.Say("alice", fmt.Sprintf("I count 12 spoons. The note says %d.", note.spoons))
	kitchen.End("note", fmt.Sprintf("%d spoons", note.spoons))
}

// ANCHOR_END: main

// ANCHOR: put_spoon_back
func putSpoonBack(who string, note *Note, minutes int) {
	kitchen.Blocked(who, "hook", note.hook.Lock)
	defer note.hook.Unlock()
	kitchen.Begin("hook", "taken by "+who)
	spoons := note.spoons
	kitchen.Work(who, "dry a spoon", minutes)
	writeDown(who, note, spoons+1)
	kitchen.Say(who, fmt.Sprintf("I have written %d.", spoons+1))
	kitchen.End("hook", "taken by "+who)
}

// ANCHOR_END: put_spoon_back

func writeDown(who string, note *Note, spoons int) {
	kitchen.End("note", fmt.Sprintf("%d spoons", note.spoons))
	note.spoons = spoons
	kitchen.Receive("note", who, fmt.Sprintf("%d spoons", spoons))
	kitchen.Begin("note", fmt.Sprintf("%d spoons", spoons))
}
