/** A figure as complete HTML that needs no script. The book's build calls this, and so does the player. */
import { renderControls, renderTabs } from "./controls.js";
import { escape, number, prose } from "./markup.js";
import { renderPredict } from "./predict.js";
import { renderRow } from "./row.js";
import { commonAxis, LARGE, tell } from "./spans.js";
import { AXIS, LARGE_LANE, renderLegend, renderTimeline } from "./timeline.js";
import { sentence, titles } from "./words.js";

/** @import { Figure, Track } from "./figure.d.ts" */
/** @import { Event } from "./trace.d.ts" */
/** @import { Axis } from "./spans.js" */

/** So many events of a large recording are in the page all the same, for those who read without a script. */
const TOLD = 200;

const CLOCKS = {
  scaled: "on a scaled clock (1 story minute = a fixed number of milliseconds)",
  virtual: "on a virtual clock (it moves only when the program works or waits)",
};

/**
 * @param {Figure} input
 * @returns {string}
 */
export function renderFigure(input) {
  const shown = shownTracks(input).map((track) => track.key);
  const html = [
    // Alone on its line: only so does Markdown take an unknown element for the beginning of an HTML block.
    `<program-player id="${escape(input.id)}"${shown.length > 1 ? " data-two" : ""}>`,
    renderBody(input),
    `<script type="application/json" class="figure-data">${data(input)}</script>`,
    "<script>window.showCakeFigure&&showCakeFigure(document.currentScript.parentElement)</script>",
    "</program-player>",
  ].join("\n");
  // A blank line would end the HTML block in Markdown, wherever it came from.
  return html.replace(/\n\s*\n/g, "\n");
}

/**
 * The figure without its data: for the player, which has them already.
 * @param {Figure} input
 * @returns {string}
 */
export function renderBody(input) {
  const shown = shownTracks(input);
  const axis = commonAxis(input.tracks.map((track) => track.recording.events));
  return [
    `<div class="figure">`,
    input.predict ? renderPredict(input.predict, input.tracks, input.id) : "",
    ...shown.map((track, side) => renderTabs(input.tracks, track, side, input.id)),
    ...input.tracks.map((track, place) => renderTrack(track, `${input.id}-${place}`, shown.indexOf(track), axis)),
    renderControls(input, shown),
    renderWithout(input.without),
    "</div>",
  ].filter((part) => part !== "").join("\n");
}

/**
 * Which languages do not tell it, and why: those with one reason together, and all in one place of the grid.
 * @param {Figure["without"]} without
 * @returns {string}
 */
function renderWithout(without) {
  /** @type {Map<string, typeof without>} */
  const alike = new Map();
  for (const one of without) {
    const key = `${one.title}: ${one.reason}`;
    alike.set(key, [...alike.get(key) ?? [], one]);
  }
  const notes = [...alike.values()].map((same) => {
    const labels = same.map(({ label }) => label).join(", ");
    return `<p><b>${escape(same[0].title)}, not in ${escape(labels)}:</b> ${prose(same[0].reason)}</p>`;
  });
  return notes.length > 0 ? `<div class="without">${notes.join("\n")}</div>` : "";
}

/**
 * @param {Figure} input
 * @returns {Track[]}
 */
function shownTracks(input) {
  const found = input.shown.flatMap((key) => input.tracks.filter((track) => track.key === key)).slice(0, 2);
  return found.length > 0 ? found : input.tracks.slice(0, 1);
}

/**
 * @param {Figure} input
 */
function data(input) {
  const tracks = input.tracks.map((track) => ({ ...track, code: "" }));
  return JSON.stringify({ ...input, tracks }).replaceAll("<", "\\u003c");
}

/**
 * A group, and no landmark: a page would have dozens of them, several of one name.
 * @param {Track} track
 * @param {string} id
 * @param {number} side
 * @param {Axis} axis
 */
