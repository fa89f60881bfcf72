//! Workers who are interrupted after every turn, and one note, with a hook beside it.

use kitchen::{knob, say, work};

struct Note {
    spoons: u32,
    hook_is_taken: bool,
}

struct Worker {
    who: &'static str,
    spoons: u32,
    read: Option<u32>,
}

impl Worker {
    /// Two minutes of work; after them it is somebody else's turn.
    fn turn(&mut self, note: &mut Note) {
        match self.read.take() {
            // Somebody is between reading and writing.
            None if note.hook_is_taken => {}
            None => {
                note.hook_is_taken = true;
                work(self.who, "read the note", 2);
                self.read = Some(note.spoons);
            }
            Some(read) => {
                work(self.who, "write on the note", 2);
                note.spoons = read + 1;
                note.hook_is_taken = false;
                self.spoons -= 1;
            }
        }
    }
}

fn main() {
    let mut note = Note { spoons: 10, hook_is_taken: false };
    let workers = knob("workers", 2) as usize;
    let spoons = knob("spoons", 2);
    let mut workers: Vec<Worker> = ["alice", "bob", "helper"]
        .into_iter()
        .take(workers)
        .map(|who| Worker { who, spoons, read: None })
        .collect();

    // The operating system: a turn for each who has something left to do.
    while workers.iter().any(|worker| worker.spoons > 0) {
        for worker in workers.iter_mut().filter(|worker| worker.spoons > 0) {
            worker.turn(&mut note);
        }
    }
    say("alice", &format!("The note says {}.", note.spoons));
}
