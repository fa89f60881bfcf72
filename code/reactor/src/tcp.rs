//! TCP whose waits can be awaited.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use polling::Event;

use crate::sockets::Async;

// ANCHOR: listener
/// Takes connections.
pub struct Listener(Async<TcpListener>);

impl Listener {
    /// With port 0, the operating system chooses one that is free.
    pub fn bind(address: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(address)
            .map_err(|error| Error::new(error.kind(), format!("cannot listen at {address}: {error}")))?;
        Ok(Self(Async::new(listener)?))
    }

    /// Waits for the next connection.
    pub async fn accept(&mut self) -> Result<Tcp> {
        let (stream, _) = self.0.until_ready(Event::readable, TcpListener::accept).await?;
        Tcp::new(stream)
    }

    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.0.get().local_addr()
    }
}
// ANCHOR_END: listener

// ANCHOR: tcp
/// A connection.
pub struct Tcp(Async<TcpStream>);

impl Tcp {
    /// A connection that is there already. (The standard library cannot begin one without waiting for it.)
    pub fn new(stream: TcpStream) -> Result<Self> {
        Ok(Self(Async::new(stream)?))
    }

    /// Waits for what comes next, and says how many bytes of it are in `bytes` now; none, if the other side has
    /// hung up.
    pub async fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        self.0.until_ready(Event::readable, |mut stream| stream.read(bytes)).await
    }

    /// Sends all of `bytes`, and waits whenever the operating system can take no more.
    pub async fn write_all(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let sent = self.0.until_ready(Event::writable, |mut stream| stream.write(bytes)).await?;
            if sent == 0 {
                return Err(ErrorKind::WriteZero.into());
            }
            bytes = &bytes[sent..];
        }
        Ok(())
    }
}
// ANCHOR_END: tcp
