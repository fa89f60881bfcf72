import Foundation
import Kitchen

work("alice", "mix", 20)
spawn("alice", "oven")
begin("oven", "bake")
blocked("alice", "oven") {
  Thread.sleep(forTimeInterval: minutes(knob("pages", 6) * 5) / .seconds(1))
}
end("oven", "bake")
say("alice", "It is \(now()): \"done\" \\ für Zoë.")
