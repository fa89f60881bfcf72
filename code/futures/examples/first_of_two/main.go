// Two go for candles, and whoever is back first will do.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// ANCHOR: first_of_several
	bob := fetchCandles("bob", "shop", 10)
	friend := fetchCandles("friend", "market", 26)
	var candles string
	select {
	case candles = <-bob:
		kitchen.Receive("alice", "bob", "candles")
	case candles = <-friend:
		kitchen.Receive("alice", "friend", "candles")
	}
	// ANCHOR_END: first_of_several
	kitchen.Say("alice", "Here are the "+candles+".")
	iceCake()
	time.Sleep(kitchen.Minutes(10))
	kitchen.Say("alice", "The party begins.")
}

// ANCHOR_END: main

// ANCHOR: fetch_candles
func fetchCandles(who, place string, way int) <-chan string {
	// Room for one, so that whoever is back second can put down the candles and end.
	candles := make(chan string, 1)
	kitchen.Spawn("alice", who)
	go func() {
		kitchen.Begin(who, "walk")
		time.Sleep(kitchen.Minutes(way))
		kitchen.Say(who, "I have paid at the "+place+".")
		time.Sleep(kitchen.Minutes(10))
		kitchen.End(who, "walk")
		kitchen.Say(who, "My walk to the "+place+" is over.")
		kitchen.Send(who, "alice", "candles")
		candles <- "candles from the " + place
	}()
	return candles
}

// ANCHOR_END: fetch_candles

// ANCHOR: ice_cake
func iceCake() {
	kitchen.Begin("cake", "icing sets")
	time.Sleep(kitchen.Minutes(10))
	kitchen.End("cake", "icing sets")
	kitchen.Say("alice", "The cake is iced.")
}

// ANCHOR_END: ice_cake
