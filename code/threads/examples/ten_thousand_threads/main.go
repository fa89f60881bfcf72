// Many goroutines stand still at once: what each of them keeps, and takes to come.
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
	waiters := kitchen.Knob("waiters", 400)
	var rollCall, gone sync.WaitGroup
	rollCall.Add(waiters)
	bell := make(chan struct{})
	memory, start := memoryInUse(), time.Now()
	for n := range waiters {
		gone.Go(func() { waitForBell(n+1, waiters, &rollCall, bell) })
	}
	rollCall.Wait()
	report(waiters, memoryInUse()-memory, time.Since(start))

	kitchen.Begin("memory", "a stack for each")
	kitchen.Work("alice", "read", 30)
	kitchen.Receive("bell", "alice", "ring")
	close(bell)
	kitchen.End("memory", "a stack for each")
	gone.Wait()
}

// ANCHOR_END: main

// ANCHOR: wait_for_bell
// waitForBell: the timeline has room for four of them; the others wait in the same way.
func waitForBell(n, last int, rollCall *sync.WaitGroup, bell <-chan struct{}) {
	rollCall.Done()
	rollCall.Wait()
	switch {
	case n <= 3:
		kitchen.Blocked(fmt.Sprintf("waiter %d", n), "bell", func() { <-bell })
	case n == last:
		kitchen.Blocked("last", "bell", func() { <-bell })
	default:
		<-bell
	}
}

// ANCHOR_END: wait_for_bell

// ANCHOR: report
// report says between which limits it was; the exact numbers differ by run.
func report(waiters int, bytes uint64, took time.Duration) {
	each, memory, less := bytes/uint64(waiters), "1 KiB to 1 MiB", "less"
	if each < 1<<10 {
		memory = "less than 1 KiB"
	} else if each >= 1<<20 {
		memory = "more than 1 MiB"
	}
	if took >= time.Duration(waiters)*2*time.Millisecond {
		less = "more"
	}
	kitchen.Say("alice", fmt.Sprintf("%d goroutines wait for the bell.", waiters))
	kitchen.Say("alice", fmt.Sprintf("Each has %s in use, and was there in %s than 2 ms.", memory, less))
}

func memoryInUse() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.StackInuse + stats.HeapInuse
}

// ANCHOR_END: report
