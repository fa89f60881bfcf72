//! One event of a run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Story time: whole minutes since the story began. A 30-minute bake is 30, whatever the clock did.
pub type Minute = u32;

/// Something that happened, when, on which lane, and which source line caused it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields)]
pub struct Event {
    /// Story time in minutes. Never decreases from one event to the next.
    pub at: Minute,
    /// Name of the lane that it happened on.
    pub lane: String,
    /// Line in the program's file, counted from 1; 0 where the platform does not know it.
    pub line: u32,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What happened, with what that kind needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[ts(optional_fields)]
pub enum EventKind {
    /// A line of the transcript.
    Say { text: String },
    /// An activity starts: a bar on the timeline.
    Begin {
        activity: String,
        /// The thread does this and nothing else until the end (reading a page). Otherwise it goes
        /// on by itself (a cake in the oven).
        #[serde(default, skip_serializing_if = "is_false")]
        #[ts(as = "Option<bool>")]
        work: bool,
    },
    /// The activity of that name on this lane is over.
    End { activity: String },
    /// This lane started another one.
    Spawn {
        /// The lane that was started.
        task: String,
    },
    /// Somebody asks this task to go on.
    Poll,
    /// The task's answer to a poll: not yet.
    Pending,
    /// The task's answer to a poll: done.
    Ready,
    /// This task has been told that it can go on.
    Wake {
        /// The lane that caused it, or `runtime`: nobody who was being polled, so a timer or the
        /// runtime's own turn.
        by: String,
    },
    /// A value leaves this lane.
    Send {
        /// The lane that it is for.
        to: String,
        what: String,
    },
    /// A value has arrived on this lane.
    Receive {
        /// The lane that it came from.
        from: String,
        what: String,
    },
    /// The thread of this lane stands still.
    Block {
        /// The lane, or the thing, that it stands still for.
        on: String,
    },
    /// The thread of this lane goes on.
    Unblock {
        /// What ended the standstill.
        by: String,
    },
    /// This lane has been asked to stop.
    Cancel {
        /// The lane that asked.
        by: String,
    },
    /// What this lane stood for is gone, finished or not.
    Drop,
    /// This lane ended in an error that nobody caught.
    Panic { message: String },
}

impl Event {
    /// The other lanes that the event names: whoever it starts, wakes, sends to or waits for.
    pub fn named_lane(&self) -> Option<&str> {
        match &self.kind {
            EventKind::Spawn { task: lane }
            | EventKind::Wake { by: lane }
            | EventKind::Send { to: lane, .. }
            | EventKind::Receive { from: lane, .. }
            | EventKind::Block { on: lane }
            | EventKind::Unblock { by: lane }
            | EventKind::Cancel { by: lane } => Some(lane),
            _ => None,
        }
    }
}

// serde hands `skip_serializing_if` a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !*value
}
