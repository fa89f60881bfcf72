//! Questions before the first run: answered by keyboard, judged by the recording, and skipped at will.

use browser::thirtyfour::Key;

use crate::book::Reader;

/// Both at once: the first figure of its page, with three lines to be put in order.
const PAGE: &str = "futures/combining.html?flavor=go";

#[tokio::test]
async fn lines_are_put_in_order_by_keyboard_and_judged_where_they_go_wrong() {
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    let player = page.player(0);
    let lines =
        "return [...player.querySelectorAll('.order li > span:first-child')].map((line) => line.textContent)";
    let before: Vec<String> = player.script(lines).await;
    let _: bool = player
        .script("player.querySelector('.order li:nth-child(2) [data-move=\"-1\"]').focus(); return true")
        .await;
    page.press(Key::Enter).await;
    player.await_script("return player.querySelector('.spoken').textContent.includes('1 of 3')").await;
    let after: Vec<String> = player.script(lines).await;
    assert_eq!([&after[0], &after[1]], [&before[1], &before[0]]);
    let focus: String = page.script("return document.activeElement.getAttribute('aria-label')").await;
    assert_eq!(focus, format!("Earlier: {}", before[1]), "the focus stays with the line");

    // As the recording has them, one line after the other to its place.
    let right = ["I have candles.", "The cake is baked.", "On the table: a cake and candles."];
    player.click("[data-check]").await;
    player.await_script("return player.querySelector('.verdict').textContent.startsWith('Not so.')").await;
    assert!(!player.transcript(0).await.is_empty(), "whoever has answered sees what happens");
    for line in right {
        let down = format!(
            "const all = [...player.querySelectorAll('.order li')]; \
             const at = all.findIndex((it) => it.textContent.includes('{line}')); \
             for (let n = at; n < all.length - 1; n++) all[at].querySelector('[data-move=\"1\"]').click(); return true"
        );
        let _: bool = player.script(&down).await;
    }
    player.click("[data-check]").await;
    player.await_script("return player.querySelector('.verdict').textContent.startsWith('Right.')").await;
    reader.leave().await;
}

#[tokio::test]
async fn a_question_can_be_skipped() {
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    let player = page.player(0);
    let hidden = "return player.classList.contains('covered')";
    assert!(player.script::<bool>(hidden).await, "who is asked does not have the answer before their eyes");
    player.skip_question().await;
    let kept: String =
        page.script("return localStorage.getItem('while-the-cake-bakes:progress') ?? ''").await;
    assert!(!kept.contains("both_at_once"), "nothing was predicted: {kept}");
    reader.leave().await;
}
