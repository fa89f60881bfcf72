
/// The book's kitchen, for the Rust Playground: what is said, and the time. Nothing else is written down here.
#[rustfmt::skip]
#[allow(dead_code)]
mod kitchen {
    use std::{sync::LazyLock, thread, time::{Duration, Instant}};
    const MINUTE: Duration = Duration::from_millis(50);
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    pub fn now() -> u32 { ((START.elapsed() + MINUTE / 10).as_millis() / MINUTE.as_millis()) as u32 }
    pub fn minutes(n: u32) -> Duration { (MINUTE * (now() + n)).saturating_sub(START.elapsed()) }
    pub fn say(actor: &str, text: &str) { println!("{:>3}  {actor}: {text}", now()) }
    pub fn work(_: &str, _: &str, n: u32) { thread::sleep(minutes(n)) }
    pub fn blocked<T>(_: &str, _: &str, wait: impl FnOnce() -> T) -> T { wait() }
    pub fn acting<T>(_: &str, act: impl FnOnce() -> T) -> T { act() }
    pub fn observe<F: Future>(_: &str, future: F) -> F { future }
    pub fn knob(_: &str, default: u32) -> u32 { default }
    pub fn begin(_: &str, _: &str) {}
    pub fn end(_: &str, _: &str) {}
    pub fn spawn(_: &str, _: &str) {}
    pub fn send(_: &str, _: &str, _: &str) {}
    pub fn receive(_: &str, _: &str, _: &str) {}
    pub fn cancel(_: &str, _: &str) {}
    pub fn dropped(_: &str) {}
    pub fn poll(_: &str) {}
    pub fn pending(_: &str) {}
    pub fn ready(_: &str) {}
    pub fn wake(_: &str, _: &str) {}
}
