//! "Run it here": programs run in the page, and their runs take the place of the recordings.

use book_tests::root;
use browser::Options;
use browser::thirtyfour::Key;
use catalog::Catalog;

use crate::book::Reader;
use crate::page::Player;

const CAKE_AND_BOOK: &str = "async-await/index.html";

#[tokio::test]
async fn nothing_of_it_is_fetched_before_it_is_asked_for() {
    let reader = Reader::new().await;
    let page = reader.open(CAKE_AND_BOOK).await;
    let early: Vec<String> = page
        .script(
            "return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)\
             .filter((path) => path.startsWith('/run/') || path.includes('/live/'))",
        )
        .await;
    assert_eq!(early, Vec::<String>::new());
    assert_eq!(frames(&page.player(0)).await, 0);
    reader.leave().await;
}

#[tokio::test]
async fn a_run_takes_the_place_of_the_recording_which_comes_back_with_one_click() {
    for (flavor, clock) in
        [("javascript", "node"), ("python", "CPython"), ("rust-tokio", "rustc"), ("go", "go")]
    {
        let reader = Reader::new().await;
        let player = reader.open(&format!("{CAKE_AND_BOOK}?flavor={flavor}")).await.player(0);
        player.skip_question().await;
        let recorded = player.transcript(0).await;
        assert!(player.origin(0).await.starts_with(&format!("Recorded with {clock}")), "{flavor}");

        player.run().await;
        let origin = player.origin(0).await;
        assert!(origin.starts_with("Ran here, just now · on a virtual clock"), "{flavor}: {origin}");
        player.await_script("return player.classList.contains('running')").await;
        player.scrub_to(60).await;
        assert_eq!(player.transcript(0).await, recorded, "{flavor}: the same program tells the same story");
        assert_eq!(player.told().await, "", "{flavor}");
        assert_eq!(frames(&player).await, 1, "{flavor}");

        player.click("[data-do=recording]").await;
        assert!(player.origin(0).await.starts_with(&format!("Recorded with {clock}")), "{flavor}");
        assert_eq!(player.transcript(0).await, recorded, "{flavor}");
        reader.leave().await;
    }
}

#[tokio::test]
async fn another_number_runs_it_again_and_draws_it_anew() {
    for flavor in ["javascript", "rust-tokio", "go"] {
        let reader = Reader::new().await;
        let player = reader.open(&format!("{CAKE_AND_BOOK}?flavor={flavor}")).await.player(0);
        player.set_number("pages", "3").await;
        player.await_fresh().await;
        assert!(player.origin(0).await.contains("pages = 3"), "{flavor}");
        let lines = player.transcript(0).await;
        assert!(lines.iter().any(|line| line == "34 Alice The book is finished."), "{flavor}: {lines:?}");
        let drawn: String =
            player.script("return player.querySelector('.track[data-side] .stage').textContent").await;
        assert!(drawn.contains("page 3") && !drawn.contains("page 4"), "{flavor}: {drawn}");

        player.set_number("minutes_in_oven", "100").await;
        player.await_script("return player.querySelector('.now').textContent === '112 / 112 min'").await;
        let range: String = player.script("return player.querySelector('.scrub').max").await;
        assert_eq!(range, "112", "{flavor}: the axis is as long as the longest story");
        reader.leave().await;
    }
}

#[tokio::test]
async fn a_minute_off_the_recording_s_grid_is_a_minute_like_others() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.set_number("pages", "0").await;
    player.set_number("minutes_in_oven", "31").await;
    player.await_script("return player.textContent.includes('minutes_in_oven = 31')").await;
    assert_eq!(player.told().await, "");
    let lines = player.transcript(0).await;
    assert!(lines.iter().any(|line| line == "43 Alice The cake is on the table."), "{lines:?}");
    reader.leave().await;
}

#[tokio::test]
async fn python_is_not_fetched_because_a_number_changed() {
    let reader = Reader::new().await;
    let player = reader.open(&format!("{CAKE_AND_BOOK}?flavor=python")).await.player(0);
    player.set_number("pages", "3").await;
    assert_eq!(player.await_told("Run it").await, "Run it to see what this changes.");
    player.run().await;
    assert!(player.origin(0).await.contains("pages = 3"));
    player.set_number("pages", "2").await;
    player
        .await_script("return player.querySelector('.source[data-side]').textContent.includes('pages = 2')")
        .await;
    reader.leave().await;
}

#[tokio::test]
async fn the_question_stays_covered_until_somebody_runs() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.edit().await;
    assert!(player.script::<bool>("return player.classList.contains('covered')").await);
    player.run().await;
    assert!(!player.script::<bool>("return player.classList.contains('covered')").await);
    reader.leave().await;
}

#[tokio::test]
async fn a_run_is_told_to_those_who_listen() {
    let reader = Reader::new().await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.run().await;
    let said: String = player.script("return player.querySelector('.spoken').textContent").await;
    assert_eq!(said, "Ran here. It ends at minute 60.");
    reader.leave().await;
}

/// The minutes in which something is recorded to happen.
fn recorded_minutes(program: &str, flavor: &str) -> Vec<u32> {
    let catalog = Catalog::walk(&root(), &mut Vec::new()).expect("the programs can be read");
    let recorded = catalog.programs[program].recorded(flavor).expect("it is recorded");
    recorded.events.iter().map(|event| event.at).collect()
}

