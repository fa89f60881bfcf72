import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { answerFor } from "../player/question.js";
import { renderFigure } from "../player/render.js";
import { LARGE } from "../player/spans.js";
import { asyncLanes, blockingLanes, cakeAndBook, cakeThenBook, figure, track } from "../test-data/stories.js";

/** @import { Event } from "../player/trace.d.ts" */

const sync = track({ lanes: blockingLanes }, cakeThenBook);
const tokio = track({ lanes: asyncLanes, key: "cake_and_book.rust-tokio", program: "cake_and_book", flavor: "rust-tokio", label: "Rust, tokio" }, cakeAndBook);
const node = { ...tokio, key: "cake_and_book.javascript", flavor: "javascript", label: "JavaScript" };
/** @type {(text: string) => Event} */
const say = (text) => ({ at: 0, lane: "alice", line: 1, kind: "say", text });
/** @type {(html: string, pattern: RegExp) => number} */
const count = (html, pattern) => html.match(pattern)?.length ?? 0;

test("a figure is whole without a script: code, transcript, picture, words and origin", () => {
  const html = renderFigure(figure([sync]));
  assert.match(html, /<pre class="code"/);
  assert.match(html, /<span class="at">42<\/span> <b>Alice<\/b> The cake is done\. Now the book\./);
  assert.match(html, /<svg class="lanes"[^>]* role="img" aria-label="The story takes 90 minutes\./);
  assert.match(html, /<span class="at">minute 10<\/span> Alice is blocked on oven\./);
  assert.match(html, /Recorded<\/b> with rustc 1\.95\.0 · on a virtual clock/);
});

test("every event is told in words", () => {
  const html = renderFigure(figure([sync]));
  const words = html.slice(html.indexOf('class="words"'));
  assert.equal(count(words.slice(0, words.indexOf("</details>")), /<li data-i/g), cakeThenBook.length);
});

test("all tracks are there, and those shown at first say so", () => {
  const html = renderFigure(figure([sync, tokio, node], [sync.key, tokio.key]));
  assert.equal(count(html, /<section class="track"/g), 3);
  assert.match(html, /data-key="cake_then_book\.rust"[^>]* data-side="0"/);
  assert.match(html, /data-key="cake_and_book\.rust-tokio"[^>]* data-side="1"/);
  assert.match(html, /^<program-player id="figure" data-two>\n/);
});

test("tabs offer the flavors of one program, and only where there are several", () => {
  assert.equal(count(renderFigure(figure([sync])), /role="tab"/g), 0);
  assert.equal(count(renderFigure(figure([sync, tokio, node], [tokio.key])), /role="tab"/g), 2);
});

test("a shorter story is shorter on the common axis, and says where it ends", () => {
  assert.match(renderFigure(figure([sync, tokio])), /ends at 60 min/);
  assert.doesNotMatch(renderFigure(figure([tokio])), /ends at/);
});

test("no blank line comes into the page, whatever the texts hold", () => {
  const odd = track({ lanes: blockingLanes, code: `<span class="line" data-line="1"></span>\n\n<span class="line" data-line="2"></span>\n` }, [say("one\n\n\ntwo"), say("")]);
  assert.doesNotMatch(renderFigure(figure([odd])), /\n\s*\n/);
});

test("texts are text: markup in them stays visible", () => {
  const html = renderFigure(figure([track({ lanes: blockingLanes, title: "<i>" }, [say(`<script>alert("&")</script>`)])]));
  assert.doesNotMatch(html, /<script>alert/);
  assert.doesNotMatch(html, /<i>/);
  assert.match(html, /&lt;script&gt;alert\(&quot;&amp;&quot;\)/);
});

test("the data cannot end their own script element, and carry no code", () => {
  const html = renderFigure(figure([track({ lanes: blockingLanes }, [say("</script>")])]));
  const data = /class="figure-data">(.*)<\/script>/.exec(html)?.[1] ?? "";
  assert.doesNotMatch(data, /</);
  const { tracks } = JSON.parse(data);
  assert.equal(tracks[0].recording.events[0].text, "</script>");
  assert.equal(tracks[0].code, "");
});

test("lines of code keep their breaks inside themselves", () => {
  assert.match(renderFigure(figure([sync])), /data-line="1">fn main\(\) \{\}\n<\/span><span class="line rest"/);
});

test("there is no code element: mdBook would highlight it anew", () => {
  assert.doesNotMatch(renderFigure(figure([sync])), /<code/);
});

test("the whole file is offered where only a part is shown", () => {
  assert.match(renderFigure(figure([sync])), /type="checkbox" class="whole"/);
  assert.doesNotMatch(renderFigure(figure([{ ...sync, partial: false }])), /type="checkbox"/);
});

test("an empty recording says that it is empty", () => {
  const html = renderFigure(figure([track({ lanes: blockingLanes }, [])]));
  assert.match(html, /It prints nothing\./);
  assert.match(html, /Nothing was recorded\./);
});

test("a question has its answer without a script", () => {
  const answer = { flavors: ["rust-tokio"], order: [1, 0], at: [42, 40], because: ["She reads.", "The page ends."] };
  const predict = { program: "cake_and_book", question: "Which?", order: false, lines: ["The book.", "The cake."], answers: [answer] };
  const html = renderFigure({ ...figure([tokio]), predict });
  assert.equal(count(html, /type="radio"/g), 2);
  assert.match(html, /<b>Right:<\/b> The cake\. The page ends\. \(minute 40\)/);
  assert.match(html, /<b>Not so:<\/b> The book\./);
});

test("lines to be put in order have their order in the answer, for each language", () => {
  const because = ["She reads.", "The page ends.", "It waits for both."];
  const predict = {
    program: "cake_and_book",
    question: "Which order?",
    order: true,
    lines: ["The book.", "The cake.", "Both."],
    answers: [
      { flavors: ["rust-tokio"], order: [1, 0, 2], at: [60, 44, 60], because },
      { flavors: ["javascript"], order: [0, 1, 2], at: [58, 60, 60], because },
    ],
  };
  const html = renderFigure({ ...figure([tokio, node]), predict });
  assert.equal(count(html, /data-move="-1"/g), 3);
  assert.match(html, /<b>Rust, tokio<\/b><\/p><ol><li>The cake\. .*\(minute 44\)<\/li><li>The book\./);
  assert.match(html, /<b>JavaScript<\/b><\/p><ol><li>The book\./);
  assert.equal(answerFor(predict, "javascript").at[0], 58);
  assert.equal(answerFor(predict, "swift"), predict.answers[0], "of one that never ran");
});

test("what a compiler refused says so in place of a run", () => {
  const recording = { ...sync.recording, refused: [{ line: 2, message: "E0382: use of moved value: `cake`" }], events: [] };
  const html = renderFigure(figure([{ ...sync, recording, recorded_only: "its compiler refuses it." }]));
  assert.match(html, /<span class="at">line 2<\/span> E0382: use of moved value/);
  assert.match(html, /data-line="2" data-refused/);
  assert.match(html, /so it never ran/);
  assert.doesNotMatch(html, /data-do="run"|data-home/);
});

test("a recording too large to draw is left to the canvas, its beginning told in words", () => {
  const events = Array.from({ length: LARGE + 1 }, (_, at) => /** @type {Event} */ ({ at, lane: "alice", line: 1, kind: "say", text: "tick" }));
  const html = renderFigure(figure([track({ lanes: blockingLanes }, events)]));
  assert.doesNotMatch(html, /class="lanes"/);
  assert.match(html, /and 1801 more events/);
});

test("ids are unique", () => {
  const ids = [...renderFigure(figure([sync, tokio, node])).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test("four tracks of a page weigh a few kilobytes", () => {
  const html = renderFigure(figure([sync, tokio, node, { ...node, key: "cake_and_book.python", flavor: "python", label: "Python" }]));
  assert.ok(gzipSync(html).length < 8_000, `${gzipSync(html).length}`);
});

test("what differs stands with its flavor, and what is left out below all of them", () => {
  const differing = { ...sync, differs: "`sleep` <burns> the cake." };
  const html = renderFigure({ ...figure([differing]), without: [{ title: "Cake", label: "Go", reason: "It has no oven." }] });
  assert.ok(html.includes("differs:</b> <code>sleep</code> &lt;burns&gt; the cake."), html);
  assert.ok(html.includes("<b>Cake, not in Go:</b> It has no oven."), html);
  assert.ok(!renderFigure(figure([sync])).includes("differs"));
});

test("languages that leave a program out for one reason are told together, and all of them in one place", () => {
  const left = (/** @type {string} */ label, /** @type {string} */ reason) => ({ title: "Cake", label, reason });
  const html = renderFigure({ ...figure([sync]), without: [left("Swift", "It has no oven."), left("Python", "It has no tin."), left("Go", "It has no oven.")] });
  assert.ok(html.includes("<b>Cake, not in Swift, Go:</b> It has no oven."), html);
  assert.ok(html.includes("<b>Cake, not in Python:</b> It has no tin."), html);
  assert.equal(count(html, /class="without"/g), 1);
});

test("what can be run here has its row: run, numbers, edit, take home", () => {
  const pages = { name: "pages", title: "pages in the book", default: 6, min: 0, max: 20 };
  const html = renderFigure(figure([{ ...node, knobs: [pages] }]));
  assert.match(html, /<button [^>]*data-do="run"[^>]*>.*Run it here/);
  assert.match(html, /pages in the book <input type="text"[^>]* value="6" data-knob="pages"/);
  assert.match(html, /class="quiet" data-do="edit"/);
  assert.match(html, /data-home="cake_and_book-javascript\.zip"/);
  assert.ok(!html.includes("Playground") && !html.includes("xtask serve"));
});

test("what is recorded only says why, and can be taken home", () => {
  const html = renderFigure(figure([{ ...node, key: "cake_and_book.rust-smol", flavor: "rust-smol", label: "Rust, smol", recorded_only: "its reactor <asks>." }]));
  assert.match(html, /Recorded only:<\/b> its reactor &lt;asks&gt;\./);
  assert.match(html, /data-home="cake_and_book-rust-smol\.zip"/);
  assert.ok(!html.includes(`data-do="run"`) && !html.includes(`data-do="edit"`) && !html.includes("xtask serve"));
});

test("what only the book's own server edits says so elsewhere, and Rust has the Playground", () => {
  const rust = renderFigure(figure([{ ...tokio, playground: true }]));
  assert.match(rust, /class="quiet served" data-do="edit"/);
  assert.match(rust, /<span class="unserved"><a [^>]*data-do="playground".*leaves this site and sends the code there/);
  // Of what names a library with crates of others there is no file for it.
  assert.ok(!renderFigure(figure([tokio])).includes("playground"));
  assert.match(rust, /class="note unserved">To change this program, .*cargo xtask serve/);
  const csharp = renderFigure(figure([{ ...node, flavor: "csharp", label: "C#", recorded_only: "its runtime is too large." }]));
  assert.match(csharp, /class="run served"/);
  assert.match(csharp, /<span class="only unserved">/);
});
