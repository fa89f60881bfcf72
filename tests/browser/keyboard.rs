//! The book without a pointer: every stop can be seen, everything is reached, and nothing holds the reader.

use browser::thirtyfour::Key;
use browser::thirtyfour::common::keys::TypingData;
use serde::Deserialize;
use serde_json::json;

use crate::axe::{Axe, Rules};
use crate::book::Reader;
use crate::page::Page;

/// A question, six languages, numbers, an editor and an exercise.
const PAGE: &str = "blocking/index.html";
/// More stops than lie between any two things of a page that somebody wants in turn.
const FAR: usize = 90;

/// Where the keyboard is.
#[derive(Debug, Deserialize)]
struct Stop {
    name: String,
    /// How far the ring around it stands out against what is behind it; 1 where there is none.
    ring: f64,
    /// What lies on top of it, if anything does.
    under: Option<String>,
}

/// A field that is drawn by what is around it, or by its label, has its ring there.
const STOP: &str = r"
const at = document.activeElement;
// Behind its last stop, a page gives the keyboard back to the browser.
if (at === document.body) return { name: 'the browser', ring: 21, under: null };
const parts = [at, at.closest('.cm-editor'), at.matches('li > span') && at.parentElement, at.matches('.whole') && at.nextElementSibling].filter(Boolean);
const ring = Math.max(...parts.map((part) => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part);
  return outlineStyle === 'none' || parseFloat(outlineWidth) < 2 ? 1 : contrast(outlineColor, behind(part.parentElement));
}));
// Of what can be seen of it, the middle.
const part = at.closest('.cm-editor') ?? (at.matches('.whole') ? at.nextElementSibling : at);
const { left, right, top, bottom } = part.getBoundingClientRect();
const over = document.elementFromPoint((Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
const clear = parts.some((part) => part.contains(over)) || over?.contains(at);
const name = (at.ariaLabel ?? at.labels?.[0]?.firstChild.textContent ?? at.textContent).trim().replace(/\s+/g, ' ');
return { name: name || at.labels?.[0]?.textContent.trim() || at.tagName, ring, under: clear ? null : (over?.outerHTML.slice(0, 80) ?? 'the edge of the window') };
";

/// Somebody's hands on a keyboard, wherever the focus is.
struct Keyboard<'a> {
    page: &'a Page<'a>,
}

impl Keyboard<'_> {
    async fn press(&self, keys: impl Into<TypingData>) {
        let keyboard = self.page.browser.driver().action_chain();
        keyboard.send_keys(keys.into()).perform().await.expect("a key is pressed");
    }

    /// The same while another is held.
    async fn press_with(&self, held: Key, keys: impl Into<TypingData>) {
        let keyboard = self.page.browser.driver().action_chain();
        let pressed = keyboard.key_down(held.clone()).send_keys(keys.into()).key_up(held);
        pressed.perform().await.expect("a key is pressed");
    }

    /// Where the focus is, which has to be seen there.
    async fn stop(&self) -> Stop {
        let stop: Stop = self.page.script(&format!("{}{STOP}", include_str!("colors.js"))).await;
        assert!(stop.ring >= 3.0, "nobody sees that this has the focus: {stop:?}");
        assert_eq!(stop.under, None, "it lies under something: {stop:?}");
        stop
    }

    /// Goes on, stop by stop, to the next whose name begins so.
    async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..FAR {
            self.press(Key::Tab).await;
            let stop = self.stop().await;
            if stop.name.starts_with(name) {
                return;
            }
            passed.push(stop.name);
        }
        panic!("{name:?} is not among the next stops: {passed:#?}");
    }

    async fn tab_back_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..FAR {
            self.press_with(Key::Shift, Key::Tab).await;
            let stop = self.stop().await;
            if stop.name.starts_with(name) {
                return;
            }
            passed.push(stop.name);
        }
        panic!("{name:?} is not among the stops before: {passed:#?}");
    }
}

