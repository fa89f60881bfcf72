package main

import (
	"fmt"
	"time"

	"bakery/kitchen"
)

func main() {
	kitchen.Work("alice", "mix", 20)
	kitchen.Spawn("alice", "oven")
	kitchen.Begin("oven", "bake")
	kitchen.Blocked("alice", "oven", func() {
		time.Sleep(kitchen.Minutes(kitchen.Knob("pages", 6) * 5))
	})
	kitchen.End("oven", "bake")
	kitchen.Send("alice", "oven", "a \"note\"")
	kitchen.Receive("oven", "alice", "a note")
	kitchen.Cancel("alice", "oven")
	kitchen.Dropped("oven")
	kitchen.Say("alice", fmt.Sprintf("It is %d: \"done\" \\ für Zoë.", kitchen.Now()))
}
