//! A question before the first run. Its key is the recording, so it cannot be wrong.

use std::collections::BTreeMap;

use catalog::did_you_mean;
use serde::Serialize;
use toml::Spanned;
use trace::{EventKind, Lane, LaneKind};
use ts_rs::TS;

use crate::directive::{Choice, Flaw, Question};
use crate::figure::Track;

/// Which of some lines comes first? Or: in which order are they printed?
#[derive(Debug, Serialize, TS)]
pub struct Predict {
    /// The program that it is about.
    pub program: String,
    pub question: String,
    /// The lines are put in order; otherwise the one that is printed first is chosen.
    pub order: bool,
    /// Lines of the transcript, as the reader first sees them.
    pub lines: Vec<String>,
    /// What is right, for each flavor.
    pub answers: Vec<Answer>,
}

/// What is right in some flavors.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct Answer {
    pub flavors: Vec<String>,
    /// Places in `lines`, in the order in which these flavors print them.
    pub order: Vec<usize>,
    /// The story minute at which each of `lines` is printed, if it is.
    pub at: Vec<Option<u32>>,
    /// What the reader is told who picks the line, or puts it where it does not belong.
    pub because: Vec<String>,
}

/// Looks the answers up in the recordings of the program's tracks.
pub fn answer(question: &Question, tracks: &[&Track]) -> Result<Predict, Vec<Flaw>> {
    let (choices, order) = match (question.choices.as_slice(), question.order.as_slice()) {
        (choices, []) => (choices, false),
        ([], order) => (order, true),
        _ => return Err(vec![Flaw::at(&question.text, "has both choices and an order", "drop one")]),
    };
    if choices.len() < if order { 3 } else { 2 } {
        let least = if order { "an order of fewer than three lines" } else { "fewer than two choices" };
        return Err(vec![Flaw::at(&question.text, format!("a question with {least}"), "add one")]);
    }
    let mut flaws = unknown_flavors(choices, tracks);
    let asked = Asked { choices: &shuffled(choices, order, tracks), order };
    let mut answers: Vec<Answer> = Vec::new();
    for track in tracks.iter().copied().filter(|track| track.recording.refused.is_empty()) {
        match asked.answer(track, answers.first()) {
            Ok(fresh) => {
                let same = answers.iter_mut().find(|old| {
                    (&old.order, &old.at, &old.because) == (&fresh.order, &fresh.at, &fresh.because)
                });
                match same {
                    Some(old) => old.flavors.extend(fresh.flavors),
                    None => answers.push(fresh),
                }
            }
            Err(more) => flaws.extend(more),
        }
        // The others are compared with the first: without it, each would say the same again.
        if answers.is_empty() {
            break;
        }
    }
    flaws.dedup();
    if !flaws.is_empty() {
        return Err(flaws);
    }
    Ok(Predict {
        program: tracks.first().map(|track| track.program.clone()).unwrap_or_default(),
        question: question.text.get_ref().clone(),
        order,
        lines: asked.choices.iter().map(|choice| choice.line.get_ref().clone()).collect(),
        answers,
    })
}

/// Lines to be put in order are not shown in an order that is right.
fn shuffled<'a>(choices: &'a [Choice], order: bool, tracks: &[&Track]) -> Vec<&'a Choice> {
    let mut shuffled: Vec<&Choice> = choices.iter().collect();
    if order {
        shuffled.sort_by_key(|choice| choice.line.get_ref());
        let places = |track: &Track| {
            let place = |choice: &&Choice| {
                track.recording.transcript().position(|(_, _, text)| text == choice.line.get_ref())
            };
            shuffled.iter().map(place).collect::<Vec<_>>()
        };
        if tracks.iter().any(|track| places(track).is_sorted()) {
            shuffled.reverse();
        }
    }
    shuffled
}

fn unknown_flavors(choices: &[Choice], tracks: &[&Track]) -> Vec<Flaw> {
    let told = choices.iter().flat_map(|choice| choice.because_in.keys());
    let unknown = told.filter(|name| tracks.iter().all(|track| track.flavor != *name.get_ref()));
    let names = || tracks.iter().map(|track| track.flavor.as_str());
    let flaw = |name: &Spanned<String>| {
        let message = format!("the figure has no flavor `{}`", name.get_ref());
        Flaw::at(name, message, did_you_mean(name.get_ref(), names()))
    };
    unknown.map(flaw).collect()
}

struct Asked<'a> {
    choices: &'a [&'a Choice],
    order: bool,
}

