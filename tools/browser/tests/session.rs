//! Needs a browser, so `cargo test` alone leaves these out: a reader's machine may have none. The step
//! `browser` of `cargo xtask test` has one, and runs them with `-- --include-ignored`.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use browser::{Browser, ColorScheme, Options, Viewport};

async fn matches(browser: &Browser, query: &str) -> bool {
    browser.script("return matchMedia(arguments[0]).matches", vec![query.into()]).await.unwrap()
}

#[tokio::test]
#[ignore = "needs a browser"]
async fn runs_scripts_and_pretends_a_phone_in_the_dark() {
    let options = Options { color_scheme: ColorScheme::Dark, reduced_motion: true, ..Options::default() };
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
    assert!(browser.complaints().await.unwrap().concat().contains("fail is not defined"));

    let phone = Viewport { width: 390, height: 844, scale: 3.0, mobile: true };
    browser.viewport(Some(phone)).await.unwrap();
    let screen = "return [innerWidth, innerHeight, devicePixelRatio]";
    assert_eq!(browser.script::<[u32; 3]>(screen, vec![]).await.unwrap(), [390, 844, 3]);
    browser.viewport(None).await.unwrap();
    assert!(browser.script::<u32>("return innerWidth", vec![]).await.unwrap() > 1000);
    browser.quit().await.unwrap();
}

#[tokio::test]
#[ignore = "needs a browser"]
async fn without_javascript_the_page_runs_none_but_the_test_does() {
    let options = Options { javascript: false, ..Options::default() };
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

/// Whether a process has the profile's folder among its arguments.
fn anyone_uses(profile: &str) -> bool {
    let list = Command::new("ps").args(["-eo", "args"]).output().unwrap();
    String::from_utf8_lossy(&list.stdout).contains(profile)
}

#[tokio::test]
#[ignore = "needs a browser"]
async fn a_dropped_browser_leaves_nothing() {
    let browser = Browser::launch(&Options::default()).await.expect("a browser");
    let profile = browser.driver().capabilities().get("chrome").unwrap()["userDataDir"].clone();
    let profile = profile.as_str().unwrap();
    assert!(anyone_uses(profile));

    let before = Instant::now();
    drop(browser);
    assert!(before.elapsed() < Duration::from_secs(5), "it took {:?}", before.elapsed());
    // The system takes a moment to bury what was killed.
    while anyone_uses(profile) {
        assert!(before.elapsed() < Duration::from_secs(5), "a process is left");
    }
    assert!(!Path::new(profile).exists());
}
