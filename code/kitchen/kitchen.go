// Package kitchen is how a program of the book speaks, and how it tells time.
//
// A program uses Go's own primitives ([time.Sleep], goroutines, channels); the kitchen hides none
// of them. It turns minutes of the story into durations, prints the transcript, and writes down
// what happened, so that the book can draw it.
//
// There are two ways to spend story time, and the book is about the difference:
//   - waiting: time.Sleep, for [Minutes]; whoever waits has nothing to do;
//   - working: [Work], during which the current goroutine does this and nothing else.
//
// For example:
//
//	kitchen.Work("alice", "mix batter", 10)
//	kitchen.Begin("oven", "bake")
//	time.Sleep(kitchen.Minutes(30))
//	kitchen.End("oven", "bake")
//	kitchen.Say("alice", "The cake is done.")
//
// Each function panics when what the recorder has set for it is unusable: KITCHEN_MINUTE_US and
// KITCHEN_GRID are whole numbers from 1, KITCHEN_TRACE is a file that can be written.
package kitchen

import "time"

// Minutes returns how long n minutes of the story last from now, as a duration to wait for.
//
// On a real clock this is not always the same number: time that the machine lost on the way is
// taken off, so that a story does not drift.
//
// It panics when n is below 0, or not on the grid of a program that is being recorded.
func Minutes(n int) time.Duration {
	return clock().until(clock().after(n))
}

// Work keeps actor busy with activity for n minutes, and the current goroutine too.
//
// It panics when n is below 0, or not on the grid of a program that is being recorded.
func Work(actor, activity string, n int) {
	here := caller()
	write(event{lane: actor, line: here, kind: "begin", field: "activity", text: activity, work: true})
	pass(n)
	write(event{lane: actor, line: here, kind: "end", field: "activity", text: activity})
}

// Say prints a line of the transcript, which actor says.
func Say(actor, text string) {
	write(event{lane: actor, line: caller(), kind: "say", field: "text", text: text})
}

// Begin starts activity on actor's lane; it goes on by itself until [End].
func Begin(actor, activity string) {
	write(event{lane: actor, line: caller(), kind: "begin", field: "activity", text: activity})
}

// End says that activity, which [Begin] started, is over.
func End(actor, activity string) {
	write(event{lane: actor, line: caller(), kind: "end", field: "activity", text: activity})
}

// Blocked runs wait, while actor's goroutine stands still for on. When wait panics, the end of
// it is not written down.
func Blocked(actor, on string, wait func()) {
	here := caller()
	write(event{lane: actor, line: here, kind: "block", field: "on", text: on})
	wait()
	write(event{lane: actor, line: here, kind: "unblock", field: "by", text: on})
}

// Spawn says that actor starts task, a lane that runs beside it.
func Spawn(actor, task string) {
	write(event{lane: actor, line: caller(), kind: "spawn", field: "task", text: task})
}

// Send says that what leaves actor, for the lane to.
func Send(actor, to, what string) {
	write(event{lane: actor, line: caller(), kind: "send", field: "to", text: to, what: what})
}

// Receive says that what has come to actor from the lane from.
func Receive(actor, from, what string) {
	write(event{lane: actor, line: caller(), kind: "receive", field: "from", text: from, what: what})
}

// Cancel says that actor asks task, another lane, to stop.
func Cancel(actor, task string) {
	write(event{lane: task, line: caller(), kind: "cancel", field: "by", text: actor})
}

// Dropped says that what the lane task stood for is gone, finished or not.
func Dropped(task string) {
	write(event{lane: task, line: caller(), kind: "drop"})
}

// Now returns the minute of the story that it is.
func Now() int {
	minute, _ := clock().now()
	return minute
}
