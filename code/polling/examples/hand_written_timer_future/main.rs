//! A timer that leaves its waker with a clock, and a loop that asks when it is woken.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, atomic::AtomicBool, atomic::Ordering::Relaxed};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

use kitchen::{begin, blocked, end, knob, minutes, pending, poll, ready, say, wake};

// ANCHOR: timer
static CLOCK: Mutex<Option<(Instant, Waker)>> = Mutex::new(None);

struct Timer(Instant);

impl Future for Timer {
    type Output = ();
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.0 {
            return Poll::Ready(());
        }
        *CLOCK.lock().unwrap() = Some((self.0, context.waker().clone()));
        begin("clock", "has the waker");
        Poll::Pending
    }
}
// ANCHOR_END: timer

// ANCHOR: bell
struct Bell(AtomicBool);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        wake("cake", "clock");
        self.0.store(true, Relaxed);
    }
}
// ANCHOR_END: bell

// ANCHOR: main
fn main() {
    let bell = Arc::new(Bell(AtomicBool::new(false)));
    let waker = Waker::from(bell.clone());
    let mut cake = pin!(bake_cake());
    let mut polls = 1;
    poll("cake");
    while cake.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
        pending("cake");
        while !bell.0.swap(false, Relaxed) {
            let (due, waker) = CLOCK.lock().unwrap().take().expect("a timer is set");
            blocked("loop", "clock", || std::thread::sleep(due.saturating_duration_since(Instant::now())));
            end("clock", "has the waker");
            waker.wake();
        }
        polls += 1;
        poll("cake");
    }
    ready("cake");
    say("loop", &format!("I have asked {polls} times."));
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    Timer(Instant::now() + minutes(knob("minutes_in_oven", 30))).await;
    say("cake", "I am done.");
}
// ANCHOR_END: bake_cake
