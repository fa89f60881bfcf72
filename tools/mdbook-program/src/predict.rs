//! A question before the first run. Its key is the recording, so it cannot be wrong.

use serde::Serialize;
use trace::FlavorRecording;
use ts_rs::TS;

use catalog::did_you_mean;

use crate::directive::{Flaw, Question};

/// Which of some lines comes first?
#[derive(Debug, Serialize, TS)]
pub struct Predict {
    pub question: String,
    pub choices: Vec<Choice>,
}

/// One answer that a reader can give.
#[derive(Debug, Serialize, TS)]
pub struct Choice {
    pub text: String,
    pub right: bool,
    /// What the reader is told who picks it.
    pub because: String,
    /// The story minute at which the recording has the line.
    pub at: u32,
}

/// Looks the answers up in the recording.
pub fn answer(question: &Question, recording: &FlavorRecording) -> Result<Predict, Vec<Flaw>> {
    let transcript: Vec<(u32, &str)> = recording.transcript().map(|(at, _, text)| (at, text)).collect();
    let mut flaws = Vec::new();
    let mut places = Vec::new();
    for choice in &question.choices {
        let line = choice.line.get_ref();
        match transcript.iter().position(|(_, text)| text == line) {
            Some(place) => places.push(place),
            None => flaws.push(Flaw::at(
                &choice.line,
                format!("the recording has no line {line:?}"),
                did_you_mean(line, transcript.iter().map(|(_, text)| *text)),
            )),
        }
    }
    if question.choices.len() < 2 {
        flaws.push(Flaw::at(&question.question, "a question with fewer than two choices", "add one"));
    }
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let first = places.iter().min().copied();
    let choices = question
        .choices
        .iter()
        .zip(&places)
        .map(|(choice, &place)| Choice {
            text: choice.line.get_ref().clone(),
            right: Some(place) == first,
            because: choice.because.clone(),
            at: transcript[place].0,
        })
        .collect();
    Ok(Predict { question: question.question.get_ref().clone(), choices })
}
