//! One order for events that happened at the same story time on several threads.
//!
//! Two threads that do unrelated things in the same minute may be written down either way round,
//! and a recording has to be the same every time. Events that have to do with each other keep the
//! order in which they happened; among the others, the lane that stands higher comes first. (In
//! the terms of the field: the lexicographic normal form of a Mazurkiewicz trace.)

use trace::{Event, Lane, WireEvent};

/// The events of a run in the order that every run of it has.
pub fn canonical(lanes: &[Lane], mut events: Vec<WireEvent>) -> Vec<Event> {
    let rank = |event: &WireEvent| lanes.iter().position(|lane| lane.name == event.event.lane);
    let mut ordered = Vec::with_capacity(events.len());
    while !events.is_empty() {
        let now = events[0].event.at;
        let ties = events.iter().take_while(|event| event.event.at == now).count();
        let mut group: Vec<WireEvent> = events.drain(..ties).collect();
        while !group.is_empty() {
            let next = (0..group.len())
                .filter(|&n| group[..n].iter().all(|earlier| !related(earlier, &group[n])))
                .min_by_key(|&n| rank(&group[n]))
                .unwrap_or(0);
            ordered.push(group.remove(next).event);
        }
    }
    ordered
}

/// Whether the order of two events means something: one thread, one lane, or one names the other's
/// lane.
fn related(a: &WireEvent, b: &WireEvent) -> bool {
    a.thread == b.thread
        || a.event.lane == b.event.lane
        || a.event.named_lane() == Some(&b.event.lane)
        || b.event.named_lane() == Some(&a.event.lane)
}

#[cfg(test)]
mod tests {
    use trace::{EventKind, LaneKind};

    use super::*;

    fn lanes() -> Vec<Lane> {
        ["alice", "bob"]
            .map(|name| Lane { name: name.into(), title: name.into(), kind: LaneKind::Thread })
            .into()
    }

    fn wire(at: u32, lane: &str, thread: u64, kind: EventKind) -> WireEvent {
        WireEvent { event: Event { at, lane: lane.into(), line: 1, kind }, thread, late_ms: 0 }
    }

    fn order_of(events: &[WireEvent]) -> Vec<String> {
        canonical(&lanes(), events.to_vec())
            .iter()
            .map(|event| format!("{} {}", event.at, event.lane))
            .collect()
    }

    #[test]
    fn unrelated_events_of_one_minute_stand_in_the_order_of_the_lanes() {
        let alice = wire(4, "alice", 1, EventKind::Drop);
        let bob = wire(4, "bob", 2, EventKind::Drop);
        assert_eq!(order_of(&[bob.clone(), alice.clone()]), ["4 alice", "4 bob"]);
        assert_eq!(order_of(&[alice, bob]), ["4 alice", "4 bob"]);
    }

    #[test]
    fn what_one_thread_did_keeps_its_order() {
        let first = wire(4, "bob", 1, EventKind::Drop);
        let then = wire(4, "alice", 1, EventKind::Drop);
        assert_eq!(order_of(&[first, then]), ["4 bob", "4 alice"]);
    }

    #[test]
    fn an_event_that_names_a_lane_keeps_its_place_among_that_lane_s_events() {
        let done = wire(4, "bob", 2, EventKind::Drop);
        let joined = wire(4, "alice", 1, EventKind::Unblock { by: "bob".into() });
        assert_eq!(order_of(&[done, joined]), ["4 bob", "4 alice"]);
    }

    #[test]
    fn time_comes_before_lanes() {
        let early = wire(2, "bob", 2, EventKind::Drop);
        let late = wire(4, "alice", 1, EventKind::Drop);
        assert_eq!(order_of(&[early, late]), ["2 bob", "4 alice"]);
    }
}
