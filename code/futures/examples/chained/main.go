// Three steps that need one another, one below the other, on two evenings.
package main

import (
	"errors"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	evening(20)
	time.Sleep(kitchen.Minutes(10))
	evening(kitchen.Knob("minutes_in_oven", 36))
}

// ANCHOR_END: main

// ANCHOR: evening
func evening(minutesInOven int) {
	batter := mix()
	cake, err := bake(batter, minutesInOven)
	if err != nil {
		kitchen.Say("alice", "No cake: "+err.Error()+".")
		return
	}
	cake = cool(cake)
	kitchen.Say("alice", "On the table: "+cake+".")
}

// ANCHOR_END: evening

// ANCHOR: steps
func mix() string {
	step("mixer", "mix", 6)
	return "batter"
}

func bake(batter string, minutesInOven int) (string, error) {
	step("oven", "bake "+batter, minutesInOven)
	if minutesInOven > 30 {
		return "", errors.New("it is burnt")
	}
	return "a cake", nil
}

func cool(cake string) string {
	step("fridge", "cool "+cake, 10)
	return cake + ", cool"
}

// ANCHOR_END: steps

func step(machine, activity string, n int) {
	kitchen.Begin(machine, activity)
	time.Sleep(kitchen.Minutes(n))
	kitchen.End(machine, activity)
}
