//! The editor: a program is changed, kept, and given back.

use browser::thirtyfour::Key;

use crate::book::Reader;
use crate::page::Player;

const CAKE_AND_BOOK: &str = "async-await/index.html";
const CHANGED: &str = "import { say } from \"#kitchen\";\n\nsay(\"alice\", \"I have changed it.\");\n";

async fn note_is_shown(player: &Player<'_>) -> bool {
    player
        .script("return [...player.querySelectorAll('.live[data-side] .changed')].some((note) => note.checkVisibility())")
        .await
}

#[tokio::test]
async fn a_changed_program_runs_and_says_that_it_is_the_reader_s() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.paste(CHANGED).await;
    player.run().await;
    assert!(player.origin(0).await.contains("your version"));
    player.scrub_to(60).await;
    assert_eq!(player.transcript(0).await, ["0 Alice I have changed it."]);
    player.click("[data-do=recording]").await;
    assert!(player.origin(0).await.starts_with("Recorded"));
    assert_eq!(player.transcript(0).await.len(), 4);
    let code: String =
        player.script("return player.querySelector('.track[data-side] .code').innerText").await;
    assert!(code.contains("Promise.all"), "the recording stands beside its own program");
    reader.leave().await;
}

#[tokio::test]
async fn an_edit_survives_a_reload_and_does_not_take_the_original_s_place() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    assert!(!note_is_shown(&player).await);
    player.paste(CHANGED).await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    assert!(player.origin(0).await.starts_with("Recorded"));
    assert!(note_is_shown(&player).await);
    let code: String =
        player.script("return player.querySelector('.track[data-side] .code').innerText").await;
    assert!(code.contains("Promise.all") && !code.contains("I have changed it"), "{code}");
    player.run().await;
    assert!(!player.origin(0).await.contains("your version"), "what is shown is run");

    player.click("[data-do=mine]").await;
    player.await_script("return player.querySelector('.cm-content') !== null").await;
    assert!(player.editor_shows("I have changed it.").await);
    assert_eq!(player.told().await, "", "the original is as it was");
    reader.leave().await;
}

#[tokio::test]
async fn an_edit_of_a_program_that_has_changed_since_says_so() {
    let reader = Reader::new().await;
    let page = reader.open(CAKE_AND_BOOK).await;
    let _: bool = page
        .script("localStorage.setItem('cake.edit.cake_and_book.javascript', JSON.stringify({ text: 'old', original: 'another' })); return true")
        .await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.click("[data-do=mine]").await;
    let told = player.await_told("changed since").await;
    assert!(told.contains("Restore takes the book’s"), "{told}");
    assert!(player.editor_shows("old").await);
    reader.leave().await;
}

#[tokio::test]
async fn restore_brings_the_original_back_and_can_be_undone() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.paste(CHANGED).await;
    player.click("[data-do=restore]").await;
    assert!(player.editor_shows("Promise.all").await);
    assert!(!player.editor_shows("I have changed it").await);
    player.click("[data-do=restore]").await;
    assert!(player.editor_shows("I have changed it").await, "Undo");
    player.click("[data-do=restore]").await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    assert!(!note_is_shown(&player).await, "nothing is kept of what is as the book has it");
    reader.leave().await;
}

#[tokio::test]
async fn the_editor_can_be_left_by_keyboard() {
    let reader = Reader::new().await;
    let page = reader.open(CAKE_AND_BOOK).await;
    let player = page.player(0);
    player.edit().await;
    page.press(Key::Tab).await;
    let inside = "return document.activeElement.closest('.cm-editor') !== null";
    assert!(page.script::<bool>(inside).await, "Tab indents");
    page.press(Key::Escape).await;
    page.press(Key::Tab).await;
    assert!(!page.script::<bool>(inside).await, "after Escape it leaves");
    reader.leave().await;
}

#[tokio::test]
async fn the_line_that_is_executed_is_lit_in_the_editor() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.edit().await;
    player.scrub_to(20).await;
    let lit: Vec<String> = player
        .script("return [...player.querySelectorAll('.cm-line.lit')].map((line) => line.textContent)")
        .await;
    assert!(matches!(&lit[..], [line] if line.contains("work(\"alice\", `page")), "{lit:?}");
    reader.leave().await;
}

#[tokio::test]
async fn the_marks_around_parts_of_a_program_are_not_shown() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.edit().await;
    assert!(player.editor_shows("Promise.all").await && !player.editor_shows("ANCHOR").await);
    reader.leave().await;
}

/// What the book's own server answers; the server has tests of its own.
const SERVER: &str = r#"
window.cakeServer = { token: "secret" };
document.documentElement.classList.add("cake-server");
const real = fetch;
window.asked = [];
window.fetch = (url, options) => {
  if (!String(url).endsWith("/-/run")) return real(url, options);
  window.asked.push({ token: options.headers["X-Cake-Token"], ...JSON.parse(options.body) });
  return Promise.resolve(new Response(window.answer.map((line) => JSON.stringify(line) + "\n").join("")));
};
"#;

#[tokio::test]
async fn under_the_book_s_own_server_the_compiler_s_problems_stand_at_their_lines() {
    let reader = Reader::new().await;
    let page = reader.open(&format!("{CAKE_AND_BOOK}?flavor=rust-tokio")).await;
    let player = page.player(0);
    let _: bool = page
        .script(&format!(
            "{SERVER} window.answer = [{{ compiler: 'error: expected expression' }}, \
             {{ problem: {{ line: 2, message: 'expected expression' }} }}, {{ end: {{ how: 'error' }} }}]; return true"
        ))
        .await;
    player.paste("fn main() {\n    let x = ;\n}\n").await;
    player.click(".run").await;
    let told = player.await_told("expected expression").await;
    assert!(told.starts_with("Line 2: expected expression"), "{told}");
    assert_eq!(player.marked().await, ["    let x = ;"]);
    let asked: Vec<serde_json::Value> = page.script("return window.asked").await;
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["token"], "secret");
    assert_eq!(asked[0]["flavor"], "rust-tokio");
    assert_eq!(asked[0]["source"], "fn main() {\n    let x = ;\n}\n");
    reader.leave().await;
}

#[tokio::test]
async fn under_the_book_s_own_server_csharp_runs_and_is_drawn() {
    let reader = Reader::new().await;
    let page = reader.open(&format!("{CAKE_AND_BOOK}?flavor=csharp")).await;
    let player = page.player(0);
    let _: bool = page
        .script(&format!(
            "{SERVER} window.answer = [{{ trace: [JSON.stringify({{ at: 8, lane: 'alice', line: 3, kind: 'say', text: 'Natively.', thread: 1, late_ms: 0 }})], \
             printed: '  8  alice: Natively.\\n' }}, {{ end: {{ how: 'success' }} }}]; return true"
        ))
        .await;
    player.run().await;
    assert!(player.origin(0).await.contains("by the book's server"), "{}", player.origin(0).await);
    player.scrub_to(60).await;
    assert_eq!(player.transcript(0).await, ["8 Alice Natively."]);
    assert_eq!(player.told().await, "");
    reader.leave().await;
}
