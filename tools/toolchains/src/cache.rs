//! The user's cache folder: what is expensive to get and the same for all clones.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;

/// The book's folder in the user's cache (XDG), made if it is not there.
pub fn folder() -> Result<PathBuf> {
    // What is not absolute does not count, says the specification.
    let set = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = match set {
        Some(path) => path,
        None => std::env::home_dir().context("there is no home folder to keep a cache in")?.join(".cache"),
    };
    let folder = base.join("while-the-cake-bakes");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// A place in the cache for one toolchain in one version.
///
/// It is there whole or not at all: it is filled beside its place and renamed in the end. Whoever fills
/// it holds a lock, so that two commands do not do it twice, and one that was interrupted leaves nothing
/// that the next would take for complete.
pub struct Slot {
    folder: PathBuf,
    name: String,
}

impl Slot {
    /// The place of that name, such as `go-1.27.0`.
    pub fn named(name: impl Into<String>) -> Result<Self> {
        Ok(Self { folder: folder()?, name: name.into() })
    }

    /// The folder, if it has been filled.
    pub fn ready(&self) -> Option<PathBuf> {
        Some(self.folder.join(&self.name)).filter(|path| path.is_dir())
    }

    /// The folder, filled now by `fill` if it is not there. `bytes` is the room that filling takes.
    pub fn filled(&self, bytes: u64, fill: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        if let Some(ready) = self.ready() {
            return Ok(ready);
        }
        let file = self.folder.join(format!("{}.lock", self.name));
        let lock = File::create(&file).with_context(|| format!("cannot write {}", file.display()))?;
        self.wait_for(&lock)?;
        // Another command may have been faster.
        if let Some(ready) = self.ready() {
            return Ok(ready);
        }
        self.sweep()?;
        check_room(&self.folder, bytes)?;
        // A name of its own: what an interrupted command has started may still be writing to the old one.
        let aside = self.folder.join(format!("{}{}", self.partial(), std::process::id()));
        fs::create_dir(&aside).with_context(|| format!("cannot make {}", aside.display()))?;
        let ready = self.folder.join(&self.name);
        let filled = fill(&aside).and_then(|()| fs::rename(&aside, &ready).context("cannot rename it"));
        if let Err(error) = filled {
            // The room is worth more than what is half there; the error is what matters.
            let _ = fs::remove_dir_all(&aside);
            return Err(error);
        }
        Ok(ready)
    }

    /// What to say of a toolchain that is there and does not work.
    pub fn mend(&self) -> String {
        format!("remove {}, and the next run brings it again", self.folder.join(&self.name).display())
    }

    fn partial(&self) -> String {
        format!("{}.partial-", self.name)
    }

    fn wait_for(&self, lock: &File) -> Result<()> {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                let spinner = ProgressBar::new_spinner()
                    .with_message(format!("another command is bringing {} …", self.name));
                spinner.enable_steady_tick(Duration::from_millis(120));
                let waited = lock.lock().context("cannot lock the cache");
                spinner.finish_and_clear();
                waited
            }
            locked => locked.context("cannot lock the cache"),
        }
    }

    /// Removes what interrupted commands have left: nobody else fills now, for we hold the lock.
    fn sweep(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder)?.filter_map(Result::ok) {
            if entry.file_name().to_string_lossy().starts_with(&self.partial()) {
                let path = entry.path();
                fs::remove_dir_all(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
        Ok(())
    }
}

/// Better to say so at once than after a download.
fn check_room(folder: &Path, bytes: u64) -> Result<()> {
    #[cfg(unix)]
    {
        let disk = rustix::fs::statvfs(folder).context("cannot tell how much room is left")?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free < bytes {
            bail!(
                "{} MB are needed under {}, and {} MB are free: make room, or set XDG_CACHE_HOME to a folder \
                 on another disk",
                bytes >> 20,
                folder.display(),
                free >> 20
            );
        }
    }
    #[cfg(not(unix))]
    let _ = (folder, bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn slot(folder: &Path) -> Slot {
        Slot { folder: folder.to_owned(), name: "tool-1.0".to_owned() }
    }

    #[test]
    fn a_place_is_filled_once() {
        let cache = tempfile::tempdir().unwrap();
        let mut times = 0;
        for _ in 0..2 {
            let filled = slot(cache.path()).filled(1, |aside| {
                times += 1;
                Ok(fs::write(aside.join("tool"), "")?)
            });
            assert!(filled.unwrap().join("tool").is_file());
        }
        assert_eq!(times, 1);
    }

    #[test]
    fn what_fails_or_was_interrupted_is_never_taken_for_complete() {
        let cache = tempfile::tempdir().unwrap();
        let failed = slot(cache.path()).filled(1, |aside| {
            fs::write(aside.join("half"), "")?;
            bail!("the connection broke")
        });
        assert_eq!(failed.unwrap_err().to_string(), "the connection broke");
        assert_eq!(slot(cache.path()).ready(), None);

        // A command that was killed has left this behind.
        fs::create_dir(cache.path().join("tool-1.0.partial-1")).unwrap();
        fs::write(cache.path().join("tool-1.0.partial-1/half"), "").unwrap();
        assert_eq!(slot(cache.path()).ready(), None);
        let filled = slot(cache.path()).filled(1, |aside| Ok(fs::write(aside.join("tool"), "")?)).unwrap();
        assert!(filled.join("tool").is_file() && !filled.join("half").exists());
        assert!(!cache.path().join("tool-1.0.partial-1").exists(), "the room is given back");
    }

    #[test]
    fn of_two_commands_at_once_one_fills_and_the_other_waits() {
        let cache = tempfile::tempdir().unwrap();
        let fills = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let filled = slot(cache.path()).filled(1, |aside| {
                        fills.fetch_add(1, Ordering::Relaxed);
                        std::thread::sleep(Duration::from_millis(50));
                        Ok(fs::write(aside.join("tool"), "")?)
                    });
                    assert!(filled.unwrap().join("tool").is_file());
                });
            }
        });
        assert_eq!(fills.into_inner(), 1);
    }

    #[test]
    fn too_little_room_is_told_before_anything_is_fetched() {
        let cache = tempfile::tempdir().unwrap();
        let error = slot(cache.path()).filled(u64::MAX, |_| panic!("nothing is fetched")).unwrap_err();
        let told = error.to_string();
        assert!(told.contains("MB are free") && told.contains("XDG_CACHE_HOME"), "{told}");
    }
}
