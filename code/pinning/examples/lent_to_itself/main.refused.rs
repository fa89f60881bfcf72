//! A cake with a reference to its own almond, and it is moved: the compiler refuses.

use kitchen::{begin, say};

struct Almond;

// ANCHOR: cake
struct Cake<'a> {
    name: &'static str,
    almond: Almond,
    note: Option<&'a Almond>,
}
// ANCHOR_END: cake

// ANCHOR: main
fn main() {
    let mut table = Cake { name: "the chocolate cake", almond: Almond, note: None };
    table.note = Some(&table.almond);
    let window = table;
    begin("window", window.name);
    say("alice", &format!("There is a note: {}.", window.note.is_some()));
}
// ANCHOR_END: main
