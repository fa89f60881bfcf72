// What keeps a thread busy for long is moved to another one.
package main

import (
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	kitchen.Spawn("alice", "dishwasher")
	// ANCHOR: run_blocking
	// Nothing is moved: whatever a goroutine does, the others have threads to go on.
	clean := make(chan string, 1)
	go func() { clean <- washDishes() }()
	// ANCHOR_END: run_blocking
	bakeCake()
	// ANCHOR: run_blocking
	dishes := <-clean
	// ANCHOR_END: run_blocking
	kitchen.Say("alice", "There are "+dishes+".")
}

// ANCHOR_END: main

// ANCHOR: wash_dishes
func washDishes() string {
	kitchen.Work("dishwasher", "wash", 30)
	return "clean dishes"
}

// ANCHOR_END: wash_dishes

func bakeCake() {
	kitchen.Begin("oven", "bake")
	time.Sleep(kitchen.Minutes(20))
	kitchen.End("oven", "bake")
	kitchen.Say("alice", "The cake is done.")
}
