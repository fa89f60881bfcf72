// Two workers each put a spoon back and count it on one note: a spoon gets lost.
package main

import (
	"fmt"
	"sync"

	"bakery/kitchen"
)

// A Note says how many spoons are in the drawer.
type Note struct{ spoons int }

// ANCHOR: main
func main() {
	note := &Note{spoons: 10}
	kitchen.Begin("note", fmt.Sprintf("%d spoons", note.spoons))
	kitchen.Spawn("alice", "helper")
	var helper sync.WaitGroup
	helper.Go(func() { tidyUp(note) })

	putSpoonBack("alice", note, 6)
	kitchen.Work("alice", "page 1", 6)
	kitchen.Say("alice", "Page 1 is read.")

	kitchen.Blocked("alice", "helper", helper.Wait)
	kitchen.Work("alice", "count the spoons", 2)
	kitchen.Say("alice", fmt.Sprintf("I count 12 spoons. The note says %d.", note.spoons))
	kitchen.End("note", fmt.Sprintf("%d spoons", note.spoons))
}

// ANCHOR_END: main

// ANCHOR: tidy_up
func tidyUp(note *Note) {
	kitchen.Work("helper", "wipe the table", kitchen.Knob("minutes_at_table", 2))
	putSpoonBack("helper", note, 8)
}

// ANCHOR_END: tidy_up

// ANCHOR: put_spoon_back
func putSpoonBack(who string, note *Note, minutes int) {
	spoons := note.spoons
	kitchen.Receive(who, "note", fmt.Sprintf("%d spoons", spoons))
	kitchen.Work(who, "dry a spoon", minutes)
	writeDown(who, note, spoons+1)
	kitchen.Say(who, fmt.Sprintf("I have written %d.", spoons+1))
}

func writeDown(who string, note *Note, spoons int) {
	kitchen.End("note", fmt.Sprintf("%d spoons", note.spoons))
	note.spoons = spoons
	kitchen.Receive("note", who, fmt.Sprintf("%d spoons", spoons))
	kitchen.Begin("note", fmt.Sprintf("%d spoons", spoons))
}

// ANCHOR_END: put_spoon_back
