//! What readers do to programs, by mistake and on purpose: each time there is a clear message, the page
//! lives, and the recording is one click away.

use std::fs;

use book_tests::root;
use browser::thirtyfour::Key;
use browser::{Engine, Feature};
use serde_json::json;

use crate::book::{Reader, is_spared};
use crate::page::{Page, Player};

const CAKE_AND_BOOK: &str = "async-await/index.html";

/// The program with other code in the place of its first line of the transcript.
pub fn with(flavor: &str, code: &str) -> String {
    let (file, line) = match flavor {
        "python" => ("main.py", "    say(\"alice\", \"The cake is in the oven.\")"),
        _ => ("main.js", "say(\"alice\", \"The cake is in the oven.\");"),
    };
    let file = root().join("code/async-await/examples/cake_and_book").join(file);
    let text = fs::read_to_string(file).expect("the program is there");
    assert!(text.contains(line), "the program has its line");
    text.replace(line, code)
}

pub async fn opened<'a>(reader: &'a Reader, flavor: &str) -> Page<'a> {
    let page = reader.open(&format!("{CAKE_AND_BOOK}?flavor={flavor}")).await;
    page.player(0).skip_question().await;
    page
}

/// Runs changed code, and gives what the reader is told once that has such a part.
pub async fn run(player: &Player<'_>, flavor: &str, code: &str, part: &str) -> String {
    player.paste(&with(flavor, code)).await;
    player.click(".run").await;
    player.await_told(part).await
}

/// The page can be used, and the recording is there.
pub async fn lives(player: &Player<'_>, what: &str) {
    player.scrub_to(20).await;
    assert!(player.time().await.starts_with("20 / "), "{what}: the page lives");
    player.edit().await;
    player.click("[data-do=edit]").await;
    player.await_script("return player.querySelector('.cm-editor') === null").await;
    assert!(player.origin(0).await.starts_with("Recorded"), "{what}");
    player.scrub_to(60).await;
    assert_eq!(player.transcript(0).await.len(), 4, "{what}: the recording is there");
}

#[tokio::test]
async fn mistakes_are_told_with_their_line() {
    let reader = Reader::new().await;
    let [nothing_to_bake, too_deep] = match reader.browser.engine() {
        Engine::Chromium => {
            ["Cannot read properties of undefined", "RangeError: Maximum call stack size exceeded"]
        }
        Engine::Firefox => {
            ["can't access property \"bake\" of undefined", "InternalError: too much recursion"]
        }
        Engine::WebKit => ["undefined is not an object", "RangeError: Maximum call stack size exceeded"],
    };
    for (flavor, code, told, marked) in [
        ("javascript", "say('alice' 5);", "SyntaxError", "say('alice' 5)"),
        ("javascript", "undefined.bake();", nothing_to_bake, "undefined.bake()"),
        ("javascript", "const f = () => f() + 1; f();", too_deep, "f()"),
        ("javascript", "say('bob', 'Hello.');", "“bob”", "say('bob'"),
        ("python", "    say('alice' 5", "SyntaxError", "say('alice' 5"),
        ("python", "    say('alice', 1 / 0)", "ZeroDivisionError: division by zero", "1 / 0"),
        ("python", "    f = lambda: f() + 1; f()", "RecursionError", "f = lambda"),
    ] {
        let page = opened(&reader, flavor).await;
        let player = page.player(0);
        let line = run(&player, flavor, code, told).await;
        let place = if flavor == "python" { "Line 21" } else { "Line 14" };
        assert!(line.starts_with(place), "{code}: {line}");
        let found = player.marked().await;
        assert!(matches!(&found[..], [line] if line.contains(marked)), "{code}: {found:?}");
        lives(&player, code).await;
    }
    reader.leave().await;
}

#[tokio::test]
async fn a_rejection_that_nobody_handles_is_told_with_its_line() {
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    let player = page.player(0);
    let line = run(&player, "javascript", "Promise.reject(new Error('burnt'));", "Error: burnt").await;
    assert!(line.starts_with("Line 14"), "{line}");
    assert!(player.marked().await.concat().contains("Promise.reject"));
    lives(&player, "a rejection").await;
    reader.leave().await;
}

