// Both at once, and one of them fails.
package main

import (
	"errors"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	var err error
	var both sync.WaitGroup
	both.Go(func() { err = bakeCake() })
	both.Go(fetchCandles)
	both.Wait()
	if err != nil {
		kitchen.Say("alice", "No party: "+err.Error()+".")
	} else {
		kitchen.Say("alice", "Cake and candles are here.")
	}
	time.Sleep(kitchen.Minutes(40 - kitchen.Now()))
	kitchen.Say("alice", "We have bread and cheese.")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() error {
	kitchen.Begin("oven", "bake")
	time.Sleep(kitchen.Minutes(20))
	kitchen.End("oven", "bake")
	return errors.New("the cake is burnt")
}

// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
func fetchCandles() {
	kitchen.Begin("bob", "walk")
	time.Sleep(kitchen.Minutes(26))
	kitchen.Say("bob", "I have paid.")
	time.Sleep(kitchen.Minutes(10))
	kitchen.End("bob", "walk")
	kitchen.Say("bob", "My walk is over.")
}

// ANCHOR_END: fetch_candles
