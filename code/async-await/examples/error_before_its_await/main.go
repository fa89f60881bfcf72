// The cake fails while the cream is waited for, and before the cake is.
package main

import (
	"errors"
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	handsFree := make(chan struct{})
	cake, cream := make(chan error, 1), make(chan struct{})
	kitchen.Spawn("alice", "cake")
	go func() { cake <- bakeCake(handsFree) }()
	<-handsFree
	kitchen.Spawn("alice", "cream")
	go func() {
		chillCream()
		close(cream)
	}()

	<-cream
	if err := <-cake; err != nil {
		kitchen.Say("alice", fmt.Sprintf("No cake: %v.", err))
	} else {
		kitchen.Say("alice", "The cake is on the table.")
	}
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake(handsFree chan<- struct{}) error {
	kitchen.Work("alice", "mix batter", 10)
	kitchen.Begin("oven", "bake")
	kitchen.Say("alice", "The cake is in the oven.")
	close(handsFree)
	kitchen.Blocked("cake", "oven", func() { time.Sleep(kitchen.Minutes(20)) })
	kitchen.End("oven", "bake")
	return errors.New("the fuse has blown")
}

// ANCHOR_END: bake_cake

func chillCream() {
	kitchen.Work("alice", "whip cream", 4)
	kitchen.Begin("fridge", "chill")
	kitchen.Blocked("cream", "fridge", func() { time.Sleep(kitchen.Minutes(20)) })
	kitchen.End("fridge", "chill")
	kitchen.Say("alice", "The cream is cold.")
}
