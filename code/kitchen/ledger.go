package kitchen

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sync"
)

// An event is what happened, as the recorder reads it.
type event struct {
	At   int    `json:"at"`
	Lane string `json:"lane"`
	Line int    `json:"line"`
	Kind string `json:"kind"`

	// What the kind needs.
	Text     *string `json:"text,omitempty"`
	Activity *string `json:"activity,omitempty"`
	Work     bool    `json:"work,omitempty"`
	Task     *string `json:"task,omitempty"`
	On       *string `json:"on,omitempty"`
	By       *string `json:"by,omitempty"`

	Thread int   `json:"thread"`
	LateMS int64 `json:"late_ms"`
}

// ledger is held while something is written down: the transcript to standard output, for people;
// the trace to the file that KITCHEN_TRACE names, for the recorder.
var ledger sync.Mutex

// trace returns the recorder's file, nil if there is none.
var trace = sync.OnceValue(func() *os.File {
	path := os.Getenv("KITCHEN_TRACE")
	if path == "" {
		return nil
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	return file
})

// write writes one event down.
func write(e event) {
	ledger.Lock()
	defer ledger.Unlock()
	// Looked up under the lock: the order of events is the order of their times.
	minute, late := clock().now()
	if e.Kind == "say" {
		fmt.Printf("%3d  %s: %s\n", minute, e.Lane, *e.Text)
	}
	if trace() != nil {
		e.At, e.LateMS, e.Thread = minute, late.Milliseconds(), goroutine()
		writeLine(e)
	}
}

// writeKnob tells the recorder that the program has a knob.
func writeKnob(name string, fallback int) {
	ledger.Lock()
	defer ledger.Unlock()
	if trace() != nil {
		writeLine(struct {
			Knob    string `json:"knob"`
			Default int    `json:"default"`
		}{name, fallback})
	}
}

func writeLine(value any) {
	line, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	// One write a line: a program that is ended leaves no half of one.
	if _, err := trace().Write(append(line, '\n')); err != nil {
		panic(err)
	}
}

// caller returns the line of the program that called the kitchen.
func caller() int {
	_, _, line, _ := runtime.Caller(2)
	return line
}

// goroutine returns a number for the current goroutine; which one says nothing.
//
// It stands in the trace where other languages have the thread, because that is what keeps its
// order here: a goroutine may change threads. Go shows the number in stack traces only, lest a
// program should depend on it, and the kitchen's programs do not.
func goroutine() (number int) {
	stack := make([]byte, 64)
	fmt.Sscanf(string(stack[:runtime.Stack(stack, false)]), "goroutine %d", &number)
	return number
}
