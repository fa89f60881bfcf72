// The evening as Alice lives it: one cook, two things under way.

import Kitchen

// ANCHOR: first
work("alice", "mix batter", minutes: 10)
begin("oven", "bake")
say("alice", "The cake is in the oven.")
// ANCHOR_END: first

// ANCHOR: meanwhile
work("alice", "read", minutes: 30)
end("oven", "bake")
// ANCHOR_END: meanwhile

// ANCHOR: last
work("alice", "take cake out", minutes: 2)
say("alice", "The cake is on the table.")
work("alice", "read on", minutes: 18)
say("alice", "The book is finished.")
// ANCHOR_END: last
