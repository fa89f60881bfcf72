//! The player: run, step, scrub, switch, compare, predict.

use browser::thirtyfour::Key;
use browser::{ColorScheme, Feature, Options, Viewport};

use crate::book::{Reader, is_spared};

#[tokio::test]
async fn a_run_goes_from_the_beginning_to_the_end() {
    let reader = Reader::new().await;
    let player = reader.open("concurrency/index.html").await.player(0);
    assert_eq!(player.time().await, "60 / 60 min", "before the first run the whole story is there");

    player.click(".speed select").await;
    let _: bool = player
        .script("const s = player.querySelector('.speed select'); s.value = '4'; s.dispatchEvent(new Event('change', { bubbles: true })); return true")
        .await;
    player.click("button.play").await;
    player.await_script("return parseInt(player.querySelector('.now').textContent) < 40").await;
    assert!(player.transcript(0).await.len() < 3, "what is said later is not there yet");
    player.await_script("return !player.classList.contains('running')").await;
    assert_eq!(player.time().await, "60 / 60 min");
    assert_eq!(player.transcript(0).await.len(), 3);
    reader.leave().await;
}

#[tokio::test]
async fn steps_go_from_event_to_event_and_back() {
    let reader = Reader::new().await;
    let page = reader.open("concurrency/index.html").await;
    let player = page.player(0);
    player.click("button.play").await;
    page.press(Key::Home).await;
    player.settle().await;
    assert_eq!(player.time().await, "0 / 60 min");
    let first = player.lit_lines(0).await;

    player.click("button.next").await;
    player.settle().await;
    assert_eq!(player.time().await, "10 / 60 min");
    player.click("button.next").await;
    player.settle().await;
    assert_ne!(player.lit_lines(0).await, first, "another line of the code is executing");
    player.click("button.previous").await;
    player.click("button.previous").await;
    player.settle().await;
    assert_eq!(player.lit_lines(0).await, first);
    reader.leave().await;
}

#[tokio::test]
async fn scrubbing_shows_any_moment() {
    let reader = Reader::new().await;
    let player = reader.open("concurrency/index.html").await.player(0);
    player.scrub_to(20).await;
    assert_eq!(player.time().await, "20 / 60 min");
    assert_eq!(player.transcript(0).await, ["10 Alice The cake is in the oven."]);
    player.scrub_to(45).await;
    assert_eq!(player.transcript(0).await.len(), 2);
    assert_eq!(player.lit_lines(0).await.len(), 1, "one line is executing");
    reader.leave().await;
}

#[tokio::test]
async fn dragging_along_the_timeline_scrubs() {
    let reader = Reader::new().await;
    let player = reader.open("concurrency/index.html").await.player(0);
    player.drag_timeline(-100).await;
    let earlier = minute(&player.time().await);
    player.drag_timeline(100).await;
    let later = minute(&player.time().await);
    assert!((10..30).contains(&earlier) && (31..50).contains(&later), "minute {earlier}, then {later}");
    reader.leave().await;
}

#[tokio::test]
async fn a_finger_takes_the_playhead_along_on_a_phone() {
    if is_spared(Feature::Touch) {
        return;
    }
    let reader = Reader::new().await;
    let phone = Viewport { width: 390, height: 844, scale: 2.0, mobile: true };
    reader.browser.viewport(Some(phone)).await.expect("the browser takes the size");
    let player = reader.open("concurrency/index.html").await.player(0);
    player.tap_timeline(0.5).await;
    let time = player.time().await;
    assert!((5..55).contains(&minute(&time)), "{time}");
    reader.leave().await;
}

#[tokio::test]
async fn the_story_in_words_leads_to_its_moments() {
    let reader = Reader::new().await;
    let page = reader.open("concurrency/index.html").await;
    let player = page.player(0);
    player.skip_question().await;
    player.click(".words summary").await;
    for key in [Key::Tab, Key::Home, Key::Down, Key::Down, Key::Enter] {
        page.press(key).await;
    }
    player.settle().await;
    assert_eq!(player.time().await, "10 / 60 min", "by keyboard");
    let current: String =
        player.script("return player.querySelector('.words [aria-current]').textContent").await;
    assert!(current.contains("minute 10"), "{current}");
    player.click(".words li:nth-child(6)").await;
    player.settle().await;
    assert_eq!(player.time().await, "40 / 60 min", "by mouse");
    reader.leave().await;
}

