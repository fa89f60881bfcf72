//! A server that has no open file left for another guest: an error, and not the end.
#![cfg(unix)]

use std::io::{Error, Result};
use std::net::TcpStream;

use reactor::{Listener, block_on};
use rustix::io::Errno;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

const GUESTS: usize = 40;

#[test]
fn a_guest_too_many_has_to_wait_until_another_has_gone() {
    let answer = block_on(async {
        let mut door = Listener::bind(([127, 0, 0, 1], 0).into())?;
        let address = door.local_addr()?;
        let far: Vec<TcpStream> = (0..GUESTS).map(|_| TcpStream::connect(address)).collect::<Result<_>>()?;
        // Those that are open stay open. The limit holds for the whole process, which has this one test.
        let maximum = getrlimit(Resource::Nofile).maximum;
        setrlimit(Resource::Nofile, Rlimit { current: Some(GUESTS as u64 + 24), maximum })?;

        let (mut here, mut served, mut refused) = (Vec::new(), 0, 0);
        while served < GUESTS {
            match door.accept().await {
                Ok(near) => {
                    served += 1;
                    here.push(near);
                }
                Err(error) => {
                    assert_eq!(error.raw_os_error(), Some(Errno::MFILE.raw_os_error()), "{error}");
                    refused += 1;
                    assert!(here.pop().is_some(), "somebody is here");
                }
            }
        }
        drop(far);
        Ok::<_, Error>(refused)
    });
    let refused = answer.expect("there is room for a reactor").expect("nothing else fails");
    assert!(refused > 10, "{refused} were refused at first");
}