#[tokio::test]
async fn a_program_has_no_page_no_storage_and_no_network() {
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    let player = page.player(0);
    let forged = "postMessage({ type: 'lines', trace: ['{\"at\":1,\"lane\":\"alice\",\"line\":1,\"kind\":\"say\",\"text\":\"forged\",\"thread\":1,\"late_ms\":0}'], printed: '', errors: '' });";
    let is_not_there = |name: &str| match reader.browser.engine() {
        Engine::WebKit => format!("Can't find variable: {name}"),
        Engine::Chromium | Engine::Firefox => format!("{name} is not defined"),
    };
    for (code, told) in [
        ("await fetch('/index.html');", is_not_there("fetch")),
        ("document.title = 'changed';", is_not_there("document")),
        ("parent.location = '/';", is_not_there("parent")),
        ("localStorage.setItem('cake.flavor', 'go');", is_not_there("localStorage")),
        ("importScripts('/player/marks.js');", is_not_there("importScripts")),
        ("await import('/player/marks.js');", "can import \"#kitchen\" and nothing else".to_owned()),
        (forged, is_not_there("postMessage")),
    ] {
        let line = run(&player, "javascript", code, &told).await;
        assert!(line.starts_with("Line 14"), "{code}: {line}");
        assert!(
            !player
                .script::<bool>(
                    "return player.querySelector('.words[data-side]').textContent.includes('forged')"
                )
                .await
        );
    }
    let title: String = page.script("return document.title + localStorage.getItem('cake.flavor')").await;
    assert!(title.ends_with("javascript") && !title.contains("changed"), "{title}");
    lives(&player, "no page").await;
    reader.leave().await;
}

#[tokio::test]
async fn what_a_program_says_of_its_own_end_is_text_and_never_the_page_s() {
    let reader = Reader::new().await;
    let forged = "<img src=x onerror=document.title=1>";
    for (flavor, code, told) in [
        (
            "javascript",
            format!(
                "globalThis.Number = Object.assign(() => \"{forged}\", {{ isNaN, isInteger: () => true }}); throw new Error(\"{forged}\");"
            ),
            "is not an event",
        ),
        (
            "python",
            format!(
                "    e = SyntaxError('{forged}'); e.filename = 'main.py'; e.lineno = '{forged}'; raise e"
            ),
            "SyntaxError: <img",
        ),
    ] {
        let page = opened(&reader, flavor).await;
        let player = page.player(0);
        run(&player, flavor, &code, told).await;
        assert!(!player.script::<bool>("return player.querySelector('img') !== null").await, "{flavor}");
        assert_ne!(page.script::<String>("return document.title").await, "1", "{flavor}");
        lives(&player, flavor).await;
    }
    reader.leave().await;
}

/// Should a program get around its host: the frame that it runs in has no more than the host gives.
#[tokio::test]
async fn the_frame_itself_has_no_page_no_storage_and_no_network() {
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    page.player(0).run().await;
    let answers: Vec<String> = reader
        .browser
        .script_async(
            r#"
            const { Sandbox } = await import("/player/live/sandbox.js");
            await caches.open("the book's");
            const sandbox = new Sandbox();
            sandbox.addScript("probe", `onmessage = async ({ data: { port } }) => {
              const attempts = [
                () => fetch("${location.origin}/index.html"),
                () => new Promise((done, fail) => { const socket = new WebSocket("ws://${location.host}/"); socket.onopen = done; socket.onerror = () => fail("no socket"); }),
                async () => importScripts("${location.origin}/player/marks.js"),
                () => import("${location.origin}/player/marks.js"),
                () => new Promise((done, fail) => { const open = indexedDB.open("x"); open.onsuccess = done; open.onerror = fail; }),
                async () => localStorage, async () => document, async () => parent,
                // WebKit gives every origin some, this one's own.
                async () => { if (!(await caches.keys()).includes("the book's")) throw "nothing of the book's"; },
              ];
              postMessage({ type: "end", end: { how: "success" } });
              for (const attempt of attempts) port.postMessage(await attempt().then(() => "REACHED " + attempt, () => "refused"));
              port.postMessage("done");
            }`);
            const worker = sandbox.start("probe");
            const { port1, port2 } = new MessageChannel();
            const answers = [];
            await new Promise((done) => { port1.onmessage = ({ data }) => data === "done" ? done() : answers.push(data); worker.send({}, port2); });
            sandbox.remove();
            await caches.delete("the book's");
            return answers;
            "#,
            Vec::new(),
        )
        .await
        .expect("the script runs");
    assert_eq!(answers, vec!["refused"; 9]);
    reader.leave().await;
}