#[tokio::test]
async fn a_player_is_used_from_start_to_end_by_keyboard_alone() {
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    let (player, keyboard) = (page.player(0), Keyboard { page: &page });
    let at = async |name: &str| assert_eq!(keyboard.stop().await.name, name);

    // The question.
    keyboard.tab_to("The cake is on the table.").await;
    keyboard.press(Key::Space).await;
    player.await_script("return /^(Right|Not so)/.test(player.querySelector('.verdict').textContent)").await;
    keyboard.tab_to("Show me minute").await;
    keyboard.press(Key::Enter).await;
    player.await_script("return player.classList.contains('running')").await;

    // Another language, and back.
    keyboard.tab_to("JavaScript").await;
    keyboard.press(Key::Right).await;
    at("Python").await;
    assert_eq!(player.flavors().await, ["python"]);
    keyboard.press(Key::Left).await;
    assert_eq!(player.flavors().await, ["javascript"]);
    keyboard.tab_to("whole file").await;
    keyboard.press(Key::Space).await;
    player.await_script("return player.querySelector('.line.rest').checkVisibility()").await;

    // Any moment of the story.
    keyboard.tab_to("Story time").await;
    keyboard.press(Key::Home).await;
    keyboard.press(Key::Right).await;
    player.settle().await;
    assert_eq!(player.time().await, "1 / 90 min");
    keyboard.tab_to("Previous event").await;
    keyboard.press(Key::Enter).await;
    keyboard.tab_to("Play").await;
    keyboard.press(Key::Enter).await;
    player.await_script("return player.querySelector('.play').title === 'Pause'").await;
    keyboard.press(Key::Space).await;
    player.await_script("return player.querySelector('.play').title === 'Play'").await;
    keyboard.press(Key::Home).await;
    keyboard.tab_to("Next event").await;
    keyboard.press(Key::Enter).await;
    player.settle().await;
    assert_eq!(player.time().await, "10 / 90 min");
    keyboard.tab_to("Speed").await;
    keyboard.press(Key::Down).await;
    assert_eq!(player.script::<String>("return player.querySelector('.speed select').value").await, "2");

    // Another beside it, and away again.
    keyboard.tab_to("Compare with").await;
    keyboard.press("Go").await;
    player.await_script("return player.hasAttribute('data-two')").await;
    keyboard.press(Key::Home).await;
    player.await_script("return !player.hasAttribute('data-two')").await;

    // Run it here, with other numbers, and changed.
    keyboard.tab_to("Run it here").await;
    keyboard.press(Key::Enter).await;
    player.await_fresh().await;
    at("Run it here").await;
    keyboard.tab_to("minutes in the oven").await;
    keyboard.press_with(Key::Control, "a").await;
    keyboard.press("20").await;
    keyboard.press(Key::Tab).await;
    player
        .await_script(
            "return player.querySelector('.source[data-side]').innerText.includes('minutes_in_oven = 20')",
        )
        .await;
    at("pages in the book").await;
    keyboard.tab_to("Edit").await;
    keyboard.press(Key::Enter).await;
    player.await_script("return document.activeElement.matches('.cm-content')").await;
    keyboard.stop().await;
    keyboard.press(Key::Tab).await;
    assert!(keyboard.stop().await.name.starts_with("Program, JavaScript. Escape, then Tab"), "Tab indents");
    keyboard.press_with(Key::Control, Key::Enter).await;
    player
        .await_script("return player.querySelector('.source[data-side]').innerText.includes('your version')")
        .await;
    keyboard.press(Key::Escape).await;
    keyboard.press(Key::Tab).await;
    assert!(!keyboard.stop().await.name.starts_with("Program"), "after Escape it leaves");
    if let Some(axe) = Axe::find() {
        assert_eq!(
            axe.violations(&page, &json!("main"), Rules::All).await,
            Vec::<String>::new(),
            "while it is at work"
        );
    }
    keyboard.tab_to("Close editor").await;
    keyboard.press(Key::Enter).await;
    player.await_script("return player.querySelector('.cm-editor') === null").await;
    at("Run it here").await;
    keyboard.tab_back_to("Code, JavaScript").await;

    // The story in words, to the end.
    keyboard.tab_to("The same story in words").await;
    keyboard.press(Key::Enter).await;
    keyboard.press(Key::Tab).await;
    for key in [Key::Home, Key::Down, Key::Down, Key::Enter] {
        keyboard.press(key).await;
        keyboard.stop().await;
    }
    player.await_script("return player.querySelector('.words[data-side] [aria-current]')?.matches('li:nth-child(3)') ?? false").await;
    reader.leave().await;
}

