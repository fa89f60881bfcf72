/** "Run it here", once the reader has asked for it: hands what they do to the bench of the track they do it on. */
import { Bench } from "./bench.js";
import { runner } from "./runner.js";
import { style } from "./style.js";

/** @import { Figure, Track } from "../figure.d.ts" */
/** @import { FlavorRecording } from "../trace.d.ts" */
/** @import { Axis } from "../spans.js" */

/**
 * @typedef {object} Redraw
 * @property {(track: Track, axis: Axis) => void} draw
 * @property {typeof import("../large.js")} [large]
 * @property {boolean} plays From the beginning; else it is all there at once.
 */
/**
 * @typedef {object} Stage What a player lets a run do with it.
 * @property {() => Figure} figure
 * @property {(track: Track, recording: FlavorRecording, redraw: Redraw) => void} replace
 * @property {(track: Track, light: ((line: number | undefined) => void) | undefined) => void} follow Who else is told which line is being executed.
 * @property {(text: string) => void} say To those who listen instead of looking.
 * @property {() => void} uncover
 */

export class Live {
  #player;
  #stage;
  /** @type {Map<string, Bench>} */
  #benches = new Map();

  /**
   * @param {HTMLElement} player
   * @param {Stage} stage
   */
  constructor(player, stage) {
    this.#player = player;
    this.#stage = stage;
    style();
  }

  /**
   * @param {string} key Of the track.
   * @param {string} what
   */
  async act(key, what) {
    const bench = this.#bench(key);
    switch (what) {
      case "run": return bench.run({ plays: true });
      case "knob": return bench.turn();
      case "recording": return bench.backToRecording();
      case "stop": return runner.abandon();
      case "playground": return bench.openPlayground();
    }
    await style();
    switch (what) {
      case "edit": return bench.edit();
      case "mine": return bench.edit();
      case "restore": return bench.restore();
    }
  }

  /** @param {string} key */
  #bench(key) {
    const known = this.#benches.get(key);
    if (known) return known;
    const track = this.#stage.figure().tracks.find((candidate) => candidate.key === key);
    if (track === undefined) throw new Error(`no track ${key}`);
    const bench = new Bench(this.#player, this.#stage, track);
    this.#benches.set(key, bench);
    return bench;
  }
}