#[tokio::test]
async fn numbers_that_cannot_be_are_explained_beside_their_field() {
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    let player = page.player(0);
    for (text, why) in [
        ("-1", "-1 is too small; it can be from 0 to 20."),
        ("1000000000", "1000000000 is too large; it can be from 0 to 20."),
        ("abc", "“abc” is not a whole number; it can be from 0 to 20."),
    ] {
        player.set_number("pages", text).await;
        player.await_script("return player.querySelector('.live[data-side] [data-knob=pages]').getAttribute('aria-invalid') === 'true'").await;
        assert_eq!(player.explanation("pages").await, why);
        let shown: String =
            player.script("return player.querySelector('.live[data-side] [data-knob=pages]').value").await;
        assert_eq!(shown, text, "nothing is clamped");
        player.click(".run").await;
        player.settle().await;
        assert!(player.origin(0).await.starts_with("Recorded"), "{text}: it does not run");
    }
    player.set_number("pages", "20").await;
    player.await_fresh().await;
    assert_eq!(player.explanation("pages").await, "");
    reader.leave().await;
}

async fn run_fifty_times(player: &Player<'_>) {
    let _: bool = player
        .script(
            "const [oven, pages] = player.querySelectorAll('.live[data-side] [data-knob]'); \
             const run = player.querySelector('.live[data-side] .run'); \
             for (let n = 1; n <= 50; n++) { pages.value = n % 20; run.click(); } return true",
        )
        .await;
    player
        .await_script("return player.querySelector('.source[data-side]').textContent.includes('pages = 10')")
        .await;
}

#[tokio::test]
async fn of_fifty_quick_runs_the_last_one_counts() {
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    let player = page.player(0);
    run_fifty_times(&player).await;
    assert_eq!(player.told().await, "");
    assert_eq!(page.script::<usize>("return document.querySelectorAll('iframe').length").await, 1);
    reader.leave().await;
}

#[tokio::test]
async fn of_fifty_quick_runs_no_worker_is_left() {
    if is_spared(Feature::Workers) {
        return;
    }
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    let player = page.player(0);
    run_fifty_times(&player).await;
    // In the frame is at most a worker that waits for the next run.
    let workers = async || {
        let targets =
            reader.browser.driver().cdp().send_raw("Target.getTargets", json!({})).await.expect("a list");
        let targets = targets["targetInfos"].as_array().expect("a list").clone();
        targets.iter().filter(|target| target["type"] == "worker").count()
    };
    for _ in 0..100 {
        if workers().await <= 1 {
            break;
        }
        player.settle().await;
    }
    assert!(workers().await <= 1, "{} workers are left", workers().await);
    reader.leave().await;
}

#[tokio::test]
async fn a_page_can_be_left_while_a_program_runs() {
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    let player = page.player(0);
    player.paste(&with("javascript", "while (true);")).await;
    player.click(".run").await;
    player
        .await_script("return player.querySelector('.live[data-side]').getAttribute('aria-busy') === 'true'")
        .await;
    let next = reader.open("concurrency/index.html").await;
    next.player(0).run().await;
    assert!(next.player(0).origin(0).await.starts_with("Ran here"));
    reader.browser.driver().back().await.expect("there is a page before");
    let player = next.player(0);
    player.await_script("return player.matches(':defined') && player.dataset.booted === ''").await;
    player.click(".next").await;
    assert!(player.script::<bool>("return player.textContent.includes('Recorded')").await);
    reader.leave().await;
}

