// Alice waits for candles, and not for longer than 20 minutes.
package main

import (
	"context"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// ANCHOR: timeout
	ctx, cancel := context.WithTimeout(context.Background(), kitchen.Minutes(20))
	defer cancel()
	candles, err := fetchCandles(ctx)
	if err != nil {
		kitchen.Say("alice", "It is too late for candles.")
		return
	}
	// ANCHOR_END: timeout
	kitchen.Say("alice", "Here are "+candles+".")
}

// ANCHOR_END: main

// ANCHOR: fetch_candles
func fetchCandles(ctx context.Context) (string, error) {
	kitchen.Spawn("alice", "bob")
	kitchen.Begin("bob", "walk to the shop")
	defer kitchen.End("bob", "walk to the shop")
	select {
	case <-time.After(kitchen.Minutes(kitchen.Knob("minutes_to_shop", 40))):
		return "candles", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// ANCHOR_END: fetch_candles