#[tokio::test]
async fn an_exercise_is_begun_by_keyboard_alone() {
    let reader = Reader::new().await;
    let page = reader.open(&format!("{PAGE}#your-turn")).await;
    let keyboard = Keyboard { page: &page };
    page.await_script("return document.querySelector('program-exercise .cm-content') !== null").await;
    keyboard.tab_to("JavaScript").await;
    keyboard.press(Key::Right).await;
    keyboard.press(Key::Left).await;
    keyboard.tab_to("Program, JavaScript. Escape, then Tab").await;
    let line: String =
        page.script("return document.querySelector('program-exercise .leave').textContent").await;
    assert!(line.contains("Escape, then Tab, leaves the editor."), "{line}");
    // None of these is mdBook's: an arrow would turn its page, and an S or a slash open its search.
    keyboard.press("// so it is").await;
    keyboard.press(Key::Left).await;
    let typed =
        "return document.querySelector('program-exercise .cm-content').textContent.includes('// so it is')";
    page.await_script(typed).await;
    assert_eq!(page.path().await, "/blocking/index.html");
    keyboard.press(Key::Escape).await;
    keyboard.press(Key::Tab).await;
    assert_eq!(keyboard.stop().await.name, "Check");
    keyboard.press(Key::Enter).await;
    page.await_script("return document.querySelector('program-exercise > .spoken').textContent !== ''").await;
    assert_eq!(keyboard.stop().await.name, "Check", "the reader stays where they are");
    keyboard.tab_to("Show a solution").await;
    if let Some(axe) = Axe::find() {
        assert_eq!(
            axe.violations(&page, &json!("main"), Rules::All).await,
            Vec::<String>::new(),
            "when it has been checked"
        );
    }
    reader.leave().await;
}

/// Keeps what is told to those who listen: every change of a live region, with its text at that time.
const LISTEN: &str = r"
window.heard = [];
new MutationObserver((changes) => {
  const regions = new Set(changes.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest('[aria-live], [role=alert], [role=status]')));
  for (const region of regions) if (region) window.heard.push(region.textContent);
}).observe(document, { subtree: true, childList: true, characterData: true });
";

#[tokio::test]
async fn what_happens_is_told_once_and_playing_tells_nothing() {
    let reader = Reader::new().await;
    let page = reader.open("concurrency/index.html").await;
    let (player, keyboard) = (page.player(0), Keyboard { page: &page });
    player.skip_question().await;
    let () = page.script(LISTEN).await;
    let heard = async || -> Vec<String> {
        player.settle().await;
        page.script("return window.heard.splice(0)").await
    };
    let focus = async |selector: &str| {
        let script = format!("player.querySelector({}).focus(); return true", json!(selector));
        let _: bool = player.script(&script).await;
    };
    focus(".next").await;
    keyboard.press(Key::Home).await;
    assert_eq!(heard().await.len(), 1);
    keyboard.press(Key::Enter).await;
    assert_eq!(heard().await, ["10 minutes: Alice ends: mix batter."]);

    // A range tells its value by itself.
    focus(".scrub").await;
    keyboard.press(Key::Right).await;
    assert_eq!(heard().await, Vec::<String>::new());
    let value: String = player.script("return player.querySelector('.scrub').ariaValueText").await;
    assert!(value.starts_with("11 minutes. Latest: "), "{value}");

    // Eyes follow a run, and ears would hear nothing else.
    let fast = "const speed = player.querySelector('.speed select'); speed.value = '4'; \
                speed.dispatchEvent(new Event('change', { bubbles: true })); return true";
    let _: bool = player.script(fast).await;
    focus(".play").await;
    keyboard.press(Key::Enter).await;
    player.await_script("return player.querySelector('.play').title === 'Pause'").await;
    player.await_script("return !player.classList.contains('running')").await;
    assert_eq!(heard().await, Vec::<String>::new());
    reader.leave().await;
}
