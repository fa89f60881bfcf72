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
// It panics when what the reader has set is not a number that fits.
func Knob(name string, fallback int) int {
	writeKnob(name, fallback)
	for _, argument := range os.Args[1:] {
		key, value, found := strings.Cut(argument, "=")
		if !found || strings.TrimLeft(key, "-") != name {
			continue
		}
		n, err := strconv.ParseUint(value, 10, 31)
		if err != nil {
			panic(fmt.Sprintf("%s is a whole number from 0, not %q", name, value))
		}
		return int(n)
	}
	return fallback
}
