//! Alice reads half of what is there, and waits to be told of the rest.

use std::io::{Read, Result, Write};
use std::{net, sync::Arc, thread};

use kitchen::{begin, blocked, end, minutes, receive, say, send, wake};
use polling::{Event, Events, Poller};
use reactor::Watched;

// ANCHOR: main
fn main() -> Result<()> {
    let system = Arc::new(Poller::new()?);
    let door = net::TcpListener::bind(("127.0.0.1", 0))?;
    let address = door.local_addr()?;
    thread::spawn(move || come_and_go(address).unwrap());

    begin("system", "watch the guest");
    let guest = Watched::new(&system, door.accept()?.0, Event::readable(1))?;
    read(&system, &guest)?;
    read(&system, &guest)?;
    begin("system", "watch the guest");
    guest.ask(Event::readable)?;
    read(&system, &guest)
}
// ANCHOR_END: main

// ANCHOR: read
/// Waits for half an hour at most, and reads eight bytes if there is news.
fn read(system: &Poller, mut guest: &net::TcpStream) -> Result<()> {
    let mut news = Events::new();
    blocked("alice", "system", || system.wait(&mut news, Some(minutes(30))))?;
    if news.is_empty() {
        say("alice", "I hear nothing.");
        return Ok(());
    }
    end("system", "watch the guest");
    wake("alice", "system");
    let mut words = [0; 8];
    let length = guest.read(&mut words)?;
    say("alice", &format!("I read “{}”.", String::from_utf8_lossy(&words[..length])));
    Ok(())
}
// ANCHOR_END: read

// ANCHOR: come_and_go
fn come_and_go(address: net::SocketAddr) -> Result<()> {
    let mut host = net::TcpStream::connect(address)?;
    thread::sleep(minutes(4));
    send("guest", "system", "one cake and pie");
    receive("system", "guest", "one cake and pie");
    host.write_all(b"one cake and pie")?;
    thread::sleep(minutes(60));
    Ok(())
}
// ANCHOR_END: come_and_go
