//! From what a run left behind to its events.

use std::fmt::Write as _;
use std::time::Duration;

use catalog::{Problem, Program, Source, did_you_mean};
use trace::{Event, EventKind, WireEvent, WireKnob, WireLine};

use crate::languages::Language;
use crate::order::canonical;
use crate::run::{End, Finished, MEMORY_LIMIT, OUTPUT_LIMIT, Pace};

/// What a run turned out to be.
pub enum Verdict {
    /// A run that can be recorded.
    Good(Vec<Event>),
    /// The machine was so busy that times cannot be trusted.
    Late { by_ms: u32 },
    /// The program did something that it must not.
    Bad(Problem),
}

/// Reads what a run left behind; `pace` is that of a real clock, by which events come late.
pub fn interpret(
    program: &Program,
    source: &Source,
    language: &dyn Language,
    finished: &Finished,
    pace: Option<Pace>,
) -> Verdict {
    if let Some(problem) = bad_end(program, source, language, finished) {
        return Verdict::Bad(problem);
    }
    let (events, knobs) = match read_channel(source, &finished.trace) {
        Ok(read) => read,
        Err(problem) => return Verdict::Bad(problem),
    };
    let late = events.iter().map(|event| event.late_ms).max().unwrap_or_default();
    if pace.is_some_and(|pace| Duration::from_millis(late.into()) > pace.tolerance()) {
        return Verdict::Late { by_ms: late };
    }
    let problem = unknown_lane(program, source, &events)
        .or_else(|| unknown_knob(program, source, &knobs))
        .or_else(|| stray_output(source, &events, &finished.stdout));
    match problem {
        Some(problem) => Verdict::Bad(problem),
        None => Verdict::Good(canonical(&program.manifest.lanes, events)),
    }
}

/// The events of a run that ended well, in the order that every run of it has; what else it printed is left
/// to whoever wrote it.
pub fn events_of(program: &Program, source: &Source, trace: &str) -> Result<Vec<Event>, Problem> {
    let (events, _) = read_channel(source, trace)?;
    match unknown_lane(program, source, &events) {
        Some(problem) => Err(problem),
        None => Ok(canonical(&program.manifest.lanes, events)),
    }
}

fn bad_end(
    program: &Program,
    source: &Source,
    language: &dyn Language,
    finished: &Finished,
) -> Option<Problem> {
    let fault = || language.fault(source, &finished.stderr);
    let problem = |line: usize, message: String| Some(Problem::new(&source.file, line, message));
    match &finished.end {
        End::Success => None,
        End::TimeUp => problem(
            last_line(finished),
            format!("still running after {} s; ended", program.manifest.limit_seconds),
        )
        .map(|problem| {
            problem.help("the line is that of its last event; `limit_seconds` in program.toml allows more")
        }),
        End::TooMuchOutput => {
            problem(last_line(finished), format!("wrote more than {} MiB; ended", OUTPUT_LIMIT >> 20))
        }
        End::TooMuchMemory => problem(
            last_line(finished),
            format!("took more than {} MiB of memory; ended", MEMORY_LIMIT >> 20),
        ),
        // No program that is recorded has such a limit.
        End::TooManyProcesses => problem(last_line(finished), "started too many processes; ended".to_owned()),
        End::LeftBehind(name) => problem(
            last_line(finished),
            format!("has ended, and left behind a process that it has started: `{name}`"),
        )
        .map(|problem| {
            problem.help("the line is that of its last event; end, or await, what the program starts")
        }),
        End::Code(code) => match fault() {
            Some(fault) => problem(fault.line.unwrap_or(1), format!("ended in an error: {}", fault.message)),
            None => problem(1, format!("exit code {code}: {}", finished.stderr.trim())),
        },
        // Some languages end a program that has failed by a signal.
        End::Signal(signal) => match fault() {
            Some(fault) => problem(fault.line.unwrap_or(1), format!("ended in an error: {}", fault.message)),
            None => {
                problem(last_line(finished), format!("ended by signal {signal}: {}", finished.stderr.trim()))
            }
        },
    }
}

fn last_line(finished: &Finished) -> usize {
    last_event(&finished.trace).map_or(1, |wire| wire.event.line as usize)
}

/// The last event that a program has told.
pub fn last_event(trace: &str) -> Option<WireEvent> {
    trace.lines().rev().find_map(|line| serde_json::from_str(line).ok())
}

/// How late the latest event came.
pub fn lateness(trace: &str) -> Duration {
    let events = trace.lines().filter_map(|line| serde_json::from_str::<WireEvent>(line).ok());
    Duration::from_millis(events.map(|event| event.late_ms).max().unwrap_or_default().into())
}

fn read_channel(source: &Source, trace: &str) -> Result<(Vec<WireEvent>, Vec<WireKnob>), Problem> {
    let (mut events, mut knobs) = (Vec::new(), Vec::new());
    for (n, line) in trace.lines().enumerate() {
        match serde_json::from_str(line) {
            Ok(WireLine::Event(event)) => events.push(event),
            Ok(WireLine::Knob(knob)) => knobs.push(knob),
            Err(_) => {
                let shown: String = line.chars().take(80).collect();
                let message = format!("line {} on the trace channel is not an event: {shown:?}", n + 1);
                return Err(
                    Problem::new(&source.file, 1, message).help("only the kitchen writes to that channel")
                );
            }
        }
    }
    Ok((events, knobs))
}

fn unknown_lane(program: &Program, source: &Source, events: &[WireEvent]) -> Option<Problem> {
    let lanes = || program.manifest.lanes.iter().map(|lane| lane.name.as_str());
    let event = &events.iter().find(|wire| !lanes().any(|lane| lane == wire.event.lane))?.event;
    let message = format!("an event on the lane `{}`, which is not among its lanes", event.lane);
    Some(Problem::new(&source.file, event.line as usize, message).help(did_you_mean(&event.lane, lanes())))
}

fn unknown_knob(program: &Program, source: &Source, knobs: &[WireKnob]) -> Option<Problem> {
    knobs.iter().find_map(|used| {
        let message = match program.manifest.knobs.get(&used.knob) {
            None => format!("a knob `{}`, which program.toml does not have", used.knob),
            Some(known) if known.default != used.default => {
                format!(
                    "the knob `{}` is {} here and {} in program.toml",
                    used.knob, used.default, known.default
                )
            }
            Some(_) => return None,
        };
        let names = program.manifest.knobs.keys().map(String::as_str);
        let line = 1 + source.text[..source.text.find(&format!("\"{}\"", used.knob)).unwrap_or(0)]
            .matches('\n')
            .count();
        Some(Problem::new(&source.file, line, message).help(did_you_mean(&used.knob, names)))
    })
}

/// Standard output is the transcript and nothing else: what a program prints past the kitchen has
/// no place on the timeline.
fn stray_output(source: &Source, events: &[WireEvent], stdout: &str) -> Option<Problem> {
    let mut expected = String::new();
    for wire in events {
        if let EventKind::Say { text } = &wire.event.kind {
            let _ = writeln!(expected, "{:>3}  {}: {text}", wire.event.at, wire.event.lane);
        }
    }
    if expected == stdout {
        return None;
    }
    let stray = stdout
        .lines()
        .zip(expected.lines().chain(std::iter::repeat("")))
        .find(|(printed, said)| printed != said);
    let message = match stray {
        Some((printed, _)) => format!("prints a line that no `say` says: {printed:?}"),
        None => "says more than it prints".to_owned(),
    };
    Some(
        Problem::new(&source.file, 1, message)
            .help("speak with `say`, so that the line has a time and a speaker"),
    )
}
