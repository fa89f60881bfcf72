// Each of the three steps can fail, and hands its error back to where it was called.
package main

import (
	"errors"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	var evening sync.WaitGroup
	evening.Go(func() {
		thanks, err := giveCake()
		if err != nil {
			kitchen.Say("alice", "No cake: "+err.Error()+".")
		} else {
			kitchen.Say("alice", "My friend says: "+thanks)
		}
	})
	kitchen.Say("alice", "Everything is arranged.")
	evening.Wait()
}

func giveCake() (string, error) {
	wish, err := askFriend()
	if err != nil {
		return "", err
	}
	cake, err := bakeCake(wish)
	if err != nil {
		return "", err
	}
	return deliver(cake)
}

// ANCHOR_END: main
// ANCHOR: steps
func askFriend() (string, error) {
	return later(1, "friend", "think", 8, "lemon", "the letter is lost")
}

func bakeCake(wish string) (string, error) {
	return later(2, "oven", "bake", 30, wish+" cake", "the oven is cold")
}

func deliver(cake string) (string, error) {
	return later(3, "bob", "carry it", 12, "Thank you!", "the "+cake+" is lost")
}

// ANCHOR_END: steps
// ANCHOR: later
func later(step int, lane, activity string, n int, answer, problem string) (string, error) {
	kitchen.Begin(lane, activity)
	time.Sleep(kitchen.Minutes(n))
	kitchen.End(lane, activity)
	if step == kitchen.Knob("failing_step", 2) {
		return "", errors.New(problem)
	}
	return answer, nil
}

// ANCHOR_END: later
