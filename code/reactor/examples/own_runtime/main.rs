//! Three guests on one thread: a task for each, and a reactor that wakes it.

use std::io::{Read, Result, Write};
use std::{net, thread, time::Duration};

use executor::{block_on_with, spawn};
use kitchen::{acting, begin, blocked, end, minutes, observe, say, send, work};
use reactor::{Listener, Reactor, Tcp};

// ANCHOR: main
fn main() -> Result<()> {
    let mut reactor = Reactor::new()?;
    let door = Listener::bind(([127, 0, 0, 1], 0).into())?;
    let address = door.local_addr()?;
    thread::spawn(move || guest("first", address, [4, 18], "an apple cake"));
    thread::spawn(move || guest("second", address, [8, 12], "a plum cake"));
    thread::spawn(move || guest("third", address, [12, 12], "a cherry pie"));
    begin("executor", "polls");
    block_on_with(observe("door", welcome(door)), reactor.interrupt(), |at_most| {
        if at_most == Some(Duration::ZERO) {
            return acting("reactor", || reactor.wait(at_most));
        }
        end("executor", "polls");
        blocked("reactor", "system", || acting("reactor", || reactor.wait(at_most)));
        begin("executor", "polls");
    })
}
// ANCHOR_END: main

// ANCHOR: welcome
async fn welcome(mut door: Listener) -> Result<()> {
    begin("system", "door");
    let mut tasks = Vec::new();
    for name in ["first", "second", "third"] {
        tasks.push(spawn(observe(name, repeat(name, door.accept().await?))));
        kitchen::spawn("door", name);
    }
    for task in tasks {
        task.await?;
    }
    Ok(())
}
// ANCHOR_END: welcome

// ANCHOR: repeat
async fn repeat(name: &str, mut guest: Tcp) -> Result<()> {
    begin("system", name);
    let mut words = [0; 80];
    let length = guest.read(&mut words).await?;
    work(name, "repeat", 6);
    say(name, &format!("You would like {}.", String::from_utf8_lossy(&words[..length])));
    end("system", name);
    guest.write_all(&words[..length]).await
}
// ANCHOR_END: repeat

// ANCHOR: guest
fn guest(name: &str, address: net::SocketAddr, [come, order]: [u32; 2], cake: &str) -> Result<()> {
    thread::sleep(minutes(come));
    send("guests", "door", name);
    let mut host = net::TcpStream::connect(address)?;
    thread::sleep(minutes(order));
    send("guests", name, cake);
    host.write_all(cake.as_bytes())?;
    host.read_exact(&mut vec![0; cake.len()])
}
// ANCHOR_END: guest
