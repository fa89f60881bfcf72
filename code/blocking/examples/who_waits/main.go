//go:build unix

// Two ways to wait for the oven, and what each costs the processor.
package main

import (
	"fmt"
	"syscall"
	"time"

	"bakery/kitchen"
)

func main() {
	// ANCHOR: sleep
	before := processorTime()
	wait := kitchen.Minutes(30)
	kitchen.Blocked("alice", "oven", func() { time.Sleep(wait) })
	report("I slept 30 minutes", processorTime()-before, wait)
	// ANCHOR_END: sleep

	// ANCHOR: stare
	before = processorTime()
	wait = kitchen.Minutes(30)
	done := time.Now().Add(wait)
	kitchen.Begin("processor", "look at the clock")
	kitchen.Blocked("alice", "oven", func() {
		for time.Now().Before(done) {
		}
	})
	kitchen.End("processor", "look at the clock")
	report("I stared 30 minutes", processorTime()-before, wait)
	// ANCHOR_END: stare
}

// ANCHOR: report
// report says on which side of a tenth the share was. That is the same in every run; the exact
// share is not.
func report(how string, used, waited time.Duration) {
	processor := "busy"
	if used < waited/10 {
		processor = "free"
	}
	kitchen.Say("alice", fmt.Sprintf("%s; the processor was %s.", how, processor))
}

// processorTime returns what all threads of the process have used so far. There is no portable
// call for it, hence the build constraint.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// ANCHOR_END: report
