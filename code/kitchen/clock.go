package kitchen

import (
	"fmt"
	"os"
	"sync"
	"time"
)

// clock returns story time, which begins with its first call.
var clock = sync.OnceValue(func() scaledClock {
	// The recorder sets both numbers; without it a story minute lasts 50 ms, so that a reader who
	// runs the program sees it pass.
	return scaledClock{
		start:  time.Now(),
		minute: time.Duration(setting("KITCHEN_MINUTE_US", 50_000)) * time.Microsecond,
		grid:   setting("KITCHEN_GRID", 1),
	}
})

// A scaledClock is the machine's clock, a story minute being a few milliseconds of it.
type scaledClock struct {
	start  time.Time
	minute time.Duration
	grid   int // story minutes between two moments that can be told apart
}

// now returns the minute of the story, and the real time between its place on the grid and now.
func (c scaledClock) now() (minute int, late time.Duration) {
	elapsed := time.Since(c.start)
	step := c.minute * time.Duration(c.grid)
	// Timers ring late, hardly ever early; a tenth of a step is allowed for the early ones.
	steps := (elapsed + step/10) / step
	return int(steps) * c.grid, max(0, elapsed-steps*step)
}

// after returns the minute that it is n minutes from now.
func (c scaledClock) after(n int) int {
	if n < 0 || n%c.grid != 0 {
		panic(fmt.Sprintf("%d minutes are not on this program's grid of %d minutes (see `grid` in its program.toml)", n, c.grid))
	}
	minute, _ := c.now()
	return minute + n
}

// until returns the real time until minute, 0 when it has passed.
func (c scaledClock) until(minute int) time.Duration {
	return max(0, c.minute*time.Duration(minute)-time.Since(c.start))
}

// pass spends n minutes in the current goroutine.
//
// A sleep stands in for it, and keeps the goroutine but no thread: any number of goroutines can
// work at the same moment, however few processors there are.
func pass(n int) {
	target := clock().after(n)
	for rest := clock().until(target); rest > 0; rest = clock().until(target) {
		time.Sleep(rest)
	}
}

// setting returns a number from the environment, or fallback if there is none.
func setting(name string, fallback int) int {
	text, isSet := os.LookupEnv(name)
	if !isSet {
		return fallback
	}
	return wholeNumber(name, text, 1)
}