/// The first number of `42 / 90 min`.
fn minute(time: &str) -> u32 {
    time.split(' ').next().and_then(|minute| minute.parse().ok()).expect("the player shows a minute")
}

#[tokio::test]
async fn arrow_keys_stay_in_the_player_and_turn_pages_outside() {
    let reader = Reader::new().await;
    let page = reader.open("concurrency/index.html").await;
    let player = page.player(0);
    player.scrub_to(0).await;
    player.click("button.next").await;
    for key in [Key::Right, Key::Right, Key::Left, Key::Right] {
        page.press(key).await;
    }
    player.settle().await;
    assert_eq!(page.path().await, "/concurrency/index.html", "no key turned the page");

    let _: bool = page.script("document.activeElement.blur(); return true").await;
    page.press(Key::Right).await;
    page.await_script("return location.pathname !== '/concurrency/index.html'").await;
    reader.leave().await;
}

#[tokio::test]
async fn a_flavor_is_remembered_for_the_whole_book() {
    let reader = Reader::new().await;
    let page = reader.open("async-await/index.html").await;
    assert_eq!(page.player(0).flavors().await, ["javascript"]);
    page.player(0).choose_flavor("Rust, smol").await;
    assert_eq!(page.player(0).flavors().await, ["rust-smol"]);
    let address: String = page.script("return location.search").await;
    assert_eq!(address, "?flavor=rust-smol", "whoever gets the address sees the same");

    let page = reader.open("async-await/index.html").await;
    assert_eq!(page.player(0).flavors().await, ["rust-smol"], "after a reload");
    let page = reader.open("blocking/index.html").await;
    assert_eq!(page.player(0).flavors().await, ["rust"], "where there is no smol, another Rust");
    reader.leave().await;
}

#[tokio::test]
async fn a_link_opens_a_page_in_a_flavor_and_the_book_stays_in_it() {
    let reader = Reader::new().await;
    let page = reader.open("async-await/index.html?flavor=csharp#your-turn").await;
    assert_eq!(page.player(0).flavors().await, ["csharp"]);
    let page = reader.open("index.html").await;
    assert_eq!(page.player(0).flavors().await, ["csharp", "csharp"], "on the next page too");
    let page = reader.open("index.html?flavor=go").await;
    assert_eq!(page.player(0).flavors().await, ["go", "go"], "another link, another flavor");
    let page = reader.open("index.html?flavor=cobol").await;
    assert_eq!(page.player(0).flavors().await, ["javascript", "javascript"], "none that is known");
    reader.leave().await;
}

#[tokio::test]
async fn every_flavor_has_its_tab_and_says_what_recorded_it() {
    let reader = Reader::new().await;
    let player = reader.open("blocking/index.html").await.player(0);
    for (label, toolchain) in [
        ("JavaScript", "node "),
        ("Python", "CPython 3."),
        ("Rust", "rustc 1."),
        ("Swift", "swift 6."),
        ("C#", ".NET SDK "),
        ("Go", "go 1."),
    ] {
        player.choose_flavor(label).await;
        let source = player.find(".source").await.text().await.expect("a line below the program");
        assert!(source.starts_with(&format!("Recorded with {toolchain}")), "{label}: {source}");
        player.scrub_to(90).await;
        assert_eq!(player.transcript(0).await.len(), 3, "{label}");
    }
    reader.leave().await;
}

