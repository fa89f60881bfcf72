// A cake from the oven and candles from the shop, both waited for at once.
package main

import (
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// ANCHOR: wait_for_all
	var cake, candles string
	var both sync.WaitGroup
	both.Go(func() { cake = bakeCake() })
	both.Go(func() { candles = fetchCandles() })
	both.Wait()
	// ANCHOR_END: wait_for_all
	kitchen.Say("alice", "On the table: "+cake+" and "+candles+".")
}

// ANCHOR_END: main

// ANCHOR: bake_cake
func bakeCake() string {
	kitchen.Begin("oven", "bake")
	time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
	kitchen.End("oven", "bake")
	kitchen.Say("oven", "The cake is baked.")
	return "a cake"
}

// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
func fetchCandles() string {
	kitchen.Begin("bob", "walk to the shop")
	time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_to_shop", 20)))
	kitchen.End("bob", "walk to the shop")
	kitchen.Say("bob", "I have candles.")
	return "candles"
}

// ANCHOR_END: fetch_candles
