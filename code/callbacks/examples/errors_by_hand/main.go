// Each of the three steps can fail, and each callback has to ask whether it has.
package main

import (
	"errors"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	outcome := make(chan string)
	askFriend(func(wish string, err error) {
		if err != nil {
			outcome <- "No cake: " + err.Error() + "."
			return
		}
		bakeCake(wish, func(cake string, err error) {
			if err != nil {
				outcome <- "No cake: " + err.Error() + "."
				return
			}
			deliver(cake, func(thanks string, err error) {
				if err != nil {
					outcome <- "No cake: " + err.Error() + "."
					return
				}
				outcome <- "My friend says: " + thanks
			})
		})
	})
	kitchen.Say("alice", "Everything is arranged.")
	kitchen.Say("alice", <-outcome)
}

// ANCHOR_END: main
// ANCHOR: steps
func askFriend(callback func(wish string, err error)) {
	later(1, "friend", "think", 8, "lemon", "the letter is lost", callback)
}

func bakeCake(wish string, callback func(cake string, err error)) {
	later(2, "oven", "bake", 30, wish+" cake", "the oven is cold", callback)
}

func deliver(cake string, callback func(thanks string, err error)) {
	later(3, "bob", "carry it", 12, "Thank you!", "the "+cake+" is lost", callback)
}

// ANCHOR_END: steps
// ANCHOR: later
func later(step int, lane, activity string, n int, answer, problem string, callback func(string, error)) {
	kitchen.Begin(lane, activity)
	time.AfterFunc(kitchen.Minutes(n), func() {
		kitchen.End(lane, activity)
		if step == kitchen.Knob("failing_step", 2) {
			callback("", errors.New(problem))
		} else {
			callback(answer, nil)
		}
	})
}

// ANCHOR_END: later
