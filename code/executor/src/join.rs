//! Two futures in one task.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

// ANCHOR: join
/// Waits for both, within the caller's task: each poll asks whichever of them is not done, and who is asked first
/// takes turns, as in tokio's `join!`, so that neither is always behind the other.
pub async fn join<A: Future, B: Future>(one: A, other: B) -> (A::Output, B::Output) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let mut outputs = (None, None);
    let mut other_first = true;
    poll_fn(move |context| {
        other_first = !other_first;
        for ask_other in [other_first, !other_first] {
            if !ask_other
                && outputs.0.is_none()
                && let Poll::Ready(output) = one.as_mut().poll(context)
            {
                outputs.0 = Some(output);
            }
            if ask_other
                && outputs.1.is_none()
                && let Poll::Ready(output) = other.as_mut().poll(context)
            {
                outputs.1 = Some(output);
            }
        }
        if outputs.0.is_none() || outputs.1.is_none() {
            return Poll::Pending;
        }
        outputs.0.take().zip(outputs.1.take()).map_or(Poll::Pending, Poll::Ready)
    })
    .await
}
// ANCHOR_END: join