#[tokio::test]
async fn who_stops_waiting_for_python_need_not_wait() {
    let reader = Reader::new().await;
    let page = opened(&reader, "python").await;
    let player = page.player(0);
    let _: bool = page
        .script(
            "const real = fetch; window.fetch = (url, ...rest) => String(url).includes('/run/python/') \
             ? new Promise(() => {}) : real(url, ...rest); return true",
        )
        .await;
    player.click(".run").await;
    player.await_told("Running").await;
    // Another run takes its place, and is not told to be over when the first is.
    player.click(".run").await;
    player.await_told("Running").await;
    assert!(!player.told().await.contains("Stopped"));
    player.click("[data-do=stop]").await;
    assert_eq!(player.await_told("Stopped").await, "Stopped.");
    lives(&player, "stopped").await;
    reader.leave().await;
}

#[tokio::test]
async fn when_the_network_goes_while_python_loads_that_is_told_and_run_tries_again() {
    let reader = Reader::new().await;
    let page = opened(&reader, "python").await;
    let player = page.player(0);
    // The program and its kitchen are here; Python itself is not.
    player.edit().await;
    player.set_number("pages", "3").await;
    player.await_told("Run it").await;
    reader.site.cut().await;
    player.click(".run").await;
    let told = player.await_told("network").await;
    assert!(told.contains("Run tries again"), "{told}");
    lives(&player, "offline").await;
    reader.site.join().await.expect("the site is where it was");
    player.run().await;
    assert!(player.origin(0).await.starts_with("Ran here"));
    reader.leave().await;
}

#[tokio::test]
async fn a_browser_without_webassembly_runs_javascript_and_says_what_it_cannot() {
    let reader = Reader::new().await;
    for flavor in ["python", "rust-tokio", "go"] {
        let page = opened(&reader, flavor).await;
        let player = page.player(0);
        let _: bool =
            page.script("delete window.WebAssembly; return typeof WebAssembly === 'undefined'").await;
        player.click(".run").await;
        let told = player.await_told("WebAssembly").await;
        assert!(told.starts_with("This browser has no WebAssembly"), "{told}");
        assert!(player.origin(0).await.starts_with("Recorded"));
        player.choose_flavor("JavaScript").await;
        player.run().await;
    }
    reader.leave().await;
}

#[tokio::test]
async fn a_copy_that_was_built_without_programs_plays_recordings_and_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reader = Reader::without_programs(folder.path()).await;
    for flavor in ["javascript", "python", "rust-tokio", "go"] {
        let page = opened(&reader, flavor).await;
        let player = page.player(0);
        player.click(".run").await;
        let told = player.await_told("built without").await;
        assert!(told.ends_with("it plays the recording."), "{told}");
        assert!(player.origin(0).await.starts_with("Recorded"));
        player.scrub_to(60).await;
        assert_eq!(player.transcript(0).await.len(), 4);
    }
    reader.leave().await;
}

#[tokio::test]
async fn what_is_typed_is_no_command_of_the_book() {
    let reader = Reader::new().await;
    let page = opened(&reader, "javascript").await;
    let player = page.player(0);
    player.edit().await;
    for key in ["s", "/", "?"] {
        let focus = reader.browser.driver().active_element().await.expect("something has the focus");
        focus.send_keys(key).await.expect("the key is taken");
    }
    for key in [Key::Right, Key::Left] {
        page.press(key).await;
    }
    assert!(player.editor_shows("s/?").await, "it is typed");
    assert_eq!(page.path().await, "/async-await/index.html");
    let search: bool = page.script("return document.activeElement.closest('.cm-editor') !== null").await;
    assert!(search, "the editor still has the focus");
    reader.leave().await;
}
