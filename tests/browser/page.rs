//! Page objects: a page, and a player on it, in the words of somebody who uses them.

use std::time::Duration;

use browser::Browser;
use browser::thirtyfour::common::command::Command;
use browser::thirtyfour::{By, Key, WebElement};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A page that is open.
pub struct Page<'a> {
    pub browser: &'a Browser,
}

impl<'a> Page<'a> {
    /// Opens a page and waits until its players are awake.
    pub async fn open(browser: &'a Browser, url: &str) -> Self {
        browser.goto(url).await.expect("the page opens");
        let page = Self { browser };
        page.await_script(
            "return document.readyState === 'complete' && \
             [...document.querySelectorAll('program-player')].every((player) => player.matches(':defined'))",
        )
        .await;
        page
    }

    /// The player with that place on the page, the first being 0.
    pub fn player(&self, place: usize) -> Player<'a> {
        Player { browser: self.browser, place }
    }

    pub async fn script<T: DeserializeOwned>(&self, body: &str) -> T {
        self.browser.script(body, Vec::new()).await.expect("the script runs")
    }

    /// Waits until a script's answer is true, or fails after a while.
    pub async fn await_script(&self, body: &str) {
        await_true(self.browser, body, Vec::new()).await;
    }

    /// Waits for the next two frames: what was asked for is on the screen.
    pub async fn settle(&self) {
        let frames = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        let _: bool = self.browser.script_async(frames, Vec::new()).await.expect("the script runs");
    }

    pub async fn path(&self) -> String {
        self.script("return location.pathname").await
    }

    /// Puts on one of mdBook's themes.
    pub async fn dress(&self, theme: &str) {
        let () = self.script(&format!("{}dress('{theme}')", include_str!("colors.js"))).await;
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        let focus = self.browser.driver().active_element().await.expect("something has the focus");
        focus.send_keys(key + "").await.expect("the key is taken");
    }

    /// Searches the book, as somebody does who has no mouse.
    pub async fn press_search(&self, words: &str) {
        let driver = self.browser.driver();
        driver
            .active_element()
            .await
            .expect("the page takes keys")
            .send_keys("/")
            .await
            .expect("the key is taken");
        self.await_script("return window.search?.hasFocus?.() ?? false").await;
        let field = driver.active_element().await.expect("the field has the focus");
        field.send_keys(words).await.expect("the field takes keys");
    }

    /// The same while Shift is held.
    pub async fn press_with_shift(&self, key: Key) {
        let focus = self.browser.driver().active_element().await.expect("something has the focus");
        focus.send_keys(Key::Shift + key).await.expect("the key is taken");
    }

    /// Puts another text in the place of all that is in the editor which has the focus, as somebody does who pastes
    /// it.
    pub async fn paste_over(&self, text: &str) {
        self.press_with_control("a").await;
        paste(self.browser, text).await;
    }

    /// The same while Control is held.
    pub async fn press_with_control<K>(&self, key: K)
    where
        Key: std::ops::Add<K, Output = browser::thirtyfour::TypingData>,
    {
        let focus = self.browser.driver().active_element().await.expect("something has the focus");
        focus.send_keys(Key::Control + key).await.expect("the key is taken");
    }
}

/// One `<program-player>`.
pub struct Player<'a> {
    browser: &'a Browser,
    place: usize,
}

