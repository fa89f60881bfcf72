// Bob is sent for candles, and called back.
package main

import (
	"context"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// ANCHOR: cancel
	ctx, cancel := context.WithCancel(context.Background())
	candles := make(chan error, 1)
	go func() { candles <- fetchCandles(ctx) }()
	// ANCHOR_END: cancel
	lookForCandles()
	kitchen.Cancel("alice", "bob")
	// ANCHOR: cancel
	cancel()
	// ANCHOR_END: cancel
	if err := <-candles; err != nil {
		kitchen.Say("alice", "Bob is back.")
	}
}

// ANCHOR_END: main

// ANCHOR: fetch_candles
func fetchCandles(ctx context.Context) error {
	kitchen.Spawn("alice", "bob")
	kitchen.Begin("bob", "walk to the shop")
	defer kitchen.End("bob", "walk to the shop")
	select {
	case <-time.After(kitchen.Minutes(40)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ANCHOR_END: fetch_candles

func lookForCandles() {
	kitchen.Begin("alice", "look through the drawers")
	time.Sleep(kitchen.Minutes(10))
	kitchen.End("alice", "look through the drawers")
	kitchen.Say("alice", "There are candles in the drawer.")
}