#[tokio::test]
async fn where_a_flavor_differs_the_page_says_so() {
    let reader = Reader::new().await;
    let page = reader.open("async-await/index.html?flavor=python").await;
    let player = page.player(0);
    let told = "return [...player.querySelectorAll('.differs')].filter((note) => note.checkVisibility({ visibilityProperty: true })).map((note) => note.textContent)";
    assert_eq!(player.script::<Vec<String>>(told).await, [""; 0], "not before the question is answered");
    player.click(".next").await;
    let notes: Vec<String> = player.script(told).await;
    assert!(matches!(&notes[..], [note] if note.starts_with("Python differs: ")), "{notes:?}");
    player.choose_flavor("Go").await;
    assert_eq!(player.script::<Vec<String>>(told).await, [""; 0]);
    reader.leave().await;
}

#[tokio::test]
async fn two_programs_share_one_playhead() {
    let reader = Reader::new().await;
    let player = reader.open("index.html").await.player(0);
    assert_eq!(player.flavors().await, ["javascript", "javascript"]);
    player.scrub_to(50).await;
    assert_eq!(player.transcript(0).await.len(), 2, "the cake is on the table");
    assert_eq!(player.transcript(1).await.len(), 2);
    player.scrub_to(70).await;
    assert_eq!(player.transcript(0).await.len(), 2, "the obvious code still reads");
    assert_eq!(player.transcript(1).await.len(), 4, "the other has finished");
    reader.leave().await;
}

#[tokio::test]
async fn any_flavor_can_be_put_beside_another() {
    let reader = Reader::new().await;
    let player = reader.open("async-await/index.html").await.player(0);
    for (label, beside) in [("JavaScript", "go"), ("Swift", "python"), ("Rust, tokio", "rust-smol")] {
        player.choose_flavor(label).await;
        let choose = format!(
            "const s = player.querySelector('.compare select'); s.value = 'cake_and_book.{beside}'; \
             s.dispatchEvent(new Event('change', {{ bubbles: true }})); return player.querySelectorAll('.tabs').length"
        );
        assert_eq!(player.script::<usize>(&choose).await, 2, "each has its tabs");
        let shown = player.flavors().await;
        assert!(shown.len() == 2 && shown.iter().any(|flavor| flavor == beside), "{label}: {shown:?}");
        player.scrub_to(30).await;
        assert_eq!(player.transcript(0).await, player.transcript(1).await, "one playhead, one story");
    }
    reader.leave().await;
}

#[tokio::test]
async fn a_prediction_is_answered_by_the_recording() {
    let reader = Reader::new().await;
    let page = reader.open("blocking/index.html").await;
    let player = page.player(0);
    let _: bool = player
        .script(
            "const wrong = [...player.querySelectorAll('.predict label')]\
             .find((label) => label.textContent.includes('The book is finished.')); \
             wrong.click(); return true",
        )
        .await;
    player.settle().await;
    let said: String = player.script("return player.querySelector('.predict').textContent").await;
    assert!(said.contains("minute 90"), "{said}");
    reader.leave().await;
}

#[tokio::test]
async fn with_reduced_motion_a_run_jumps_from_event_to_event() {
    let options = Options { reduced_motion: true, color_scheme: ColorScheme::Dark, ..Options::default() };
    let reader = Reader::with(&options).await;
    let player = reader.open("concurrency/index.html").await.player(0);
    player.click("button.play").await;
    let mut seen = Vec::new();
    for _ in 0..40 {
        seen.push(player.time().await);
        tokio::time::sleep(std::time::Duration::from_millis(40)).await;
    }
    let on_events = ["0 / 60 min", "10 / 60 min", "40 / 60 min", "42 / 60 min", "60 / 60 min"];
    assert!(seen.iter().all(|time| on_events.contains(&time.as_str())), "{seen:?}");
    reader.leave().await;
}

#[tokio::test]
async fn the_whole_file_is_one_click_away() {
    let reader = Reader::new().await;
    let player = reader.open("index.html").await.player(0);
    let shown = "return [...player.querySelectorAll('.track[data-side=\"0\"] .line')].filter((line) => line.offsetParent).length";
    let before: usize = player.script(shown).await;
    player.click(".listing label").await;
    let after: usize = player.script(shown).await;
    assert!(after > before + 10, "{before} lines, then {after}");
    reader.leave().await;
}
