//! Who belongs to a program: its group, and those that left the group and still carry the program's mark.

use std::fs;

/// How many a program has become, and what they use in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    pub processes: usize,
    pub threads: u64,
    pub resident_bytes: u64,
}

/// Looks at every process that is younger than the head of the group, until there are more than `at_most`.
/// `mark` is what the environment of each of them has; without one only the group is counted. Nobody, where
/// the system has no `/proc`.
pub fn take(head: u32, mark: Option<&[u8]>, at_most: usize) -> Census {
    let mut census = Census::default();
    let Some(first) = Stat::of(head) else { return census };
    for entry in fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok) {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let Some(stat) = Stat::of(id) else { continue };
        let is_ours = stat.group == head || (stat.started >= first.started && is_marked(id, mark));
        if is_ours {
            census.processes += 1;
            census.threads += stat.threads;
            census.resident_bytes += stat.resident_bytes;
            if census.processes > at_most {
                break;
            }
        }
    }
    census
}

/// Those that carry the mark, wherever they are now.
pub fn marked(mark: &[u8]) -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(move |id| is_marked(*id, Some(mark)))
}

/// What of the program is still there after its head has ended, by name: its group, and who carries the mark.
pub fn left(head: u32, mark: &[u8]) -> Vec<String> {
    let entries = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_left = |(id, stat): &(u32, Stat)| {
        // One that has ended, and waits for somebody to ask how, is left by nobody.
        stat.state != 'Z' && (stat.group == head || is_marked(*id, Some(mark)))
    };
    ids.filter_map(|id| Some((id, Stat::of(id)?))).filter(is_left).map(|(_, stat)| stat.name).collect()
}

fn is_marked(id: u32, mark: Option<&[u8]>) -> bool {
    mark.is_some_and(|mark| {
        let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|setting| setting == mark)
    })
}

/// What `/proc/<id>/stat` says.
struct Stat {
    name: String,
    /// `R` for one that runs, `Z` for one that has ended.
    state: char,
    group: u32,
    threads: u64,
    started: u64,
    resident_bytes: u64,
}

impl Stat {
    fn of(id: u32) -> Option<Self> {
        let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // After the name, which may have anything in it.
        let (before, rest) = text.rsplit_once(')')?;
        let (_, name) = before.split_once('(')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        // The third field of `man 5 proc_pid_stat` is the first here.
        let number = |field: usize| fields.get(field - 3)?.parse::<u64>().ok();
        Some(Self {
            name: name.to_owned(),
            state: fields.first()?.chars().next()?,
            group: number(5)?.try_into().ok()?,
            threads: number(20)?,
            started: number(22)?,
            resident_bytes: number(24)? * page_size(),
        })
    }
}

#[cfg(unix)]
fn page_size() -> u64 {
    rustix::param::page_size() as u64
}

#[cfg(not(unix))]
fn page_size() -> u64 {
    0
}

/// How many threads this user has in all processes.
#[cfg(target_os = "linux")]
pub fn all_of_this_user() -> u64 {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    let entries = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    let ours = entries.filter(|entry| entry.metadata().is_ok_and(|entry| entry.uid() == user));
    let ids = ours.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter_map(|id| Stat::of(id).map(|stat| stat.threads)).sum()
}
