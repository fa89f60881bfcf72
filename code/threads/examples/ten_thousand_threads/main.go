// Many goroutines stand still at once: what each of them keeps, and takes to come.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"syscall"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	waiters, bell := kitchen.Knob("waiters", 400), make(chan struct{})
	var rollCall, gone sync.WaitGroup
	rollCall.Add(waiters)
	bytes, processor := used()
	for n := range waiters {
		gone.Go(func() { waitForBell(n+1, &rollCall, bell) })
	}
	rollCall.Wait()
	report(waiters, bytes, processor)
	kitchen.Begin("memory", "a stack for each")
	kitchen.Work("alice", "read", 30)
	kitchen.Receive("bell", "alice", "ring")
	close(bell)
	kitchen.End("memory", "a stack for each")
	gone.Wait()
}

// ANCHOR_END: main
// ANCHOR: wait_for_bell
// The timeline has room for four of them; the others wait in the same way.
func waitForBell(n int, rollCall *sync.WaitGroup, bell <-chan struct{}) {
	rollCall.Done()
	rollCall.Wait()
	if n <= 4 {
		kitchen.Blocked(fmt.Sprintf("waiter %d", n), "bell", func() { <-bell })
	} else {
		<-bell
	}
}

// ANCHOR_END: wait_for_bell
// ANCHOR: report
// report says on which side of a limit it was; the exact numbers differ by run.
func report(waiters, bytes int, processor time.Duration) {
	bytesNow, processorNow := used()
	side := map[bool]string{true: "more", false: "less"}
	memory := side[(bytesNow-bytes)/waiters > 1<<10]
	cost := side[(processorNow-processor)/time.Duration(waiters) > 5*time.Millisecond]
	kitchen.Say("alice", fmt.Sprintf("%d goroutines wait for the bell.", waiters))
	kitchen.Say("alice", fmt.Sprintf("Each has %s than 1 KiB in use, and cost the processor %s than 5 ms.", memory, cost))
}

func used() (bytes int, processor time.Duration) {
	memory, usage := runtime.MemStats{}, syscall.Rusage{}
	runtime.ReadMemStats(&memory)
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // always works for the process itself
	return int(memory.StackInuse + memory.HeapInuse), time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// ANCHOR_END: report
