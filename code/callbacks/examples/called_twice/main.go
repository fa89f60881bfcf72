// Bob bakes the cake, and calls when it is done. Each call costs Alice ten coins.
package main

import (
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
var done = make(chan struct{})

func main() {
	coins := 20

	orderCake(func() {
		kitchen.Receive("alice", "bob", "the call")
		kitchen.Work("alice", "pay", 2)
		coins -= 10
		kitchen.Say("alice", fmt.Sprintf("I have paid 10 coins. %d are left.", coins))
	})
	kitchen.Say("alice", fmt.Sprintf("I have ordered a cake, and have %d coins.", coins))
	// Until Bob is done, nobody but the callback touches the coins.
	<-done
}

// ANCHOR_END: main

// ANCHOR: order_cake
func orderCake(callback func()) {
	kitchen.Begin("bob", "bake")
	time.AfterFunc(kitchen.Minutes(30), func() {
		kitchen.End("bob", "bake")
		kitchen.Say("bob", "The cake is done.")
		callback()
		// Perhaps nobody has heard.
		time.AfterFunc(kitchen.Minutes(10), func() {
			kitchen.Say("bob", "The cake is done!")
			callback()
			close(done)
		})
	})
}

// ANCHOR_END: order_cake
