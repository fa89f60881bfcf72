//! Programs that do not end by themselves: each is ended, and meanwhile the page can be used.

use browser::Engine;

use crate::book::Reader;
use crate::misuse::{lives, opened, run, with};

#[tokio::test]
async fn what_never_goes_on_ends_and_says_who_waits() {
    let reader = Reader::new().await;
    for (flavor, code, line) in
        [("javascript", "await new Promise(() => {});", 13), ("python", "    await asyncio.Future()", 20)]
    {
        let page = opened(&reader, flavor).await;
        let player = page.player(0);
        let told = run(&player, flavor, code, "It never ends").await;
        assert!(
            told.contains(&format!("Oven: “bake” has been going on since minute 10 (line {line})")),
            "{told}"
        );
        lives(&player, code).await;
    }
    reader.leave().await;
}

/// Runs something that does not end by itself; meanwhile the page can be used.
async fn is_ended(flavor: &str, code: &str, told: &str) {
    let reader = Reader::new().await;
    let page = opened(&reader, flavor).await;
    let player = page.player(0);
    player.paste(&with(flavor, code)).await;
    player.click(".run").await;
    player
        .await_script("return player.querySelector('.live[data-side]').getAttribute('aria-busy') === 'true'")
        .await;
    player.scrub_to(20).await;
    assert!(player.time().await.starts_with("20 / "), "{code}: the page answers while it runs");
    let line = player.await_told(told).await;
    assert!(line.starts_with("Ended: it "), "{code}: {line}");
    lives(&player, code).await;
    reader.leave().await;
}

#[tokio::test]
async fn an_endless_loop_is_ended() {
    is_ended("javascript", "while (true);", "still running after 10 seconds").await;
}

#[tokio::test]
async fn an_endless_loop_in_python_is_ended() {
    is_ended("python", "    while True: pass", "still running after 10 seconds").await;
}

#[tokio::test]
async fn an_endless_chain_of_timers_is_ended() {
    is_ended(
        "javascript",
        "const again = () => setTimeout(again, 1); again();",
        "still running after 10 seconds",
    )
    .await;
}

#[tokio::test]
async fn allocation_without_an_end_is_ended() {
    is_ended(
        "javascript",
        "const all = []; while (true) all.push(new Array(1e6).fill(all.length));",
        "Ended",
    )
    .await;
}

#[tokio::test]
async fn allocation_without_an_end_in_python_is_ended() {
    is_ended("python", "    a = []\n    while True: a.append('x' * 10_000_000)", "256 MiB of memory").await;
}

#[tokio::test]
async fn output_without_an_end_is_ended() {
    let reader = Reader::new().await;
    for (flavor, code) in [
        ("javascript", "for (let n = 0; n < 1e7; n++) say('alice', `line ${n}`);"),
        ("javascript", "for (let n = 0; n < 1e7; n++) console.log(`line ${n}`);"),
        ("python", "    for n in range(10_000_000): say('alice', f'line {n}')"),
    ] {
        let page = opened(&reader, flavor).await;
        let player = page.player(0);
        let told = run(&player, flavor, code, "Ended: it ").await;
        let ends =
            ["wrote more than 4 MiB", "more than 100,000 events", "was still running after 10 seconds"];
        // WebKit's Python may be too slow on a busy machine to say so much in that time.
        let is_slow = flavor == "python" && reader.browser.engine() == Engine::WebKit;
        let ends = if is_slow { &ends[..] } else { &ends[..2] };
        assert!(ends.iter().any(|end| told.contains(end)), "{code}: {told}");
        lives(&player, code).await;
    }
    reader.leave().await;
}