#[tokio::test]
async fn with_reduced_motion_a_fresh_run_jumps_too() {
    let reader = Reader::with(&Options { reduced_motion: true, ..Options::default() }).await;
    let player = reader.open(CAKE_AND_BOOK).await.player(0);
    player.run().await;
    player.await_script("return player.classList.contains('running')").await;
    let mut events: Vec<String> =
        recorded_minutes("cake_and_book", "javascript").iter().map(|at| format!("{at} / 60 min")).collect();
    events.push("60 / 60 min".to_owned());
    for _ in 0..20 {
        let time = player.time().await;
        assert!(events.contains(&time), "{time} is between two events");
    }
    reader.leave().await;
}

#[tokio::test]
async fn of_two_tracks_the_one_that_is_run_is_drawn_anew_and_both_keep_one_axis() {
    let reader = Reader::new().await;
    let player = reader.open("index.html").await.player(0);
    let other = player.transcript(1).await;
    let width = "return [...player.querySelectorAll('.track[data-side=\"1\"] .bar.work')].map((bar) => bar.getAttribute('width'))";
    let before: Vec<String> = player.script(width).await;
    player.set_number("minutes_in_oven", "120").await;
    player.await_fresh().await;
    assert!(player.origin(0).await.contains("minutes_in_oven = 120"));
    assert!(player.origin(1).await.starts_with("Recorded"), "the other is still a recording");
    assert_eq!(player.transcript(1).await, other);
    let after: Vec<String> = player.script(width).await;
    assert_eq!(before.len(), after.len());
    assert_ne!(before, after, "it is shorter on the longer axis");
    player.scrub_to(5).await;
    assert!(player.transcript(0).await.is_empty() && player.transcript(1).await.is_empty(), "one playhead");
    reader.leave().await;
}

#[tokio::test]
async fn a_flavor_that_no_browser_runs_says_why_and_can_be_taken_home() {
    let reader = Reader::new().await;
    for (flavor, why) in
        [("rust-smol", "its reactor asks the operating system"), ("csharp", "its runtime is too large")]
    {
        let player = reader.open(&format!("{CAKE_AND_BOOK}?flavor={flavor}")).await.player(0);
        let row: String = player.script("return player.querySelector('.live[data-side]').innerText").await;
        assert!(row.contains("Recorded only:") && row.contains(why), "{row}");
        assert!(!row.contains("Run it here"), "{row}");
        let home: String =
            player.script("return player.querySelector('.live[data-side] [data-home]').href").await;
        assert!(home.ends_with(&format!("/run/home/cake_and_book-{flavor}.zip")), "{home}");
    }
    reader.leave().await;
}

#[tokio::test]
async fn the_playground_gets_the_program_only_when_it_is_asked_for() {
    let reader = Reader::new().await;
    let player = reader.open(&format!("{CAKE_AND_BOOK}?flavor=rust-tokio")).await.player(0);
    let row: String = player.script("return player.querySelector('.live[data-side]').innerText").await;
    assert!(row.contains("leaves this site and sends the code there"), "{row}");
    assert!(row.contains("cargo xtask serve"), "{row}");
    let _: bool = player
        .script(
            "window.open = (url) => (window.opened = url); const real = fetch; \
             window.fetch = (url, ...rest) => String(url).includes('/run/playground/cake_and_book.rust-tokio.rs') \
             ? Promise.resolve(new Response('fn main() { /* a & b */ }')) : real(url, ...rest); return true",
        )
        .await;
    player.click("[data-do=playground]").await;
    player.await_script("return window.opened !== undefined").await;
    let url: String = player.script("return window.opened").await;
    assert_eq!(
        url,
        "https://play.rust-lang.org/?version=stable&mode=debug&edition=2024&code=fn+main()+%7B+%2F*+a+%26+b+*%2F+%7D"
    );
    reader.leave().await;
}

#[tokio::test]
async fn it_is_run_by_keyboard() {
    let reader = Reader::new().await;
    let page = reader.open(CAKE_AND_BOOK).await;
    let player = page.player(0);
    let _: bool = player.script("player.querySelector('.scrub').focus(); return true").await;
    let focus = reader.browser.driver().active_element().await.expect("something has the focus");
    focus.send_keys(Key::Control + Key::Enter).await.expect("the key is taken");
    player.await_fresh().await;
    reader.leave().await;
}

#[tokio::test]
async fn the_row_below_the_controls_is_next_for_the_tab_key() {
    let reader = Reader::new().await;
    let page = reader.open(CAKE_AND_BOOK).await;
    let player = page.player(0);
    let _: bool = player.script("player.querySelector('.compare select').focus(); return true").await;
    let mut stops = Vec::new();
    for _ in 0..5 {
        page.press(Key::Tab).await;
        let stop: String = page
            .script("const at = document.activeElement; return at.dataset.do ?? at.dataset.knob ?? at.dataset.home ?? at.tagName")
            .await;
        stops.push(stop);
    }
    assert_eq!(stops, ["run", "minutes_in_oven", "pages", "edit", "cake_and_book-javascript.zip"]);
    reader.leave().await;
}

async fn frames(player: &Player<'_>) -> usize {
    player.script("return document.querySelectorAll('iframe').length").await
}
