// A fuse blows while the cake is waited for, and each function hands the error on.
package main

import (
	"errors"
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	if err := bakeCake(); err != nil {
		kitchen.Say("alice", fmt.Sprintf("No cake: %v.", err))
	} else {
		kitchen.Say("alice", "The cake is on the table.")
	}
	kitchen.Say("alice", "Now for the book.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() error {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Say("alice", "The cake is in the oven.")
	if err := heat(); err != nil {
		return err
	}
	kitchen.Work("alice", "take cake out", 2)
	return nil
}

// ANCHOR_END: bake_cake

// ANCHOR: heat
func heat() error {
	wanted, holds := kitchen.Knob("minutes_in_oven", 30), kitchen.Knob("fuse_holds", 20)
	kitchen.Begin("oven", "bake")
	kitchen.Blocked("cake", "oven", func() {
		time.Sleep(kitchen.Minutes(min(wanted, holds)))
	})
	kitchen.End("oven", "bake")
	if holds < wanted {
		return errors.New("the fuse has blown")
	}
	return nil
}

// ANCHOR_END: heat