impl Asked<'_> {
    /// The answer in one flavor. Where it is another than that of the first flavor, the choices have to say why.
    fn answer(&self, track: &Track, first: Option<&Answer>) -> Result<Answer, Vec<Flaw>> {
        let places = self.places(track, first.is_none())?;
        let events = &track.recording.events;
        let mut order: Vec<usize> = (0..places.len()).filter(|n| places[*n].is_some()).collect();
        order.sort_by_key(|n| places[*n]);
        self.check_ties(track, &order, &places)?;
        let because = |choice: &&Choice| {
            choice.because_in().get(track.flavor.as_str()).copied().unwrap_or(&choice.because).clone()
        };
        let fresh = Answer {
            flavors: vec![track.flavor.clone()],
            at: places.iter().map(|place| place.map(|place| events[place].at)).collect(),
            because: self.choices.iter().map(because).collect(),
            order,
        };
        match first.map(|first| self.unexplained(&fresh, first, track)) {
            Some(flaws) if !flaws.is_empty() => Err(flaws),
            _ => Ok(fresh),
        }
    }

    /// Where in the recording each line is printed. A line that is to be put in order is printed once; a
    /// flavor may lack one of several choices, but not the first, which the question is written for.
    fn places(&self, track: &Track, is_first: bool) -> Result<Vec<Option<usize>>, Vec<Flaw>> {
        let mut flaws = Vec::new();
        let mut places = Vec::with_capacity(self.choices.len());
        for choice in self.choices {
            let line = choice.line.get_ref();
            let is_it = |kind: &EventKind| matches!(kind, EventKind::Say { text } if text == line);
            let events = track.recording.events.iter().enumerate();
            let found: Vec<usize> = events.filter(|(_, event)| is_it(&event.kind)).map(|(n, _)| n).collect();
            if found.is_empty() && (self.order || is_first) {
                let message = format!("the recording of `{}` has no line {line:?}", track.flavor);
                let help = did_you_mean(line, track.recording.transcript().map(|(_, _, text)| text));
                flaws.push(Flaw::at(&choice.line, message, help));
            } else if found.len() > 1 && self.order {
                let message = format!("{line:?} is printed {} times in `{}`", found.len(), track.flavor);
                flaws.push(Flaw::at(&choice.line, message, "ask about lines that are printed once"));
            }
            places.push(found.first().copied());
        }
        if flaws.is_empty() { Ok(places) } else { Err(flaws) }
    }

    /// Two threads that speak in the same minute do so in no order of their own.
    fn check_ties(&self, track: &Track, order: &[usize], places: &[Option<usize>]) -> Result<(), Vec<Flaw>> {
        let event = |n: usize| places[n].map(|place| &track.recording.events[place]);
        let decisive = if self.order { order.len() } else { order.len().min(2) };
        for pair in order[..decisive].windows(2) {
            let (Some(one), Some(other)) = (event(pair[0]), event(pair[1])) else { continue };
            let threads = [&one.lane, &other.lane].iter().all(|lane| is_thread(&track.lanes, lane));
            if one.at == other.at && one.lane != other.lane && threads {
                let line = &self.choices[pair[1]].line;
                let message = format!(
                    "the order is not fixed: {:?} and {:?} are printed in minute {} by two threads",
                    self.choices[pair[0]].line.get_ref(),
                    line.get_ref(),
                    one.at
                );
                return Err(vec![Flaw::at(line, message, "ask about lines of different minutes")]);
            }
        }
        Ok(())
    }

    /// Choices that are right in the first flavor and not in this one, or the other way round, or have another
    /// place, and do not say why.
    fn unexplained(&self, fresh: &Answer, first: &Answer, track: &Track) -> Vec<Flaw> {
        let place = |answer: &Answer, n: usize| answer.order.iter().position(|it| *it == n);
        let moved = |n: &usize| {
            let (now, before) = (place(fresh, *n), place(first, *n));
            if self.order { now != before } else { (now == Some(0)) != (before == Some(0)) }
        };
        let unsaid = |n: &usize| !self.choices[*n].because_in().contains_key(track.flavor.as_str());
        let flaw = |n: usize| {
            let message = format!("in `{}` the answer is another one", track.flavor);
            Flaw::at(
                &self.choices[n].line,
                message,
                format!("say why: because_in = {{ {} = \"…\" }}", track.flavor),
            )
        };
        (0..self.choices.len()).filter(moved).filter(unsaid).map(flaw).collect()
    }
}

impl Choice {
    fn because_in(&self) -> BTreeMap<&str, &String> {
        self.because_in.iter().map(|(flavor, because)| (flavor.get_ref().as_str(), because)).collect()
    }
}

fn is_thread(lanes: &[Lane], name: &str) -> bool {
    lanes.iter().any(|lane| lane.name == name && lane.kind == LaneKind::Thread)
}

#[cfg(test)]
mod tests {
    use trace::{ClockKind, Event, FlavorRecording};

    use super::*;
    use crate::directive::Directive;

