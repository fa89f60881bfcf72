package kitchen

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Knob returns the number that the reader has set name to, or fallback.
//
// Set on the command line: go run ./blocking/examples/cake_then_book pages=3
//
// It panics when what the reader has set is not digits alone, or not below 2³¹.
func Knob(name string, fallback int) int {
	writeKnob(name, fallback)
	for _, argument := range os.Args[1:] {
		key, value, found := strings.Cut(argument, "=")
		if found && strings.TrimLeft(key, "-") == name {
			return wholeNumber(name, value, 0)
		}
	}
	return fallback
}

// wholeNumber returns the number that name is set to.
//
// It panics when text is not digits alone, below least, or not below 2³¹.
func wholeNumber(name, text string, least int) int {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil || int(n) < least {
		panic(fmt.Sprintf("%s is a whole number from %d, not %q", name, least, text))
	}
	return int(n)
}
