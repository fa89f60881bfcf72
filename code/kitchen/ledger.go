package kitchen

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
)

// An event is what happened.
type event struct {
	lane string
	line int
	kind string

	// What the kind needs, if it needs anything: the name of the field, and its text.
	field, text string
	// What is sent or received.
	what string
	work bool
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
	if e.kind == "say" {
		fmt.Printf("%3d  %s: %s\n", minute, e.lane, e.text)
	}
	if trace() == nil {
		return
	}
	json := fmt.Sprintf(`{"at":%d,"lane":%s,"line":%d,"kind":%s`, minute, quoted(e.lane), e.line, quoted(e.kind))
	if e.field != "" {
		json += fmt.Sprintf(",%s:%s", quoted(e.field), quoted(e.text))
	}
	if e.what != "" {
		json += fmt.Sprintf(`,"what":%s`, quoted(e.what))
	}
	if e.work {
		json += `,"work":true`
	}
	writeLine(fmt.Sprintf(`%s,"thread":%s,"late_ms":%d}`, json, goroutine(), late.Milliseconds()))
}

// writeKnob tells the recorder that the program has a knob.
func writeKnob(name string, fallback int) {
	ledger.Lock()
	defer ledger.Unlock()
	if trace() != nil {
		writeLine(fmt.Sprintf(`{"knob":%s,"default":%d}`, quoted(name), fallback))
	}
}

func writeLine(line string) {
	// One write a line: a program that is ended leaves no half of one.
	if _, err := trace().WriteString(line + "\n"); err != nil {
		panic(err)
	}
}

// quoted returns text as JSON.
//
// By hand: a page fetches the programs, and encoding/json would be a quarter of what it fetches.
func quoted(text string) string {
	var json strings.Builder
	json.WriteByte('"')
	for _, character := range text {
		switch {
		case character == '"' || character == '\\':
			json.WriteRune('\\')
			json.WriteRune(character)
		case character < ' ':
			fmt.Fprintf(&json, `\u%04x`, character)
		default:
			json.WriteRune(character)
		}
	}
	json.WriteByte('"')
	return json.String()
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
func goroutine() string {
	stack := make([]byte, 64)
	// "goroutine 7 [running]:"
	return strings.Fields(string(stack[:runtime.Stack(stack, false)]))[1]
}
