//! One thread, three sockets: the operating system says which of them has something to read.

use std::io::{Read, Result, Write};
use std::{net, thread};

use kitchen::{begin, blocked, minutes, receive, say, send, wake, work};
use mio::{Events, Interest, Poll, Token, event::Event};

// ANCHOR: main
fn main() -> Result<()> {
    let mut door = mio::net::TcpListener::bind(([127, 0, 0, 1], 0).into())?;
    let (mut system, mut news) = (Poll::new()?, Events::with_capacity(8));
    system.registry().register(&mut door, Token(0), Interest::READABLE)?;
    begin("system", "watch the door");
    let (address, mut guests) = (door.local_addr()?, Vec::new());
    thread::spawn(move || come_and_go(address).unwrap());
    loop {
        blocked("alice", "system", || system.poll(&mut news, None))?;
        for Token(mut n) in news.iter().map(Event::token) {
            wake("alice", "system");
            work("alice", "finish the page", 6);
            if n == 0 {
                guests.push(door.accept()?.0);
                n = guests.len();
                system.registry().register(&mut guests[n - 1], Token(n), Interest::READABLE)?;
                begin("system", &format!("watch guest {n}"));
            }
            if !repeat(&mut guests[n - 1])? {
                return Ok(());
            }
        }
    }
}
// ANCHOR_END: main

// ANCHOR: repeat
/// Repeats what a guest has said since the last time; whether they are still there.
fn repeat(guest: &mut mio::net::TcpStream) -> Result<bool> {
    let mut words = Vec::new();
    // Until there is nothing left: the end of all that there will be, or else an error, WouldBlock.
    let answer = guest.read_to_end(&mut words);
    let then = if answer.is_ok() { "the end" } else { "nothing yet" };
    say("alice", &format!("I read “{}”, then {then}.", String::from_utf8_lossy(&words)));
    guest.write_all(&words)?;
    Ok(answer.is_err())
}
// ANCHOR_END: repeat

// ANCHOR: come_and_go
/// Two guests on a thread of their own, as if they were far away.
fn come_and_go(address: net::SocketAddr) -> Result<()> {
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
    guests.iter_mut().try_for_each(|guest| guest.read(&mut [0; 80]).map(drop))
}
// ANCHOR_END: come_and_go
