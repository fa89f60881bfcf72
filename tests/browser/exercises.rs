//! Exercises in a page: a reader fails, reads why, mends it, and passes.

use std::fs;

use book_tests::root;
use browser::thirtyfour::Key;
use serde_json::{Value, json};

use crate::book::Reader;
use crate::page::Page;

const BLOCKING: &str = "blocking/index.html";
const NAME: &str = "pages_that_fit";

fn file(name: &str) -> String {
    let file = root().join("code/blocking/exercises").join(NAME).join(name);
    fs::read_to_string(file).expect("the exercise is there")
}

/// The exercise of a page, in the words of somebody who does it.
struct Exercise<'a> {
    page: Page<'a>,
}

impl<'a> Exercise<'a> {
    /// Opens the page and goes to the exercise, so that its editor opens.
    async fn open(reader: &'a Reader, query: &str) -> Self {
        let exercise = Self::at_the_top_of(reader, query).await;
        exercise.go_there().await;
        exercise.page.await_script(&shown("return section.querySelector('.cm-content') !== null")).await;
        exercise
    }

    async fn at_the_top_of(reader: &'a Reader, query: &str) -> Self {
        let page = reader.open(&format!("{BLOCKING}{query}")).await;
        page.await_script("return document.querySelector('program-exercise').matches(':defined')").await;
        Self { page }
    }

    async fn go_there(&self) {
        let _: bool = self
            .page
            .script("document.querySelector('program-exercise').scrollIntoView({ behavior: 'instant' }); return true")
            .await;
    }

    async fn text(&self, selector: &str) -> String {
        self.page.script(&shown(&format!("return section.querySelector('{selector}').innerText"))).await
    }

    /// What the checks say, once they do: one line each.
    async fn verdicts(&self, summary: &str) -> Vec<String> {
        let is_told = format!("return section.querySelector('.told').innerText.includes({})", json!(summary));
        self.page.await_script(&shown(&is_told)).await;
        let lines = "return [...section.querySelectorAll('.verdicts li')].map((line) => line.innerText.replace(/\\s+/g, ' ').trim())";
        self.page.script(&shown(lines)).await
    }

    /// What those hear who listen.
    async fn spoken(&self) -> String {
        self.page.script("return document.querySelector('program-exercise > .spoken').textContent").await
    }

    async fn focus(&self) -> String {
        self.page
            .script("const { classList, tagName, textContent } = document.activeElement; return classList.contains('cm-content') ? 'editor' : tagName === 'BUTTON' ? textContent : tagName")
            .await
    }

    /// Puts another text into the editor, which has the focus.
    async fn type_over(&self, text: &str) {
        self.page.paste_over(text).await;
    }

    /// The same for somebody who clicks into it.
    async fn replace(&self, text: &str) {
        let _: bool =
            self.page.script(&shown("section.querySelector('.cm-content').focus(); return true")).await;
        self.type_over(text).await;
    }

    async fn click(&self, selector: &str) {
        let _: bool = self
            .page
            .script(&shown(&format!("section.querySelector('{selector}').click(); return true")))
            .await;
    }

    async fn progress(&self) -> Value {
        self.page
            .script("return JSON.parse(localStorage.getItem('while-the-cake-bakes:progress') ?? 'null')")
            .await
    }
}

/// A script in which `section` is the language that is shown.
fn shown(body: &str) -> String {
    format!("const section = document.querySelector('program-exercise .version[data-shown]'); {body}")
}