function renderTrack(track, id, side, axis) {
  const label = escape(`${track.title}, ${track.label}`);
  return [
    `<section class="track" id="${escape(id)}" role="group" aria-label="${label}" data-key="${escape(track.key)}" data-program="${escape(track.program)}" data-flavor="${escape(track.flavor)}"${side >= 0 ? ` data-side="${side}"` : ""}>`,
    `<p class="name">${escape(track.title)} <span class="flavor">${escape(track.label)}</span></p>`,
    renderListing(track, id),
    renderTranscript(track),
    track.differs === undefined ? "" : `<p class="differs"><b>${escape(track.label)} differs:</b> ${prose(track.differs)}</p>`,
    renderPicture(track, id, axis),
    renderRow(track, id),
    renderWords(track),
    `<p class="source"><b class="origin">Recorded</b> with ${escape(track.recording.toolchain)} · ${track.recording.refused ? "" : `${CLOCKS[track.recording.clock] ?? escape(track.recording.clock)} · `}<span class="path">${escape(track.source)}</span></p>`,
    "</section>",
  ].filter((part) => part !== "").join("\n");
}

/**
 * The code without a <code> element: mdBook's own highlighter rewrites every one of those when the page has loaded.
 * @param {Track} track
 * @param {string} id
 */
function renderListing(track, id) {
  if (track.code === "") return "";
  let lines = withBreaks(track.code);
  for (const { line } of track.recording.refused ?? []) lines = lines.replace(`data-line="${line}"`, "$& data-refused");
  const whole = track.partial
    ? `<input type="checkbox" class="whole" id="${escape(id)}-whole"><label for="${escape(id)}-whole">whole file</label>`
    : "";
  return `<div class="listing">${whole}<pre class="code" tabindex="0" role="group" aria-label="Code, ${escape(track.label)}">${lines}</pre></div>`;
}

/**
 * The line break moves into its line, so that a line can be a block and the text still has its breaks.
 * @param {string} code
 */
const withBreaks = (code) => code.replace(/<\/span>\n/g, "\n</span>");

/** @param {readonly Event[]} events */
function told(events) {
  return events.length > LARGE ? events.slice(0, TOLD) : events;
}

/** @param {Track} track */
export function renderTranscript(track) {
  const { refused } = track.recording;
  if (refused) {
    const errors = refused.map(({ line, message }) => `<li><span class="at">line ${number(line)}</span> ${escape(message)}</li>`);
    return `<ol class="transcript refusal" tabindex="0" aria-label="What the compiler says, and of which line">${errors.join("\n")}</ol>`;
  }
  const title = titles(track.lanes);
  const lines = told(track.recording.events).flatMap((event, index) => event.kind === "say"
    ? [`<li data-i="${index}"><span class="at">${number(event.at)}</span> <b>${escape(title(event.lane))}</b> ${escape(event.text)}</li>`]
    : []);
  const none = lines.length === 0 ? `<li class="none">It prints nothing.</li>` : "";
  return `<ol class="transcript" tabindex="0" aria-label="What it printed, and in which story minute">${lines.join("\n")}${none}</ol>`;
}

/**
 * @param {Track} track
 * @param {string} id
 * @param {Axis} axis
 */
export function renderPicture(track, id, axis) {
  const { events, refused } = track.recording;
  if (refused) return `<div class="timeline"><p class="none">The compiler refuses this program, so it never ran.</p></div>`;
  if (events.length > LARGE) {
    const height = Math.min(400, track.lanes.length * LARGE_LANE + AXIS);
    return `<div class="timeline large"><div class="scroll" style="height:${height}px" tabindex="0" role="img" aria-label="Timeline of ${events.length} events on ${track.lanes.length} lanes"></div></div>`;
  }
  if (events.length === 0) return `<div class="timeline"><p class="none">Nothing was recorded.</p></div>`;
  const story = tell(track.lanes, events, axis);
  const picture = renderTimeline(story, { id, events, title: titles(track.lanes) });
  return `<div class="timeline"><div class="scroll" tabindex="0" role="group" aria-label="Timeline"><div class="stage">${picture}</div></div>${renderLegend(story, id)}</div>`;
}

/** @param {Track} track */
function renderWords(track) {
  return `<details class="words"><summary>The same story in words <span class="flavor">${escape(track.label)}</span></summary>${renderWordsList(track)}</details>`;
}

/** @param {Track} track */
export function renderWordsList(track) {
  const title = titles(track.lanes);
  const { events } = track.recording;
  const items = told(events).map((event, index) =>
    `<li data-i="${index}"><span class="at">minute ${number(event.at)}</span> ${escape(sentence(event, title))}</li>`);
  const rest = events.length > LARGE ? `<li>… and ${events.length - TOLD} more events.</li>` : "";
  return `<ol>${items.join("\n")}${rest}</ol>`;
}
