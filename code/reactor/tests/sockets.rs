//! What can go wrong with sockets, and what must not.
#![cfg(not(target_family = "wasm"))]

use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use executor::{sleep, spawn, yield_now};
use polling::{Event, Events, Poller};
use reactor::{Listener, Tcp, Watched, block_on};

/// A port that is free, on this machine alone.
const ANY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

fn run<T>(main: impl Future<Output = Result<T>>) -> Result<T> {
    block_on(main).expect("this thread can have a reactor")
}

#[test]
fn a_port_that_is_taken_is_said_to_be() {
    let taken = TcpListener::bind(ANY).unwrap();
    let address = taken.local_addr().unwrap();
    let error = run(async { Listener::bind(address).map(drop) }).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AddrInUse);
    assert!(error.to_string().starts_with(&format!("cannot listen at {address}: ")), "{error}");
}

#[test]
fn a_socket_without_a_reactor_is_an_error() {
    let error = Listener::bind(ANY).map(drop).unwrap_err();
    assert!(error.to_string().contains("call this inside of `reactor::block_on`"), "{error}");
}

#[test]
fn a_thread_has_a_reactor_again_when_the_last_is_gone() {
    for _ in 0..2 {
        run(async { Listener::bind(ANY).map(drop) }).unwrap();
    }
}

#[test]
fn a_socket_is_in_nobody_s_table_once_it_is_dropped() {
    let system = Arc::new(Poller::new().unwrap());
    let watch = |socket, key| Watched::new(&system, socket, Event::readable(key)).unwrap();
    let door = watch(TcpListener::bind(ANY).unwrap(), 1);
    let address = door.local_addr().unwrap();
    // It is open elsewhere, so that closing it here would not end its being watched.
    let copy = door.try_clone().unwrap();
    drop(door);
    let _guest = TcpStream::connect(address).unwrap();
    let mut news = Events::new();
    system.wait(&mut news, Some(Duration::from_millis(20))).unwrap();
    assert!(news.is_empty(), "nobody asks for it");
    let _door = watch(copy, 2);
    system.wait(&mut news, None).unwrap();
    assert_eq!(news.iter().map(|event| event.key).collect::<Vec<_>>(), [2]);
}

#[test]
fn news_comes_once_for_each_question() {
    let system = Arc::new(Poller::new().unwrap());
    let door = Watched::new(&system, TcpListener::bind(ANY).unwrap(), Event::readable(1)).unwrap();
    let _guest = TcpStream::connect(door.local_addr().unwrap()).unwrap();
    let told = |at_most| {
        let mut news = Events::new();
        system.wait(&mut news, at_most).unwrap()
    };
    assert_eq!(told(None), 1);
    assert_eq!(told(Some(Duration::from_millis(20))), 0);
    door.ask(Event::readable).unwrap();
    assert_eq!(told(None), 1, "the guest still waits");
}

/// Eight megabytes are more than the operating system keeps for anybody.
#[test]
fn who_cannot_send_waits_until_somebody_has_read() {
    let bytes: Vec<u8> = (0..8 << 20).map(|place: u32| (place % 251) as u8).collect();
    let sent = bytes.clone();
    let door = TcpListener::bind(ANY).unwrap();
    let address = door.local_addr().unwrap();
    let reader = thread::spawn(move || {
        let (mut guest, _) = door.accept().unwrap();
        // Nothing is read until the sender has had to wait.
        thread::sleep(Duration::from_millis(50));
        let mut heard = Vec::new();
        guest.read_to_end(&mut heard).unwrap();
        heard
    });
    let turns = Rc::new(Cell::new(0));
    run(async {
        let counted = Rc::clone(&turns);
        spawn(async move {
            loop {
                sleep(Duration::from_millis(1)).await;
                counted.set(counted.get() + 1);
            }
        });
        Tcp::new(TcpStream::connect(address)?)?.write_all(&sent).await
    })
    .unwrap();
    assert!(reader.join().unwrap() == bytes, "what was sent has arrived");
    assert!(turns.get() > 10, "others had their turns meanwhile: {}", turns.get());
}

#[test]
fn a_guest_that_hangs_up_in_the_middle_is_an_end_or_an_error_and_no_hang() {
    let answer = run(async {
        let mut door = Listener::bind(ANY)?;
        let address = door.local_addr()?;
        thread::spawn(move || TcpStream::connect(address).unwrap().write_all(b"half a wo").unwrap());
        let mut guest = door.accept().await?;
        let mut all = Vec::new();
        let mut words = [0; 4];
        loop {
            match guest.read(&mut words).await? {
                0 => return Ok(all),
                length => all.extend_from_slice(&words[..length]),
            }
        }
    });
    assert_eq!(answer.unwrap(), b"half a wo");
}

#[test]
fn timers_ring_while_the_thread_waits_for_sockets() {
    let began = Instant::now();
    run(async {
        let mut door = Listener::bind(ANY)?;
        spawn(async move { door.accept().await.map(drop) });
        sleep(Duration::from_millis(30)).await;
        Ok(())
    })
    .unwrap();
    assert!(began.elapsed() >= Duration::from_millis(30));
}

#[test]
fn sockets_are_heard_while_a_task_never_rests() {
    run(async {
        let mut door = Listener::bind(ANY)?;
        let address = door.local_addr()?;
        spawn(async {
            loop {
                yield_now().await;
            }
        });
        thread::spawn(move || TcpStream::connect(address).unwrap());
        door.accept().await.map(drop)
    })
    .unwrap();
}

#[test]
fn a_wake_from_another_thread_ends_the_wait_for_sockets() {
    for _ in 0..100 {
        run(async {
            let mut door = Listener::bind(ANY)?;
            spawn(async move { door.accept().await.map(drop) });
            let mut helper = None;
            poll_fn(|context| {
                let waker = context.waker().clone();
                match &helper {
                    None => {
                        helper = Some(thread::spawn(move || waker.wake()));
                        Poll::Pending
                    }
                    Some(_) => Poll::Ready(()),
                }
            })
            .await;
            Ok(())
        })
        .unwrap();
    }
}

#[test]
fn a_wait_that_is_dropped_leaves_nothing_behind() {
    run(async {
        let mut door = Listener::bind(ANY)?;
        let address = door.local_addr()?;
        // Polled once, and dropped while it waits.
        poll_fn(|context| {
            let mut wait = Box::pin(door.accept());
            assert!(wait.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
        thread::spawn(move || TcpStream::connect(address).unwrap());
        door.accept().await.map(drop)
    })
    .unwrap();
}

#[test]
fn tasks_that_wait_for_sockets_are_dropped_with_the_runtime() {
    run(async {
        let mut door = Listener::bind(ANY)?;
        spawn(async move {
            let _guest = door.accept().await;
            pending::<()>().await;
        });
        yield_now().await;
        Ok(())
    })
    .unwrap();
}
