import assert from "node:assert/strict";
import { test } from "node:test";
import { CALM_MS, lastAtMost, merge, Playback, schedule } from "../player/playback.js";

function playing(xs = [0, 0, 10, 40], end = 90) {
  let ms = 0;
  const plan = schedule(xs, end);
  const playback = new Playback(plan, () => ms);
  return {
    plan,
    playback,
    pass: (/** @type {number} */ time) => {
      ms += time;
      playback.tick();
    },
  };
}

test("before it is played a story shows its end", () => {
  const { playback } = playing();
  assert.deepEqual(playback.position, { index: 3, x: 90, atEnd: true });
});

test("a story of any length takes about ten seconds", () => {
  for (const end of [10, 90, 10_000]) {
    const { total } = schedule(Array.from({ length: 60 }, (_, index) => (index * end) / 60), end);
    assert.ok(total > 8_000 && total < 15_000, `${total}`);
  }
});

test("events of one minute come one after the other", () => {
  const { due } = schedule([5, 5, 5], 10);
  assert.ok(due[0] < due[1] && due[1] < due[2]);
});

test("a hundred thousand events are no slower", () => {
  assert.ok(schedule(new Float64Array(100_000), 1).total < 15_000);
});

test("play starts over at the end, glides, and stops at the end", () => {
  const { playback, pass, plan } = playing();
  playback.play();
  assert.deepEqual(playback.position, { index: 0, x: 0, atEnd: false });
  pass((plan.due[2] + plan.due[3]) / 2);
  assert.deepEqual(playback.position, { index: 2, x: 25, atEnd: false });
  pass(plan.total);
  assert.equal(playback.position.atEnd, true);
  assert.equal(playback.playing, false);
});

test("pause stays, and play goes on from there", () => {
  const { playback, pass } = playing();
  playback.play();
  pass(1_000);
  playback.pause();
  const { x } = playback.position;
  pass(5_000);
  assert.equal(playback.position.x, x);
  playback.play();
  pass(100);
  assert.ok(playback.position.x >= x && playback.position.x < x + 2);
});

test("at double speed twice as much happens", () => {
  const { playback, pass, plan } = playing();
  playback.speed = 2;
  playback.play();
  pass(plan.due[3] / 2);
  assert.equal(playback.position.index, 3);
});

test("a step goes to the next event, behind the last to the end, and back", () => {
  const { playback } = playing();
  playback.seekEvent(0);
  const seen = [];
  for (let step = 0; step < 5; step++) {
    seen.push(playback.position.index);
    playback.step(1);
  }
  assert.deepEqual(seen, [0, 1, 2, 3, 3]);
  assert.equal(playback.position.atEnd, true);
  playback.step(-1);
  assert.deepEqual(playback.position, { index: 3, x: 40, atEnd: false });
  playback.step(-1);
  assert.equal(playback.position.index, 2);
});

test("a step back from the first event stays there", () => {
  const { playback } = playing();
  playback.seekEvent(0);
  playback.step(-1);
  assert.equal(playback.position.index, 0);
});

test("scrubbing to a minute is behind all that happens in it", () => {
  const { playback } = playing();
  playback.seek(0);
  assert.equal(playback.position.index, 1);
  playback.seek(25);
  assert.deepEqual(playback.position, { index: 2, x: 25, atEnd: false });
  playback.seek(90);
  assert.equal(playback.position.atEnd, true);
});

test("scrubbing before the first event shows none", () => {
  const { playback } = playing([10, 20], 30);
  playback.seek(4);
  assert.deepEqual(playback.position, { index: -1, x: 4, atEnd: false });
});

test("with less motion it goes event by event, and stands still between them", () => {
  const { playback, pass } = playing();
  playback.calm = true;
  playback.play();
  pass(CALM_MS / 2);
  assert.deepEqual(playback.position, { index: 0, x: 0, atEnd: false });
  pass(CALM_MS / 2);
  assert.equal(playback.position.index, 1);
  pass(CALM_MS);
  assert.deepEqual(playback.position, { index: 2, x: 10, atEnd: false });
});

test("another story takes over at the same minute", () => {
  const { playback } = playing();
  playback.seek(25);
  playback.replace(schedule([0, 24, 26], 90));
  assert.deepEqual(playback.position, { index: 1, x: 25, atEnd: false });
  playback.seekEnd();
  playback.replace(schedule([0], 90));
  assert.equal(playback.position.atEnd, true);
});

test("two stories share one playhead, and of one minute the left is told first", () => {
  const { xs, side, indexes } = merge([[0, 10, 40], [10, 20]]);
  assert.deepEqual([...xs], [0, 10, 10, 20, 40]);
  assert.deepEqual([...side], [0, 0, 1, 1, 0]);
  assert.deepEqual(indexes.map((each) => [...each]), [[0, 1, 1, 1, 2], [-1, -1, 0, 1, 1]]);
});

test("an empty story is at its end at once", () => {
  assert.deepEqual(new Playback(schedule([], 1), () => 0).position, { index: -1, x: 1, atEnd: true });
});

test("lastAtMost finds the last of equals", () => {
  assert.equal(lastAtMost([1, 2, 2, 3], 2), 2);
  assert.equal(lastAtMost([1, 2], 0), -1);
  assert.equal(lastAtMost([], 5), -1);
});
