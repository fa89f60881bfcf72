//! A program and all that it starts, as one thing that can be ended.

use std::process::{Child, Command, ExitStatus};

/// Makes the program the head of a group of its own.
pub fn of_its_own(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// Ends the program and, on Unix, all that it started. That there is nothing left to end is no error.
pub fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
}

/// The number of the signal that ended the program; 0 where there are none.
pub fn signal(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal = None;
    signal.unwrap_or_default()
}

/// How much memory the program has in use; 0 where the system does not tell it in a file.
pub fn resident_bytes(child: &Child) -> u64 {
    #[cfg(target_os = "linux")]
    {
        let pages = std::fs::read_to_string(format!("/proc/{}/statm", child.id()))
            .ok()
            .and_then(|statm| statm.split_whitespace().nth(1)?.parse::<u64>().ok());
        pages.unwrap_or_default() * rustix::param::page_size() as u64
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = child;
        0
    }
}
