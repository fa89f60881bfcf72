import Foundation
import Kitchen

work("alice", "mix", minutes: 20)
spawn("alice", "oven")
begin("oven", "bake")
blocked("alice", on: "oven") {
  Thread.sleep(forTimeInterval: minutes(knob("pages", default: 6) * 5) / .seconds(1))
}
end("oven", "bake")
send("alice", to: "oven", "a \"note\"")
receive("oven", from: "alice", "a note")
cancel("alice", "oven")
dropped("oven")
say("alice", "It is \(now()): \"done\" \\ für Zoë.")
