//! A thousand connections, all open at once, on one thread of the server.
#![cfg(not(target_family = "wasm"))]

use std::cell::Cell;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use executor::spawn;
use reactor::{Listener, Tcp, block_on};

/// Both ends of each connection are in this process, and a few files are open besides.
const ENDS: u64 = 2;
const BESIDES: u64 = 64;
const UNHEARD: u64 = 64;

/// How many of `wanted` connections this process may have open; what else it would take is said.
#[cfg(unix)]
fn connections(wanted: u64) -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let needed = wanted * ENDS + BESIDES;
    let limit = getrlimit(Resource::Nofile);
    // Everybody may raise the limit that holds to the one above it.
    let raised = limit.maximum.map_or(needed, |maximum| maximum.min(needed));
    if limit.current.is_some_and(|current| current < raised) {
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum: limit.maximum });
    }
    let allowed = getrlimit(Resource::Nofile).current.unwrap_or(needed);
    if allowed >= needed {
        return wanted;
    }
    let fewer = allowed.saturating_sub(BESIDES) / ENDS;
    println!("{wanted} connections need {needed} open files, and {allowed} are allowed: {fewer} instead");
    fewer
}

/// Windows has no such limit.
#[cfg(not(unix))]
fn connections(wanted: u64) -> u64 {
    wanted
}

/// The threads of this process, where the operating system tells.
fn threads() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/task").ok()?.count())
}

/// What a server has seen.
#[derive(Debug)]
struct Served {
    most_at_once: u64,
    bytes: u64,
}

/// Repeats what `guests` guests say, until all have hung up; `accepted` is how many have come.
async fn serve(mut door: Listener, guests: u64, accepted: &AtomicU64) -> io::Result<Served> {
    let (open, most, bytes) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let mut tasks = Vec::new();
    for _ in 0..guests {
        let guest = door.accept().await?;
        accepted.fetch_add(1, Ordering::Relaxed);
        let (open, most, bytes) = (Rc::clone(&open), Rc::clone(&most), Rc::clone(&bytes));
        tasks.push(spawn(async move {
            open.set(open.get() + 1);
            most.set(most.get().max(open.get()));
            let heard = repeat(guest).await?;
            bytes.set(bytes.get() + heard);
            open.set(open.get() - 1);
            io::Result::Ok(())
        }));
    }
    for task in tasks {
        task.await?;
    }
    Ok(Served { most_at_once: most.get(), bytes: bytes.get() })
}

async fn repeat(mut guest: Tcp) -> io::Result<u64> {
    let mut buffer = [0; 4096];
    let mut bytes = 0;
    loop {
        match guest.read(&mut buffer).await? {
            0 => return Ok(bytes),
            length => {
                guest.write_all(&buffer[..length]).await?;
                bytes += length as u64;
            }
        }
    }
}

/// What guest `number` says in `round`: no two say the same, and most is more than one read takes.
fn words(number: usize, round: usize) -> Vec<u8> {
    let length = (number * 37 + round * 101) % 9000;
    (0..=length).map(|place| ((place * 7 + number + round) % 256).to_le_bytes()[0]).collect()
}

/// Connects when at most `UNHEARD` others wait to be accepted: an operating system keeps some, and lets those beyond
/// try again after a second.
fn connect(address: SocketAddr, number: u64, accepted: &AtomicU64) -> TcpStream {
    while accepted.load(Ordering::Relaxed) + UNHEARD < number {
        thread::yield_now();
    }
    let guest = TcpStream::connect(address).expect("the server takes connections");
    guest.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit can be set");
    guest
}

#[test]
fn a_thousand_guests_are_served_at_once_by_one_thread() {
    let wanted = connections(1000);
    let before = threads();
    let (tell, told) = mpsc::channel();
    let accepted = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&accepted);
    let server = thread::spawn(move || {
        block_on(async {
            let door = Listener::bind(([127, 0, 0, 1], 0).into())?;
            tell.send(door.local_addr()?).expect("the test waits for it");
            serve(door, wanted, &counter).await
        })
    });
    let address = told.recv().expect("the server listens");

    let mut guests: Vec<TcpStream> = (0..wanted).map(|number| connect(address, number, &accepted)).collect();
    let mut said = 0;
    for round in 0..3 {
        for (number, guest) in guests.iter_mut().enumerate() {
            guest.write_all(&words(number, round)).expect("the server listens");
        }
        for (number, guest) in guests.iter_mut().enumerate() {
            let words = words(number, round);
            let mut heard = vec![0; words.len()];
            guest.read_exact(&mut heard).expect("the server answers");
            assert!(heard == words, "guest {number} hears in round {round} what it has said");
            said += words.len() as u64;
        }
        match (before, threads()) {
            (Some(before), Some(now)) => assert_eq!(now, before + 1, "the server is one thread"),
            _ => println!("threads are not counted here: there is no /proc"),
        }
    }
    drop(guests);
    let served = server.join().expect("the server ends").expect("it has a reactor").expect("no socket fails");
    assert_eq!(
        (served.most_at_once, served.bytes),
        (wanted, said),
        "all are open at once, and every byte counts"
    );
    println!("{wanted} connections at once, {said} bytes");
}
