//! Needs a browser, so `cargo test` alone leaves these out: a reader's machine may have none. The step
//! `browser` of `cargo xtask test` has one, and runs them with `-- --include-ignored`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use browser::thirtyfour::common::command::Command::PerformActions;
use browser::{Browser, ColorScheme, Engine, Feature, Options, Viewport};
use serde_json::json;

/// A reader of the engine that was asked for.
fn reader() -> Options {
    Options { engine: Engine::asked().unwrap(), ..Options::default() }
}

async fn matches(browser: &Browser, query: &str) -> bool {
    browser.script("return matchMedia(arguments[0]).matches", vec![query.into()]).await.unwrap()
}

#[tokio::test]
#[ignore = "needs a browser"]
async fn runs_scripts_and_pretends_a_phone_in_the_dark() {
    let options = Options { color_scheme: ColorScheme::Dark, reduced_motion: true, ..reader() };
    let browser = Browser::launch(&options).await.expect("a browser");
    browser
        .goto("data:text/html,<meta name=viewport content='width=device-width'><script>fail()</script>")
        .await
        .unwrap();
    assert_eq!(browser.script::<u32>("return 6 * arguments[0]", vec![7.into()]).await.unwrap(), 42);
    let later = "await new Promise((done) => setTimeout(done, 5)); return arguments[0]";
    assert_eq!(browser.script_async::<String>(later, vec!["later".into()]).await.unwrap(), "later");
    let thrown = browser.script_async::<()>("throw new Error('burnt')", vec![]).await.unwrap_err();
    assert!(thrown.to_string().contains("burnt"), "{thrown}");
    assert!(matches(&browser, "(prefers-color-scheme: dark) and (prefers-reduced-motion: reduce)").await);
    if browser.engine().lacks(Feature::Complaints).is_none() {
        assert!(browser.complaints().await.unwrap().concat().contains("fail is not defined"));
        assert_eq!(browser.complaints().await.unwrap(), [""; 0], "each is told once");
    }

    let phone = Viewport { width: 390, height: 844, scale: 3.0, mobile: true };
    browser.viewport(Some(phone)).await.unwrap();
    let screen = "return [innerWidth, innerHeight, devicePixelRatio]";
    let [width, height, scale]: [u32; 3] = browser.script(screen, vec![]).await.unwrap();
    if browser.engine() == Engine::WebKit {
        // A window is what it has for a screen, with a rim, and the pixels are those of its display.
        assert!(width == 390 && (800..=844).contains(&height) && scale == 1, "{width} × {height}, {scale}");
    } else {
        assert_eq!([width, height, scale], [390, 844, 3]);
    }
    browser.viewport(None).await.unwrap();
    assert!(browser.script::<u32>("return innerWidth", vec![]).await.unwrap() > 1000);
    browser.quit().await.unwrap();
}

#[tokio::test]
#[ignore = "needs a browser"]
async fn without_javascript_the_page_runs_none_but_the_test_does() {
    let options = Options { javascript: false, ..reader() };
    let browser = Browser::launch(&options).await.expect("a browser");
    browser
        .goto("data:text/html,<p>quiet</p><script>document.querySelector('p').textContent='loud'</script>")
        .await
        .unwrap();
    let text: String =
        browser.script("return document.querySelector('p').textContent", vec![]).await.unwrap();
    assert_eq!(text, "quiet");
    browser.quit().await.unwrap();
}

/// A page that notes what a finger does, and that fails.
const NOTES: &str = "data:text/html,<body style='height: 500px'><script nonce=cake>\
                     onpointerdown = ({ pointerType }) => (window.touched = pointerType); fail()</script>";

/// A page that may run its own script, and compile no WebAssembly.
const STRICT: &str = "data:text/html,<meta http-equiv=content-security-policy content=\"script-src 'nonce-cake'\"><script nonce=cake>\
                      WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => (window.compiled = true), () => (window.compiled = false))</script>";

