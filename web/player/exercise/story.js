/** A run of the reader's, in a player of its own: its transcript, its timeline, and the line that is executed. */
import { escape } from "../markup.js";
import { renderBody } from "../render.js";
import { inWords } from "./verdicts.js";

/** @import { Figure, Track } from "../figure.d.ts" */
/** @import { Lane } from "../trace.d.ts" */
/** @import { ProgramPlayer } from "../element.js" */
/** @import { Run } from "./examine.js" */

/**
 * @param {HTMLElement} place
 * @param {{ id: string, name: string, flavor: string, label: string, lanes: Lane[] }} of
 * @param {Run} run
 * @param {(line: number | undefined) => void} light
 */
export async function showStory(place, { id, name, flavor, label, lanes }, { set, outcome, events, clock }, light) {
  await import("../element.js");
  const numbers = inWords(set);
  const recording = { toolchain: "", clock, source: "", events };
  /** @type {Track} */
  const track = { key: `${name}.${flavor}`, program: name, title: numbers === "" ? "Your run" : `Your run, with ${numbers}`, flavor, label, source: "", code: "", partial: false, lanes, grid: 1, knobs: [], recording };
  /** @type {Figure} */
  const figure = { id, tracks: [track], shown: [track.key], without: [] };
  const player = /** @type {ProgramPlayer} */ (document.createElement("program-player"));
  player.id = id;
  player.innerHTML = `${renderBody(figure)}<script type="application/json" class="figure-data">${JSON.stringify(figure).replaceAll("<", "\\u003c")}</script>`;
  // It is run from here, and is nobody's recording.
  player.querySelector(".live")?.remove();
  for (const part of player.querySelectorAll(".flavor")) part.remove();
  const how = clock === "virtual" ? "on a virtual clock" : "by the book’s server, on a scaled clock";
  const upTo = outcome.end.how === "success" ? "" : ` up to minute ${events.at(-1)?.at ?? 0}`;
  const source = player.querySelector(".source");
  if (source) source.innerHTML = `<b class="origin">Ran here, just now</b>${escape(upTo)} · ${how}`;
  place.replaceChildren(player);
  player.follow(track, light);
}
