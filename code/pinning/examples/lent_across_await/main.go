// A function is lent a number of another one, waits, and changes it.
package main

import (
	"fmt"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	pagesLeft := 6
	kitchen.Begin("number", "lent")
	readPage(&pagesLeft)
	kitchen.End("number", "lent")
	kitchen.Say("alice", fmt.Sprintf("There are %d pages left.", pagesLeft))
}

// ANCHOR_END: main

// ANCHOR: read_page
func readPage(pagesLeft *int) {
	kitchen.Work("alice", "read a page", 8)
	// She rests her eyes.
	time.Sleep(kitchen.Minutes(4))
	*pagesLeft--
}

// ANCHOR_END: read_page
