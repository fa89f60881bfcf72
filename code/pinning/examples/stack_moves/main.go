// A pointer and a number for the same almond, and the stack on which it lies is moved.
package main

import (
	"unsafe"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	almond := "the almond"
	pointer := &almond
	number := addressOf(&almond)
	kitchen.Begin("stack", "here, and small")
	kitchen.Say("alice", "Is it where the number says? "+yes(addressOf(&almond) == number))

	kitchen.Work("alice", "look up almonds", 8)
	lookUp(kitchen.Knob("articles", 1000))
	kitchen.End("stack", "here, and small")
	kitchen.Begin("stack", "elsewhere, and larger")

	kitchen.Say("alice", "Is it still where the number says? "+yes(addressOf(&almond) == number))
	kitchen.Say("alice", "Is it where the pointer leads? "+yes(&almond == pointer))
	kitchen.Work("alice", "take it out", 8)
	kitchen.Say("alice", "I have "+*pointer+".")
	kitchen.End("stack", "elsewhere, and larger")
}

// ANCHOR_END: main

// ANCHOR: look_up
// lookUp reads an article that refers to the next one: a call in a call, a kilobyte each.
//
//go:noinline
func lookUp(articles int) byte {
	var article [1024]byte
	if articles == 0 {
		return article[0]
	}
	return lookUp(articles-1) + article[articles%1024]
}

// ANCHOR_END: look_up

// addressOf gives the place in memory as a number, which nobody keeps right.
func addressOf(of *string) uintptr {
	return uintptr(unsafe.Pointer(of))
}

func yes(is bool) string {
	if is {
		return "Yes."
	}
	return "No."
}
