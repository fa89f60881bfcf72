//! One thread, three sockets: the operating system says which of them has something to read.

use std::io::{Read, Result, Write};
use std::{net, sync::Arc, thread};

use kitchen::{begin, blocked, minutes, receive, say, send, wake, work};
use polling::{Event, Events, Poller};
use reactor::Watched;

// ANCHOR: main
fn main() -> Result<()> {
    let (system, mut news) = (Arc::new(Poller::new()?), Events::new());
    let door = Watched::new(&system, net::TcpListener::bind(("127.0.0.1", 0))?, Event::readable(0))?;
    begin("system", "watch the door");
    let (address, mut guests, mut open) = (door.local_addr()?, Vec::new(), true);
    let _far_away = thread::spawn(move || come_and_go(address).unwrap());
    while open {
        news.clear();
        blocked("alice", "system", || system.wait(&mut news, None))?;
        for Event { key: mut n, .. } in news.iter() {
            wake("alice", "system");
            work("alice", "finish the page", 6);
            if n == 0 {
                n = guests.len() + 1;
                guests.push(Watched::new(&system, door.accept()?.0, Event::none(n))?);
                begin("system", &format!("watch guest {n}"));
                door.ask(Event::readable)?;
            }
            open = repeat(&guests[n - 1])?;
            guests[n - 1].ask(Event::readable)?;
        }
    }
    Ok(())
}
// ANCHOR_END: main

// ANCHOR: repeat
/// Repeats what a guest has said since the last time, to the end of it or to `WouldBlock`, and says which it was.
fn repeat(mut guest: &net::TcpStream) -> Result<bool> {
    let mut words = Vec::new();
    let answer = guest.read_to_end(&mut words);
    let then = if answer.is_ok() { "the end" } else { "nothing yet" };
    say("alice", &format!("I read “{}”, then {then}.", String::from_utf8_lossy(&words)));
    guest.write_all(&words).map(|()| answer.is_err())
}
// ANCHOR_END: repeat

// ANCHOR: come_and_go
/// Two guests on a thread of their own. The first hangs up in the end, and the second stays.
fn come_and_go(address: net::SocketAddr) -> Result<Vec<net::TcpStream>> {
    let mut guests = Vec::new();
    let words = ["hello", "hello", "a plum cake", " with cream", "an apple cake", "goodbye"];
    for (words, (guest, wait)) in words.iter().zip([(0, 4), (1, 10), (1, 10), (1, 2), (0, 2), (0, 12)]) {
        thread::sleep(minutes(wait));
        send("guests", "system", words);
        receive("system", "guests", words);
        if guest == guests.len() {
            guests.push(net::TcpStream::connect(address)?);
        }
        guests[guest].write_all(words.as_bytes())?;
    }
    guests[0].shutdown(net::Shutdown::Write)?;
    Ok(guests)
}
// ANCHOR_END: come_and_go