    /// Minute, lane and text of each line, which two threads say.
    fn track(flavor: &str, lines: &[(u32, &str, &str)]) -> Track {
        let lane = |name: &str| Lane { name: name.into(), title: name.into(), kind: LaneKind::Thread };
        let say = |&(at, lane, text): &(u32, &str, &str)| Event {
            at,
            lane: lane.into(),
            line: 1,
            kind: EventKind::Say { text: text.into() },
        };
        Track {
            key: format!("evening.{flavor}"),
            program: "evening".into(),
            title: "Evening".into(),
            flavor: flavor.into(),
            label: flavor.into(),
            source: String::new(),
            code: String::new(),
            partial: false,
            differs: None,
            lanes: vec![lane("alice"), lane("bob")],
            grid: 1,
            knobs: Vec::new(),
            recorded_only: None,
            playground: false,
            recording: FlavorRecording {
                toolchain: String::new(),
                clock: ClockKind::Virtual,
                source: String::new(),
                refused: Vec::new(),
                events: lines.iter().map(say).collect(),
            },
        }
    }

    fn ask(question: &str, tracks: &[Track]) -> Result<Predict, Vec<String>> {
        let body = format!("name = \"evening\"\n[predict]\nquestion = \"?\"\n{question}");
        let directive = Directive::parse(&body).expect("a directive");
        let question = directive.predict.expect("it asks");
        answer(&question, &tracks.iter().collect::<Vec<_>>())
            .map_err(|flaws| flaws.into_iter().map(|flaw| flaw.message).collect())
    }

    const WHICH: &str =
        "choices = [{ line = \"Cake.\", because = \"c\" }, { line = \"Book.\", because = \"b\" }]";

    #[test]
    fn the_recording_is_the_key() {
        let asked = ask(WHICH, &[track("go", &[(4, "alice", "Book."), (6, "alice", "Cake.")])]);
        let answers = asked.expect("an answer").answers;
        assert_eq!(answers.len(), 1);
        assert_eq!((&answers[0].order, &answers[0].at), (&vec![1, 0], &vec![Some(6), Some(4)]));
    }

    #[test]
    fn flavors_with_the_same_answer_share_it_and_another_answer_has_to_be_explained() {
        let (cake, book) = ((4, "alice", "Cake."), (6, "alice", "Book."));
        let late = (8, "alice", "Cake.");
        let tracks =
            [track("go", &[cake, book]), track("rust", &[cake, book]), track("python", &[book, late])];
        let unsaid = ask(WHICH, &tracks).expect_err("Python differs");
        assert_eq!(unsaid, ["in `python` the answer is another one"; 2]);
        let said = WHICH.replace("\"c\"", "\"c\", because_in = { python = \"p\" }");
        let said = said.replace("\"b\"", "\"b\", because_in = { python = \"q\" }");
        let answers = ask(&said, &tracks).expect("two answers").answers;
        assert_eq!(answers[0].flavors, ["go", "rust"]);
        assert_eq!((&answers[1].order, &answers[1].because), (&vec![1, 0], &vec!["p".into(), "q".into()]));
    }

    #[test]
    fn what_two_threads_say_in_the_same_minute_has_no_order() {
        let at_once = ask(WHICH, &[track("go", &[(4, "alice", "Cake."), (4, "bob", "Book.")])]);
        let told = at_once.expect_err("there is no order");
        assert!(told[0].starts_with("the order is not fixed: \"Cake.\" and \"Book.\""), "{told:?}");
    }

    #[test]
    fn lines_to_be_put_in_order_are_not_in_order_before() {
        let order = WHICH.replace("choices", "order").replace(']', ", { line = \"Bed.\", because = \"z\" }]");
        for lines in [["Bed.", "Book.", "Cake."], ["Cake.", "Book.", "Bed."], ["Book.", "Cake.", "Bed."]] {
            let told: Vec<_> = lines.iter().zip(1..).map(|(line, at)| (at, "alice", *line)).collect();
            let asked = ask(&order, &[track("go", &told)]).expect("an answer");
            assert_ne!(asked.lines, lines);
            let answer: Vec<&str> = asked.answers[0].order.iter().map(|n| asked.lines[*n].as_str()).collect();
            assert_eq!(answer, lines);
        }
    }

    #[test]
    fn a_line_that_is_printed_twice_cannot_be_put_in_order() {
        let order = WHICH.replace("choices", "order").replace(']', ", { line = \"Bed.\", because = \"z\" }]");
        let lines =
            [(1, "alice", "Cake."), (2, "alice", "Book."), (3, "alice", "Cake."), (4, "alice", "Bed.")];
        assert_eq!(
            ask(&order, &[track("go", &lines)]).expect_err("one is there twice"),
            ["\"Cake.\" is printed 2 times in `go`"]
        );
    }
}