#[tokio::test]
async fn a_reader_fails_reads_the_hint_mends_it_and_passes_by_keyboard() {
    let reader = Reader::new().await;
    let exercise = Exercise::open(&reader, "").await;
    let page = &exercise.page;
    let _: bool =
        page.script("document.querySelector('program-exercise [role=tab]').focus(); return true").await;
    page.press(Key::Tab).await;
    assert_eq!(exercise.focus().await, "editor");
    page.press(Key::Escape).await;
    page.press(Key::Tab).await;
    assert_eq!(exercise.focus().await, "Check");
    page.press(Key::Enter).await;
    let verdicts = exercise.verdicts("2 of 4 checks passed").await;
    assert!(verdicts[0].contains("Passed: Every page is read once"), "{verdicts:?}");
    assert!(verdicts[1].contains("✗ Failed: Alice reads as many whole pages as fit"), "{verdicts:?}");
    assert!(verdicts[1].contains("3 pages would have fit into that time, and she read 0."), "{verdicts:?}");
    let spoken = exercise.spoken().await;
    assert!(spoken.starts_with("2 of 4 checks passed") && spoken.contains("she read 0"), "{spoken}");
    assert_eq!(exercise.focus().await, "Check", "the reader stays where they are");
    assert_eq!(exercise.progress().await, Value::Null);
    let picture: String =
        page.script(&shown("return section.querySelector('.story .stage').textContent")).await;
    assert!(picture.contains("blocked on oven"), "{picture}");
    let at_the_oven = shown(
        "const range = section.querySelector('.story .scrub'); range.value = 20; \
         range.dispatchEvent(new Event('input', { bubbles: true })); return true",
    );
    let _: bool = page.script(&at_the_oven).await;
    // `waitFor` stands still for the oven, and its line is lit where the reader writes.
    page.await_script(&shown(
        "return section.querySelector('.cm-line.lit')?.textContent.includes('blocked(\"alice\"') ?? false",
    ))
    .await;

    page.press_with_shift(Key::Tab).await;
    assert_eq!(exercise.focus().await, "editor");
    exercise.type_over(&file("solution.js")).await;
    page.press_with_control(Key::Enter).await;
    let verdicts = exercise.verdicts("Passed: all 4 checks hold").await;
    assert!(verdicts.iter().all(|line| line.contains("Passed:")) && verdicts.len() == 4, "{verdicts:?}");
    assert!(exercise.spoken().await.starts_with("Passed: all 4 checks hold, in 4 runs"));
    let progress = exercise.progress().await;
    let day = progress["exercises"][NAME]["javascript"].as_str().expect("the day is kept");
    assert_eq!((progress["version"].as_u64(), day.len()), (Some(1), 10), "{progress}");
    let exercise = Exercise::at_the_top_of(&reader, "").await;
    let done: String =
        exercise.page.script("return document.querySelector('program-exercise .done').textContent").await;
    assert_eq!(done, "✓ passed in JavaScript", "after another visit, too");
    reader.leave().await;
}

#[tokio::test]
async fn nothing_of_it_is_fetched_before_the_reader_is_near() {
    let reader = Reader::new().await;
    let exercise = Exercise::at_the_top_of(&reader, "").await;
    let fetched = "return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)\
        .filter((path) => path.startsWith('/run/') || (path.includes('/exercise/') && !path.endsWith('/element.js')))";
    assert_eq!(exercise.page.script::<Vec<String>>(fetched).await, Vec::<String>::new());
    exercise.go_there().await;
    exercise.page.await_script(&shown("return section.querySelector('.cm-content') !== null")).await;
    assert_eq!(exercise.focus().await, "BODY", "it takes nobody's focus");
    let tests =
        "return performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/test.js'))";
    assert!(!exercise.page.script::<bool>(tests).await, "the checks come when they are asked");
    reader.leave().await;
}

#[tokio::test]
async fn what_a_reader_has_written_is_kept_and_the_start_comes_back() {
    let reader = Reader::new().await;
    let exercise = Exercise::open(&reader, "").await;
    exercise.replace("// Mine.\n").await;
    exercise
        .page
        .await_script(&shown("return section.querySelector('.cm-content').textContent.includes('Mine')"))
        .await;
    let exercise = Exercise::open(&reader, "").await;
    assert!(exercise.text(".cm-content").await.contains("// Mine."));
    exercise.click("[data-do=restore]").await;
    assert!(exercise.text(".cm-content").await.contains("The obvious code"));
    exercise.click("[data-do=restore]").await;
    assert!(exercise.text(".cm-content").await.contains("// Mine."), "Undo");
    reader.leave().await;
}

#[tokio::test]
async fn a_program_that_does_not_come_to_its_end_is_told_where_and_of_which_run() {
    let reader = Reader::new().await;
    let exercise = Exercise::open(&reader, "").await;
    for (text, told) in [
        ("import { say } from \"#kitchen\";\nlet cake = ;\n", "Line 2: SyntaxError"),
        (
            "import { knob } from \"#kitchen\";\nif (knob(\"minutes_in_oven\", 30) === 60) throw new Error(\"burnt\");\n",
            "In the run with minutes_in_oven = 60",
        ),
        ("await new Promise(() => {});\n", "It never ends"),
        ("for (;;);\n", "still running after 10 seconds"),
    ] {
        exercise.replace(text).await;
        exercise.click(".check").await;
        assert_eq!(exercise.verdicts(told).await, Vec::<String>::new(), "{told}");
        assert!(exercise.text(".told").await.contains("No check could be made"), "{told}");
    }
    reader.leave().await;
}

