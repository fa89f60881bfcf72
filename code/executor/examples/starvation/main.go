// A goroutine that always has something to do, on one processor.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	// One goroutine at a time, as tasks on one thread.
	runtime.GOMAXPROCS(1)
	var evening sync.WaitGroup
	kitchen.Spawn("alice", "phone")
	evening.Go(answerPhone)
	kitchen.Spawn("alice", "letters")
	evening.Go(answerLetters)
	evening.Wait()
}

// ANCHOR_END: main

// ANCHOR: answer_phone
func answerPhone() {
	kitchen.Blocked("phone", "world", func() { time.Sleep(kitchen.Minutes(10)) })
	kitchen.Say("alice", "Hello?")
}

// ANCHOR_END: answer_phone

// ANCHOR: answer_letters
func answerLetters() {
	// Letters of many weeks: the next one is there already.
	pile := make(chan int, 100)
	for letter := range kitchen.Knob("letters", 5) {
		pile <- letter + 1
	}
	close(pile)
	for letter := range pile {
		answer(letter)
	}
	kitchen.Say("alice", "The letters are answered.")
}

// The kitchen's Work is a sleep, at which others would get their turn. This keeps the processor busy.
func answer(letter int) {
	activity := fmt.Sprintf("letter %d", letter)
	done := kitchen.Now() + 6
	kitchen.Begin("alice", activity)
	for kitchen.Now() < done {
	}
	kitchen.End("alice", activity)
}

// ANCHOR_END: answer_letters
