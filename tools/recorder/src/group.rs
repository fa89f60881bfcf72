//! A program and all that it starts, as one thing that can be ended.

mod census;

use std::process::{Child, Command, ExitStatus};

pub use census::{left, take as census};

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

/// Ends those that carry the mark in their environment, though they have left the group.
pub fn end_marked(mark: &[u8]) {
    // Who is about to be ended can still start others: as often as there are some left, but not for ever.
    for _ in 0..1000 {
        let mut is_clear = true;
        for id in census::marked(mark) {
            is_clear = false;
            #[cfg(unix)]
            if let Some(process) = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw) {
                let _ = rustix::process::kill_process(process, rustix::process::Signal::KILL);
            }
        }
        if is_clear {
            return;
        }
    }
}

/// Lets the program and all that it starts be no more than that many processes and threads, and leave no
/// image of their memory behind. For root there is no such limit: whoever runs the program counts as well.
pub fn limit(child: &Child, at_most: u64) {
    #[cfg(target_os = "linux")]
    if let Some(process) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        use rustix::process::{Resource, Rlimit, prlimit};
        let both = |number| Rlimit { current: Some(number), maximum: Some(number) };
        // The system counts all that the user has, the browser too.
        let room = census::all_of_this_user() + at_most;
        // A limit that cannot be set leaves the counting.
        let _ = prlimit(Some(process), Resource::Nproc, both(room));
        let _ = prlimit(Some(process), Resource::Core, both(0));
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (child, at_most);
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
