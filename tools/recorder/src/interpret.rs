//! From what a run left behind to its events.

use std::fmt::Write as _;

use catalog::{Problem, Program, Source, did_you_mean};
use trace::{Event, EventKind, WireEvent, WireKnob, WireLine};

use crate::order::canonical;
use crate::run::{End, Finished, OUTPUT_LIMIT, Pace};

/// What a run turned out to be.
pub enum Verdict {
    /// A run that can be recorded.
    Good(Vec<Event>),
    /// The machine was so busy that times cannot be trusted.
    Late { by_ms: u32 },
    /// The program did something that it must not.
    Bad(Problem),
}

/// Reads what a run left behind.
pub fn interpret(program: &Program, source: &Source, finished: &Finished, pace: Pace) -> Verdict {
    if let Some(problem) = bad_end(program, source, finished) {
        return Verdict::Bad(problem);
    }
    let (events, knobs) = match read_channel(source, &finished.trace) {
        Ok(read) => read,
        Err(problem) => return Verdict::Bad(problem),
    };
    let late = events.iter().map(|event| event.late_ms).max().unwrap_or_default();
    if u128::from(late) * 3 > pace.step.as_millis() * 2 {
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

fn bad_end(program: &Program, source: &Source, finished: &Finished) -> Option<Problem> {
    let problem = |line: usize, message: String| Some(Problem::new(&source.file, line, message));
    match finished.end {
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
        End::Code(code) => match panic_in(source, &finished.stderr) {
            Some((line, message)) => problem(line, format!("panicked: {message}")),
            None => problem(1, format!("exit code {code}: {}", finished.stderr.trim())),
        },
        End::Signal(signal) => {
            problem(last_line(finished), format!("ended by signal {signal}: {}", finished.stderr.trim()))
        }
    }
}

/// The line and message of a Rust panic: "thread 'main' panicked at code/…/main.rs:12:5:\nmessage".
fn panic_in(source: &Source, stderr: &str) -> Option<(usize, String)> {
    let (_, rest) = stderr.split_once("panicked at ")?;
    let (place, rest) = rest.split_once('\n')?;
    let message = rest.lines().next().unwrap_or_default();
    let mut parts = place.trim_end_matches(':').rsplitn(3, ':');
    let line = parts.nth(1)?.parse().ok()?;
    let file = parts.next()?;
    let here = source.file.file_name().is_some_and(|name| file.ends_with(&*name.to_string_lossy()));
    if here { Some((line, message.to_owned())) } else { Some((1, format!("{message} (at {place})"))) }
}

fn last_line(finished: &Finished) -> usize {
    let last = finished.trace.lines().rev().find_map(|line| serde_json::from_str::<WireEvent>(line).ok());
    last.map_or(1, |wire| wire.event.line as usize)
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
    let message = format!("an event on the lane `{}`, which program.toml does not have", event.lane);
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