#[tokio::test]
async fn a_program_that_speaks_past_the_kitchen_convinces_nobody() {
    let reader = Reader::new().await;
    let exercise = Exercise::open(&reader, "").await;
    exercise.replace("console.log('4 of 4 checks passed');\nexport const checks = [];\n").await;
    exercise.click(".check").await;
    exercise.verdicts("0 of 4 checks passed").await;
    assert_eq!(exercise.progress().await, Value::Null);
    reader.leave().await;
}

#[tokio::test]
async fn the_solution_is_shown_and_compared_with_what_the_reader_has() {
    let reader = Reader::new().await;
    let exercise = Exercise::open(&reader, "").await;
    let folded = shown("return !section.querySelector('.solution').open");
    assert!(exercise.page.script::<bool>(&folded).await);
    exercise.replace(&file("solution.js").replace("left >= 8", "left > 8")).await;
    exercise.click(".solution summary").await;
    exercise.click("[data-do=compare]").await;
    exercise.page.await_script(&shown("return section.querySelector('.comparison') !== null")).await;
    let lines = |kind: &str| {
        shown(&format!(
            "return [...section.querySelectorAll('.comparison {kind}')].map((line) => line.textContent.trim())"
        ))
    };
    let mine: Vec<String> = exercise.page.script(&lines("del")).await;
    let book: Vec<String> = exercise.page.script(&lines("ins")).await;
    assert_eq!(
        (mine, book),
        (
            vec!["−while (read < pages && left > 8) {".to_owned()],
            vec!["+while (read < pages && left >= 8) {".to_owned()]
        )
    );
    reader.leave().await;
}

#[tokio::test]
async fn rust_says_where_it_is_checked_and_under_the_book_s_server_is() {
    let reader = Reader::new().await;
    let exercise = Exercise::at_the_top_of(&reader, "?flavor=rust").await;
    let can_check = shown("return section.querySelector('.check').offsetParent !== null");
    assert!(!exercise.page.script::<bool>(&can_check).await);
    assert!(exercise.text(".note").await.contains("cargo xtask serve"));
    assert!(exercise.text(".command").await.contains("cargo xtask exercise pages_that_fit --language rust"));

    let serve = "window.cakeServer = { token: 'secret' }; document.documentElement.classList.add('cake-server');\
        const real = fetch; window.asked = [];\
        window.fetch = (url, options) => {\
          if (!String(url).endsWith('/-/run')) return real(url, options);\
          window.asked.push(JSON.parse(options.body));\
          const answer = [{ compiler: 'error: no cake' }, { problem: { line: 2, message: 'no cake' } }, { end: { how: 'error' } }];\
          return Promise.resolve(new Response(answer.map((line) => JSON.stringify(line) + '\\n').join('')));\
        }; return true";
    let _: bool = exercise.page.script(serve).await;
    assert!(exercise.page.script::<bool>(&can_check).await);
    exercise.click("[data-do=edit]").await;
    exercise.page.await_script(&shown("return section.querySelector('.cm-content') !== null")).await;
    exercise.replace("fn main() {\n    cake\n}\n").await;
    exercise.click(".check").await;
    assert_eq!(exercise.verdicts("Line 2: no cake").await, Vec::<String>::new());
    let asked: Vec<Value> = exercise.page.script("return window.asked").await;
    assert_eq!((asked[0]["program"].as_str(), asked[0]["flavor"].as_str()), (Some(NAME), Some("rust")));
    assert_eq!(asked[0]["source"], "fn main() {\n    cake\n}\n");
    reader.leave().await;
}

#[tokio::test]
async fn the_choice_of_a_language_is_that_of_the_whole_book() {
    let reader = Reader::new().await;
    let exercise = Exercise::at_the_top_of(&reader, "").await;
    let language = shown("return section.dataset.label");
    assert_eq!(exercise.page.script::<String>(&language).await, "JavaScript");
    exercise.page.player(0).choose_flavor("Rust").await;
    assert_eq!(exercise.page.script::<String>(&language).await, "Rust");
    exercise.page.player(0).choose_flavor("Python").await;
    assert_eq!(exercise.page.script::<String>(&language).await, "Rust", "there is none in Python");
    let _: bool = exercise
        .page
        .script("document.querySelector('program-exercise [role=tab]').click(); return true")
        .await;
    assert_eq!(exercise.page.player(0).flavors().await, ["javascript"]);
    reader.leave().await;
}
