// Three guests, a goroutine for each: Go's runtime wakes the one that has been spoken to.
package main

import (
	"fmt"
	"net"
	"sync"
	"time"

	"bakery/kitchen"
)

// ANCHOR: main
func main() {
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go guest("first", door.Addr(), 4, 18, "an apple cake")
	go guest("second", door.Addr(), 8, 12, "a plum cake")
	go guest("third", door.Addr(), 12, 12, "a cherry pie")
	welcome(door)
}

// ANCHOR_END: main

// ANCHOR: welcome
func welcome(door net.Listener) {
	var hands sync.Mutex
	var tasks sync.WaitGroup
	for _, name := range []string{"first", "second", "third"} {
		var guest net.Conn
		kitchen.Blocked("door", "guests", func() { guest, _ = door.Accept() })
		kitchen.Spawn("door", name)
		tasks.Go(func() { repeat(name, guest, &hands) })
	}
	kitchen.Blocked("door", "guests", tasks.Wait)
}

// ANCHOR_END: welcome

// ANCHOR: repeat
func repeat(name string, guest net.Conn, hands *sync.Mutex) {
	words := make([]byte, 80)
	kitchen.Blocked(name, "guests", func() { n, _ := guest.Read(words); words = words[:n] })
	kitchen.Blocked(name, "hands", hands.Lock)
	kitchen.Work(name, "repeat", 6)
	kitchen.Say(name, fmt.Sprintf("You would like %s.", words))
	guest.Write(words)
	hands.Unlock()
}

// ANCHOR_END: repeat

// ANCHOR: guest
func guest(name string, address net.Addr, come, order int, cake string) {
	time.Sleep(kitchen.Minutes(come))
	kitchen.Send("guests", "door", name)
	host, _ := net.Dial("tcp", address.String())
	time.Sleep(kitchen.Minutes(order))
	kitchen.Send("guests", name, cake)
	fmt.Fprint(host, cake)
	host.Read(make([]byte, 80))
}

// ANCHOR_END: guest
