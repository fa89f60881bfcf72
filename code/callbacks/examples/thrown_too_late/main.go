// Alice is ready to deal with what goes wrong, but only as long as her call lasts.
package main

import (
	"errors"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
var (
	ovenInUse bool
	done      = make(chan struct{})
)

func main() {
	kitchen.Work("alice", "mix batter", 10)
	if err := bakeCake(takeCakeOut); err != nil {
		kitchen.Say("alice", "I have caught it: "+err.Error()+".")
	} else {
		kitchen.Say("alice", "Nothing has gone wrong.")
	}
	<-done
}

// ANCHOR_END: main

// ANCHOR: take_cake_out
func takeCakeOut() error {
	kitchen.Work("alice", "take cake out", 2)
	return errors.New("the cake is burnt")
}

// ANCHOR_END: take_cake_out

// ANCHOR: bake_cake
func bakeCake(callback func() error) error {
	if ovenInUse {
		return errors.New("the oven is in use")
	}
	ovenInUse = true
	kitchen.Begin("oven", "bake")
	time.AfterFunc(kitchen.Minutes(30), func() {
		kitchen.End("oven", "bake")
		if err := callback(); err != nil {
			kitchen.Say("oven", "My callback has failed: "+err.Error()+".")
		}
		close(done)
	})
	return nil
}

// ANCHOR_END: bake_cake
