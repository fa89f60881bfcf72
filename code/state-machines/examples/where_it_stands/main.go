// Where functions keep their place while they wait: on the stack of their goroutine.
package main

import (
	"runtime"
	"slices"
	"strings"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	cake := make(chan struct{})
	kitchen.Spawn("alice", "cake")
	go func() {
		bake()
		close(cake)
	}()
	time.Sleep(kitchen.Minutes(10))
	kitchen.Say("alice", "Standing still: "+standing())
	kitchen.Blocked("alice", "cake", func() { <-cake })
	kitchen.Say("alice", "Standing still: "+standing())
}

// ANCHOR_END: main

// ANCHOR: bake
func bake() {
	wait()
	kitchen.Say("cake", "The cake is done.")
}

func wait() {
	kitchen.Begin("cake", "wait")
	time.Sleep(kitchen.Minutes(kitchen.Knob("minutes_in_oven", 30)))
	kitchen.End("cake", "wait")
}

// ANCHOR_END: bake

// ANCHOR: standing
func standing() string {
	text := make([]byte, 1<<16)
	text = text[:runtime.Stack(text, true)] // true: those of all goroutines
	var names []string
	for line := range strings.Lines(string(text)) {
		name, _, _ := strings.Cut(line, "(")
		name = name[strings.LastIndex(name, ".")+1:] // without the package
		if name == "bake" || name == "wait" {
			names = append(names, name)
		}
	}
	if names == nil {
		return "nothing"
	}
	slices.Reverse(names) // the innermost came first
	return strings.Join(names, ", ")
}

// ANCHOR_END: standing
