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
	waiters := kitchen.Knob("waiters", 400)
	var rollCall, gone sync.WaitGroup
	rollCall.Add(waiters)
	bell := make(chan struct{})
	memory, processor := memoryInUse(), processorTime()
	for n := range waiters {
		gone.Go(func() { waitForBell(n+1, &rollCall, bell) })
	}
	rollCall.Wait()
	report(waiters, memoryInUse()-memory, processorTime()-processor)

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
func report(waiters, bytes int, used time.Duration) {
	side := map[bool]string{true: "more", false: "less"}
	memory := side[bytes/waiters > 1<<10]
	cost := side[used/time.Duration(waiters) > 5*time.Millisecond]
	kitchen.Say("alice", fmt.Sprintf("%d goroutines wait for the bell.", waiters))
	kitchen.Say("alice", fmt.Sprintf("Each has %s than 1 KiB in use, and cost the processor %s than 5 ms.", memory, cost))
}

func memoryInUse() int {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int(stats.StackInuse + stats.HeapInuse)
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // fails for what is not a process only
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// ANCHOR_END: report
