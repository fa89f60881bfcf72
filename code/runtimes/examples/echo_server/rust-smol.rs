//! A server on loopback that repeats what it hears, and two guests; on smol.

use std::{io, net::SocketAddr};

use kitchen::{begin, end, minutes, receive, say, send, spawn};
use smol::Timer;
use smol::future::try_zip;
use smol::io::{AsyncReadExt, AsyncWriteExt};
use smol::net::{TcpListener, TcpStream};

// ANCHOR: main
fn main() -> io::Result<()> {
    smol::block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let hatch = listener.local_addr()?;
        smol::spawn(serve(listener)).detach();
        try_zip(order("bob", "first", hatch, 0), order("friend", "second", hatch, 5)).await?;
        Timer::after(minutes(5)).await;
        say("alice", "The hatch is closed.");
        Ok(())
    })
}
// ANCHOR_END: main

// ANCHOR: serve
async fn serve(listener: TcpListener) -> io::Result<()> {
    for (line, guest) in [("first", "bob"), ("second", "friend")] {
        let (stream, _) = listener.accept().await?;
        spawn("alice", line);
        smol::spawn(echo(line, guest, stream)).detach();
    }
    Ok(())
}

async fn echo(line: &str, guest: &str, mut stream: TcpStream) -> io::Result<()> {
    begin(line, "connected");
    let mut buffer = [0; 64];
    // No bytes at all: the guest has hung up.
    while let length @ 1.. = stream.read(&mut buffer).await? {
        let heard = String::from_utf8_lossy(&buffer[..length]);
        receive(line, guest, &heard);
        send(line, guest, &heard);
        stream.write_all(heard.as_bytes()).await?;
    }
    end(line, "connected");
    Ok(())
}
// ANCHOR_END: serve

// ANCHOR: order
async fn order(who: &str, line: &str, hatch: SocketAddr, at: u32) -> io::Result<()> {
    Timer::after(minutes(at)).await;
    let mut stream = TcpStream::connect(hatch).await?;
    for dish in ["Cake, please.", "Another piece."] {
        Timer::after(minutes(10)).await;
        send(who, line, dish);
        stream.write_all(dish.as_bytes()).await?;
        let mut heard = vec![0; dish.len()];
        stream.read_exact(&mut heard).await?;
        receive(who, line, dish);
        say(who, &format!("I hear: {}", String::from_utf8_lossy(&heard)));
    }
    Ok(())
}
// ANCHOR_END: order