#[tokio::test]
#[ignore = "needs a browser"]
async fn an_engine_is_spared_nothing_that_it_has_by_now() {
    let browser = Browser::launch(&reader()).await.expect("a browser");
    browser.goto(NOTES).await.unwrap();
    let measures = "return PerformanceObserver.supportedEntryTypes.includes('layout-shift')";
    let finger = json!([{
        "type": "pointer",
        "id": "finger",
        "parameters": { "pointerType": "touch" },
        "actions": [
            { "type": "pointerMove", "x": 100, "y": 100, "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ],
    }]);
    // One that has none may say so, or do nothing.
    let _ = browser.driver().cmd(PerformActions(finger.into())).await;
    let has_devtools = browser.driver().cdp().send_raw("Target.getTargets", json!({})).await.is_ok();
    let mut found = vec![
        (Feature::LayoutShifts, browser.script(measures, vec![]).await.unwrap()),
        (Feature::Touch, browser.script("return window.touched === 'touch'", vec![]).await.unwrap()),
        (Feature::Complaints, !browser.complaints().await.unwrap().is_empty()),
    ];
    let by_devtools = [Feature::EarlyScripts, Feature::ForcedColors, Feature::Paper, Feature::Workers];
    found.extend(by_devtools.map(|feature| (feature, has_devtools)));
    browser.goto(STRICT).await.unwrap();
    let compiled = "return new Promise((done) => setTimeout(() => done(window.compiled), 500))";
    found.push((Feature::WebAssemblyPolicy, browser.script(compiled, vec![]).await.ok() == Some(false)));
    for (feature, is_there) in found {
        let lacks = browser.engine().lacks(feature);
        assert_eq!(is_there, lacks.is_none(), "{feature:?} in {}, which {lacks:?}", browser.engine());
    }
    browser.quit().await.unwrap();
}

/// The process group of a browser, and its profile's folder: what the shell beside it was told, which is a child
/// of this process.
fn group_and_profile() -> (u32, PathBuf) {
    let own = std::process::id().to_string();
    let list = Command::new("ps").args(["-eo", "ppid,args"]).output().unwrap();
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let ours = list.lines().filter(|line| line.trim_start().starts_with(&format!("{own} sh -c ")));
    let watches: Vec<&str> = ours.filter_map(|line| line.rsplit_once(" watch ")).map(|(_, it)| it).collect();
    let [watch] = watches[..] else { panic!("{} watches: {list}", watches.len()) };
    let (group, profile) = watch.split_once(' ').unwrap();
    (group.parse().unwrap(), PathBuf::from(profile))
}

/// The processes of a group.
fn processes_of(group: u32) -> Vec<String> {
    let list = Command::new("ps").args(["-eo", "pgid,args"]).output().unwrap();
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let group = group.to_string();
    list.lines().filter(|line| line.split_whitespace().next() == Some(&group)).map(str::to_owned).collect()
}

#[tokio::test]
#[ignore = "needs a browser"]
async fn a_dropped_browser_leaves_nothing() {
    let reader = reader();
    // In a process of its own, whose only browser it is.
    if std::env::var_os(ALONE).is_none() {
        let name = "a_dropped_browser_leaves_nothing";
        let mut alone = Command::new(std::env::current_exe().unwrap());
        let output = alone.args(["--exact", name, "--include-ignored"]).env(ALONE, "1").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    }
    let browser = Browser::launch(&reader).await.expect("a browser");
    let (group, profile) = group_and_profile();
    let processes = processes_of(group);
    assert!(processes.len() >= 4, "the driver and a browser's processes: {processes:?}");
    assert!(profile.exists());

    let before = Instant::now();
    drop(browser);
    assert!(before.elapsed() < Duration::from_secs(5), "it took {:?}", before.elapsed());
    // The system takes a moment to bury what was killed.
    while !processes_of(group).is_empty() {
        assert!(before.elapsed() < Duration::from_secs(5), "left: {:?}", processes_of(group));
    }
    assert!(!Path::new(&profile).exists());
}

/// Says to a test that nothing else goes on in its process.
const ALONE: &str = "BROWSER_TEST_ALONE";