impl Player<'_> {
    /// Runs a script in which `player` is this player.
    pub async fn script<T: DeserializeOwned>(&self, body: &str) -> T {
        let body =
            format!("const player = document.querySelectorAll('program-player')[arguments[0]]; {body}");
        self.browser.script(&body, vec![json!(self.place)]).await.expect("the script runs")
    }

    pub async fn await_script(&self, body: &str) {
        let body =
            format!("const player = document.querySelectorAll('program-player')[arguments[0]]; {body}");
        await_true(self.browser, &body, vec![json!(self.place)]).await;
    }

    /// An element of the player that is visible.
    pub async fn find(&self, selector: &str) -> WebElement {
        let players =
            self.browser.driver().find_all(By::Css("program-player")).await.expect("the page has players");
        for element in players[self.place].find_all(By::Css(selector)).await.expect("a selector") {
            if element.is_displayed().await.expect("an element") {
                return element;
            }
        }
        panic!("no {selector} is visible");
    }

    pub async fn click(&self, selector: &str) {
        let element = self.find(selector).await;
        element.scroll_into_view().await.expect("an element can be scrolled to");
        element.click().await.expect("an element can be clicked");
    }

    /// Drags the mouse along the timeline, from its middle by so many pixels.
    pub async fn drag_timeline(&self, by: i64) {
        let timeline = self.find(".timeline .stage").await;
        timeline.scroll_into_view().await.expect("an element can be scrolled to");
        let mouse = self.browser.driver().action_chain();
        let drag = mouse.move_to_element_center(&timeline).click_and_hold().move_by_offset(by, 0).release();
        drag.perform().await.expect("the mouse moves");
        self.settle().await;
    }

    /// Taps on the timeline with a finger, at a part of its visible width.
    pub async fn tap_timeline(&self, part: f64) {
        let (x, y): (u32, u32) = self
            .script(&format!(
                "const box = player.querySelector('.timeline .scroll'); box.scrollIntoView({{ block: 'center' }}); \
                 const {{ left, top, width }} = box.getBoundingClientRect(); return [Math.round(left + width * {part}), Math.round(top + 6)]"
            ))
            .await;
        let finger = json!([{
            "type": "pointer",
            "id": "finger",
            "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "x": x, "y": y, "duration": 0 },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]);
        self.browser.driver().cmd(Command::PerformActions(finger.into())).await.expect("the finger moves");
        self.settle().await;
    }

    pub async fn choose_flavor(&self, label: &str) {
        for tab in self
            .browser
            .driver()
            .find_all(By::Css("program-player [role=tab]"))
            .await
            .expect("there are tabs")
        {
            if tab.is_displayed().await.expect("a tab") && tab.text().await.expect("a tab") == label {
                let element = tab.to_json().expect("an element is JSON");
                let moved = self.browser.script_async::<bool>(TO_THE_MIDDLE, vec![element]).await;
                moved.expect("a tab can be scrolled to");
                self.settle().await;
                tab.click().await.expect("a tab can be clicked");
                return;
            }
        }
        panic!("no tab {label:?}");
    }

    /// Takes the playhead to a story minute, as somebody does who drags it.
    pub async fn scrub_to(&self, minute: u32) {
        let body = format!(
            "const range = player.querySelector('.scrub'); range.value = {minute}; \
             range.dispatchEvent(new Event('input', {{ bubbles: true }})); return true"
        );
        let _: bool = self.script(&body).await;
        self.settle().await;
    }

    /// Skips the question before the first run: what happens is there to be seen.
    pub async fn skip_question(&self) {
        self.click(".verdict button:last-child").await;
        self.await_script("return !player.classList.contains('covered')").await;
    }

    /// Waits for the next two frames: what was asked for is on the screen.
    pub async fn settle(&self) {
        Page { browser: self.browser }.settle().await;
    }

    /// `42 / 90 min`.
    pub async fn time(&self) -> String {
        self.script("return player.querySelector('.now').textContent").await
    }

    /// The lines of the transcript that can be read now, of the track on that side.
    pub async fn transcript(&self, side: usize) -> Vec<String> {
        let body = format!(
            "return [...player.querySelectorAll('.track[data-side=\"{side}\"] .transcript li')]\
             .filter((line) => getComputedStyle(line).visibility === 'visible' && line.offsetParent)\
             .map((line) => line.textContent.trim())"
        );
        self.script(&body).await
    }

    /// The source lines that are lit, of the track on that side.
    pub async fn lit_lines(&self, side: usize) -> Vec<u32> {
        let body = format!(
            "return [...player.querySelectorAll('.track[data-side=\"{side}\"] .line.lit')]\
             .map((line) => Number(line.dataset.line))"
        );
        self.script(&body).await
    }

    // Run it here

    /// Presses "Run it here" and waits until the run is drawn.
    pub async fn run(&self) {
        self.click(".run").await;
        self.await_fresh().await;
    }

    /// Waits until a run is shown, and no recording.
    pub async fn await_fresh(&self) {
        self.await_script("return player.querySelector('.source[data-side]').classList.contains('fresh')")
            .await;
    }

    /// Waits until the line below the row tells of something, and gives it.
    pub async fn await_told(&self, part: &str) -> String {
        self.await_script(&format!(
            "return player.querySelector('.live[data-side] .told').textContent.includes({})",
            json!(part)
        ))
        .await;
        self.told().await
    }

    /// What the reader is told below the row.
    pub async fn told(&self) -> String {
        // Engines differ in whether a block at the end ends a line.
        self.script("return player.querySelector('.live[data-side] .told').innerText.trim()").await
    }

    /// What the line says that tells a recording from a run.
    pub async fn origin(&self, side: usize) -> String {
        self.script(&format!("return player.querySelector('.source[data-side=\"{side}\"]').innerText")).await
    }

    /// Types into the field of a number, and leaves it.
    pub async fn set_number(&self, name: &str, text: &str) {
        let field = self.find(&format!("[data-knob={name}]")).await;
        field.scroll_into_view().await.expect("an element can be scrolled to");
        field.send_keys(Key::Control + "a").await.expect("the field takes keys");
        field.send_keys(text).await.expect("the field takes keys");
        field.send_keys(Key::Tab + "").await.expect("the field takes keys");
    }

    /// What stands beside a field whose number cannot be.
    pub async fn explanation(&self, name: &str) -> String {
        self.script(&format!(
            "const field = player.querySelector('.live[data-side] [data-knob={name}]'); \
             return document.getElementById(field.getAttribute('aria-describedby')).textContent"
        ))
        .await
    }

    /// Opens the editor, if it is not open.
    pub async fn edit(&self) {
        if self.script("return player.querySelector('.track[data-side] .cm-editor') === null").await {
            self.click("[data-do=edit]").await;
            self.await_script("return player.querySelector('.track[data-side] .cm-content') !== null").await;
        }
    }

    /// Whether the editor has a line with that in it.
    pub async fn editor_shows(&self, part: &str) -> bool {
        self.script(&format!(
            "return player.querySelector('.track[data-side] .cm-content').textContent.includes({})",
            json!(part)
        ))
        .await
    }

    /// Puts another text into the editor, as somebody does who pastes it.
    pub async fn paste(&self, text: &str) {
        self.edit().await;
        let content = self.find(".cm-content").await;
        content.send_keys(Key::Control + "a").await.expect("the editor takes keys");
        paste(self.browser, text).await;
        self.settle().await;
    }

    /// The lines of the editor that are marked.
    pub async fn marked(&self) -> Vec<String> {
        self.script("return [...player.querySelectorAll('.cm-line.wrong')].map((line) => line.textContent)")
            .await
    }

    /// The flavors that are shown.
    pub async fn flavors(&self) -> Vec<String> {
        self.script(
            "return [...player.querySelectorAll('.track')].filter((track) => track.querySelector('.code').offsetParent)\
             .map((track) => track.dataset.flavor)",
        )
        .await
    }
}

/// Pastes a text where the focus is. Not from the system's clipboard: that is one for all who test at the moment.
async fn paste(browser: &Browser, text: &str) {
    // An event of its own class would be emptied by Firefox, which believes no clipboard but the system's.
    let script = "const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', arguments[0]); \
                  const event = new Event('paste', { bubbles: true, cancelable: true }); \
                  Object.defineProperty(event, 'clipboardData', { value: clipboardData }); \
                  document.activeElement.dispatchEvent(event); return event.defaultPrevented";
    let taken: bool = browser.script(script, vec![json!(text)]).await.expect("the script runs");
    assert!(taken, "nothing that has the focus takes a text");
}

/// Brings an element to the middle of the window, where no bar lies on it, once no earlier scrolling goes on.
const TO_THE_MIDDLE: &str = "
const [element] = arguments;
for (let last = -1, still = 0; still < 10; last = scrollY) {
  await new Promise(requestAnimationFrame);
  still = scrollY === last ? still + 1 : 0;
}
element.scrollIntoView({ block: 'center', behavior: 'instant' });
return true";

async fn await_true(browser: &Browser, body: &str, arguments: Vec<Value>) {
    // Half a minute: a run may take ten seconds, and Python some more to start.
    for _ in 0..1200 {
        // Firefox answers with nothing while one page takes the place of another.
        let answer: Option<bool> = browser.script(body, arguments.clone()).await.expect("the script runs");
        if answer == Some(true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("never became true: {body}");
}
