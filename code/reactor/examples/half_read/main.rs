//! Alice reads half of what is there, and waits to be told of the rest.

use std::io::{Read, Result, Write};
use std::{net, thread};

use kitchen::{begin, blocked, end, minutes, receive, say, send, wake};
use mio::{Events, Interest, Poll, Token};

// ANCHOR: main
fn main() -> Result<()> {
    let (mut system, mut news) = (Poll::new()?, Events::with_capacity(8));
    let door = net::TcpListener::bind(("127.0.0.1", 0))?;
    let address = door.local_addr()?;
    thread::spawn(move || guest(address).unwrap());

    let (guest, _) = door.accept()?;
    guest.set_nonblocking(true)?;
    let mut guest = mio::net::TcpStream::from_std(guest);
    system.registry().register(&mut guest, Token(1), Interest::READABLE)?;
    begin("system", "watch the guest");
    for _ in 0..2 {
        blocked("alice", "system", || system.poll(&mut news, Some(minutes(30))))?;
        if news.is_empty() {
            say("alice", "I hear nothing.");
        } else {
            wake("alice", "system");
        }
        let mut words = [0; 8];
        let length = guest.read(&mut words)?;
        say("alice", &format!("I read “{}”.", String::from_utf8_lossy(&words[..length])));
    }
    end("system", "watch the guest");
    Ok(())
}
// ANCHOR_END: main

// ANCHOR: guest
fn guest(address: net::SocketAddr) -> Result<()> {
    let mut host = net::TcpStream::connect(address)?;
    thread::sleep(minutes(4));
    send("guest", "system", "one cake and pie");
    receive("system", "guest", "one cake and pie");
    host.write_all(b"one cake and pie")?;
    thread::sleep(minutes(60));
    Ok(())
}
// ANCHOR_END: guest
