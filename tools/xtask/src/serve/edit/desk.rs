//! Whose turn it is: one compiler at a time for each flavor, and of two runs of one program the newer.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

#[derive(Default)]
pub struct Desk {
    /// By program and flavor: what gives up the run that is under way or waits for its turn.
    running: Mutex<HashMap<(String, String), Arc<AtomicBool>>>,
    /// By flavor: what gives up the preparing of its compiler.
    preparing: Mutex<HashMap<String, Arc<AtomicBool>>>,
    /// By flavor: held while its compiler is at work.
    compilers: Mutex<HashMap<String, Arc<Mutex<()>>>>,
}

/// A run that waits for its turn.
pub struct Place {
    compiler: Arc<Mutex<()>>,
    given_up: Arc<AtomicBool>,
}

/// The right to use the compiler, for as long as it is kept.
pub struct Turn<'a> {
    _compiler: MutexGuard<'a, ()>,
}

impl Desk {
    /// A place for a run of that program; an earlier run of the same is given up, and so is whatever only
    /// prepares its compiler: the run goes on from there.
    pub fn take(&self, program: &str, flavor: &str, given_up: Arc<AtomicBool>) -> Place {
        let key = (program.to_owned(), flavor.to_owned());
        let earlier = lock(&self.running).insert(key, Arc::clone(&given_up));
        let preparing = lock(&self.preparing).remove(flavor);
        for earlier in [earlier, preparing].into_iter().flatten() {
            earlier.store(true, Ordering::Relaxed);
        }
        self.place(flavor, given_up)
    }

    /// A place for what only prepares the compiler of a flavor.
    pub fn take_to_prepare(&self, flavor: &str, given_up: Arc<AtomicBool>) -> Place {
        lock(&self.preparing).insert(flavor.to_owned(), Arc::clone(&given_up));
        self.place(flavor, given_up)
    }

    fn place(&self, flavor: &str, given_up: Arc<AtomicBool>) -> Place {
        let compiler = Arc::clone(lock(&self.compilers).entry(flavor.to_owned()).or_default());
        Place { compiler, given_up }
    }
}

impl Place {
    /// Waits for the turn; `None` when the run is given up meanwhile.
    pub fn turn(&self) -> Option<Turn<'_>> {
        while !self.given_up.load(Ordering::Relaxed) {
            let turn = self.turn_at_once();
            if turn.is_some() {
                return turn;
            }
            thread::sleep(Duration::from_millis(5));
        }
        None
    }

    /// The turn, unless the compiler is at work.
    pub fn turn_at_once(&self) -> Option<Turn<'_>> {
        match self.compiler.try_lock() {
            Ok(compiler) => Some(Turn { _compiler: compiler }),
            // Whoever panicked with it has left nothing that the next could not use.
            Err(TryLockError::Poisoned(compiler)) => Some(Turn { _compiler: compiler.into_inner() }),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag() -> Arc<AtomicBool> {
        Arc::new(AtomicBool::new(false))
    }

    #[test]
    fn a_newer_run_takes_the_place_of_an_earlier_one_of_the_same_program_alone() {
        let desk = Desk::default();
        let (first, other, newer) = (flag(), flag(), flag());
        let places = [
            desk.take("cake", "go", Arc::clone(&first)),
            desk.take("book", "go", Arc::clone(&other)),
            desk.take("cake", "go", Arc::clone(&newer)),
        ];
        let given_up = [first, other, newer].map(|flag| flag.load(Ordering::Relaxed));
        assert_eq!(given_up, [true, false, false]);
        assert!(places[0].turn().is_none() && places[2].turn().is_some());
    }

    #[test]
    fn of_one_flavor_one_is_compiled_at_a_time() {
        let desk = Desk::default();
        let (first, second) = (desk.take("cake", "go", flag()), desk.take("book", "go", flag()));
        let turn = first.turn();
        assert!(turn.is_some() && second.turn_at_once().is_none());
        assert!(desk.take("cake", "swift", flag()).turn().is_some(), "another flavor need not wait");
        drop(turn);
        assert!(second.turn().is_some());
    }

    #[test]
    fn what_prepares_a_compiler_makes_way_for_a_run() {
        let desk = Desk::default();
        let (go, swift) = (flag(), flag());
        let preparing = desk.take_to_prepare("go", Arc::clone(&go));
        desk.take_to_prepare("swift", Arc::clone(&swift));
        let turn = preparing.turn_at_once();
        let run = desk.take("cake", "go", flag());
        assert_eq!([go, swift].map(|flag| flag.load(Ordering::Relaxed)), [true, false]);
        assert!(run.turn_at_once().is_none(), "not before its compiler has ended");
        drop(turn);
        assert!(run.turn().is_some());
    }
}
