// As many goroutines as it is told wait for an hour.
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

func main() {
	many, err := strconv.ParseInt(os.Args[1], 10, 64)
	if err != nil {
		panic(err)
	}
	var arrived atomic.Int64
	for range many {
		go func() {
			arrived.Add(1)
			time.Sleep(time.Hour)
		}()
	}
	for arrived.Load() < many {
		time.Sleep(time.Millisecond)
	}
	fmt.Println("waiting")
	io.Copy(io.Discard, os.Stdin)
}
