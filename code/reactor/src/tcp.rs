//! TCP whose waits can be awaited.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::SocketAddr;

use crate::sockets::{For, Watched};

// ANCHOR: listener
/// Takes connections.
pub struct Listener(Watched<mio::net::TcpListener>);

impl Listener {
    /// With port 0, the operating system chooses one that is free.
    pub fn bind(address: SocketAddr) -> Result<Self> {
        let listener = mio::net::TcpListener::bind(address)
            .map_err(|error| Error::new(error.kind(), format!("cannot listen at {address}: {error}")))?;
        Ok(Self(Watched::new(listener)?))
    }

    /// Waits for the next connection.
    pub async fn accept(&mut self) -> Result<Tcp> {
        let (stream, _) = self.0.until_ready(For::Reading, mio::net::TcpListener::accept).await?;
        Ok(Tcp(Watched::new(stream)?))
    }

    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.0.socket().local_addr()
    }
}
// ANCHOR_END: listener

// ANCHOR: tcp
/// A connection.
pub struct Tcp(Watched<mio::net::TcpStream>);

impl Tcp {
    /// Waits for what comes next, and says how many bytes of it are in `bytes` now; none, if the other side has
    /// hung up.
    pub async fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        self.0.until_ready(For::Reading, |mut stream| stream.read(bytes)).await
    }

    /// Sends all of `bytes`, and waits whenever the operating system can take no more.
    pub async fn write_all(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let sent = self.0.until_ready(For::Writing, |mut stream| stream.write(bytes)).await?;
            if sent == 0 {
                return Err(ErrorKind::WriteZero.into());
            }
            bytes = &bytes[sent..];
        }
        Ok(())
    }
}
// ANCHOR_END: tcp

impl Tcp {
    /// Waits until there is somebody at the other end.
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = Watched::new(mio::net::TcpStream::connect(address)?)?;
        // Who it is can be told once there is somebody, and not before.
        let peer = |stream: &mio::net::TcpStream| match (stream.take_error()?, stream.peer_addr()) {
            (Some(error), _) => Err(error),
            (None, Err(error)) if error.kind() == ErrorKind::NotConnected => {
                Err(ErrorKind::WouldBlock.into())
            }
            (None, peer) => peer,
        };
        stream.until_ready(For::Writing, peer).await?;
        Ok(Self(stream))
    }
}
