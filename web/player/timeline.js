/** Draws a story as an SVG that needs no script: time in percent of the width, lanes in pixels. */
import { escape, number, percent } from "./markup.js";
import { MEANINGS, SHAPES } from "./marks.js";
import { sentence, summary } from "./words.js";

/** @import { Event } from "./trace.d.ts" */
/** @import { Arrow, Bar, LaneStory, Mark, Span, Story } from "./spans.js" */
/** @import { TitleOf } from "./words.js" */

/**
 * @typedef {object} LanePlace Where the parts of a lane lie, in pixels from the top.
 * @property {number} title
 * @property {number} strip
 * @property {number} stripHeight
 * @property {number} marks
 * @property {number} bottom
 */

const TITLE = 18;
export const ROW = 22;
export const BAR = 20;
const MARKS = 16;
const AIR = 10;
export const AXIS = 24;
/** Height of a lane where there are very many of them. */
export const LARGE_LANE = 34;
/** Labels are kept where they fit at this width; the picture itself scales. */
const USUAL_WIDTH = 640;
const LETTER = 6.2;
/** Pixels that a bar has at least. */
const LEAST = 3;
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 1440];

/**
 * @param {Story} story
 * @returns {{ places: LanePlace[], height: number }}
 */
export function layOut(story) {
  let top = 2;
  const places = story.lanes.map((lane) => {
    const rows = Math.max(lane.rows, lane.polled.length + lane.waiting.length > 0 ? 1 : 0);
    const strip = top + TITLE;
    const stripHeight = rows * ROW;
    const bottom = strip + stripHeight + (lane.marks.length > 0 || rows === 0 ? MARKS : 0);
    const place = { title: top + 12, strip, stripHeight, marks: strip + stripHeight + MARKS / 2 - 1, bottom };
    top = bottom + AIR;
    return place;
  });
  return { places, height: top };
}

/**
 * @param {Story} story
 * @param {{ id: string, events: readonly Event[], title: TitleOf }} context `id` is unique on the page.
 * @returns {string}
 */
export function renderTimeline(story, { id, events, title }) {
  const { places, height } = layOut(story);
  /** @type {(fraction: number) => string} */
  const x = (position) => percent(position / story.end);
  const told = (/** @type {number} */ index) => `<title>${escape(`${number(events[index].at)} min: ${sentence(events[index], title)}`)}</title>`;
  const pen = { id, story, events, title, x, told };
  const hatched = story.lanes.some((lane) => lane.totals.blocked > 0);
  const lanes = story.lanes.map((lane, row) => drawLane(pen, lane, places[row]));
  return [
    `<svg class="lanes" width="100%" height="${height + AXIS}" role="img" aria-label="${escape(summary(story))}">`,
    hatched ? `<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v6"/></pattern></defs>` : "",
    drawAxis(story, height, x),
    // Under the bars: an arrow that passes a lane has nothing to do with it.
    ...story.arrows.map((arrow) => drawArrow(pen, arrow, places)),
    ...lanes,
    ...story.lanes.map((lane, row) => drawTitle(pen, lane, row, places[row])),
    ...story.lanes.map((lane, row) => lane.marks.map((mark) => drawMark(pen, mark, places[row])).join("")),
    "</svg>",
  ].join("");
}

/**
 * @typedef {object} Pen
 * @property {string} id
 * @property {Story} story
 * @property {readonly Event[]} events
 * @property {TitleOf} title
 * @property {(position: number) => string} x
 * @property {(index: number) => string} told
 */

/**
 * The positions of the axis that get a label: few enough to stay apart on a phone.
 * @param {number} end
 * @returns {number[]}
 */
export function ticks(end) {
  const step = STEPS.find((candidate) => end / candidate <= 10) ?? Math.ceil(end / 14400) * 1440;
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, place) => Number(number(place * step)));
}

/**
 * @param {Story} story
 * @param {number} height
 * @param {(position: number) => string} x
 */
function drawAxis(story, height, x) {
  const base = height + 16;
  if (story.order) {
    return `<line class="base" x2="100%" y1="${height}" y2="${height}"/><text class="tick first" y="${base}">all within one minute, in this order →</text>`;
  }
  const lines = ticks(story.end).map((minute, place) => {
    const at = x(minute);
    const label = place === 0 ? `<text class="tick first" y="${base}">0 min</text>` : `<text class="tick" x="${at}" y="${base}">${number(minute)}</text>`;
    return `<line class="grid" x1="${at}" x2="${at}" y2="${height + 4}"/>${label}`;
  });
  const done = story.last < story.end
    ? `<line class="done" x1="${x(story.last)}" x2="${x(story.last)}" y2="${height}"/><svg x="${x(story.last)}" y="12"><text class="note" x="5">ends at ${number(story.last)} min</text></svg>`
    : "";
  return `${lines.join("")}<line class="base" x2="100%" y1="${height}" y2="${height}"/>${done}`;
}

/**
 * @param {Pen} pen
 * @param {LaneStory} lane
 * @param {LanePlace} place
 */
function drawLane(pen, lane, place) {
  const { x } = pen;
  const middle = place.strip + BAR / 2;
  const polled = lane.polled.map((span) =>
    `<rect class="polled" ${extent(pen, span)} y="${place.strip}" height="${place.stripHeight - ROW + BAR}">${pen.told(span.first)}</rect>`);
  const quiet = (/** @type {Span} */ span, /** @type {string} */ kind, /** @type {string} */ verb) => {
    const label = pen.story.order ? "" : `${verb} ${number(span.to - span.from)} min`;
    const text = label !== "" && fits(pen, span, label) ? `<text class="note ${kind}" x="${x((span.from + span.to) / 2)}" y="${middle + 4}">${label}</text>` : "";
    return `<line class="${kind}" x1="${x(span.from)}" x2="${x(span.to)}" y1="${middle}" y2="${middle}"/>${text}`;
  };
  return [
    lane.rows === 0 && polled.length === 0 ? `<line class="thread" x2="100%" y1="${place.marks}" y2="${place.marks}"/>` : "",
    ...polled,
    ...lane.waiting.map((span) => quiet(span, "waiting", "waits")),
    ...lane.idle.map((span) => quiet(span, "idle", "idle")),
    // Who was blocked for no time was not blocked: what they waited for was there already.
    ...lane.bars.filter((bar) => bar.kind !== "blocked" || bar.to > bar.from).map((bar) => drawBar(pen, bar, place, roomAfter(pen, lane, bar))),
  ].join("");
}

/**
 * A lane's name steps aside where an arrow passes at the story's beginning.
 * @param {Pen} pen
 * @param {LaneStory} lane
 * @param {number} row
 * @param {LanePlace} place
 */
function drawTitle({ story }, lane, row, place) {
  const length = lane.lane.title.length * LETTER;
  const crossing = story.arrows
    .filter(({ fromLane, toLane }) => (fromLane < row && toLane >= row) || (fromLane >= row && toLane < row))
    .map(({ toX, dx }) => (toX / story.end) * USUAL_WIDTH + dx)
    .filter((left) => left < length);
  const x = crossing.length > 0 ? ` x="${Math.round(Math.max(...crossing)) + 8}"` : "";
  return `<text class="lane"${x} y="${place.title}">${escape(lane.lane.title)}</text>`;
}

/**
 * Whether a label has room in a span. Rather none than one cut off in the middle of a letter.
 * @param {Pen} pen
 * @param {{ from: number, to: number }} span
 * @param {string} label
 */
function fits(pen, span, label) {
  return ((span.to - span.from) / pen.story.end) * USUAL_WIDTH >= label.length * LETTER + 8;
}

/**
 * Where a span lies, as attributes. What takes no time has been there all the same: it is a few pixels wide, and
 * inside the picture even at its end.
 * @param {Pen} pen
 * @param {{ from: number, to: number }} span
 */
function extent(pen, { from, to }) {
  const share = (to - from) / pen.story.end;
  if (share * USUAL_WIDTH >= LEAST) return `x="${pen.x(from)}" width="${percent(share)}"`;
  return `x="${percent(Math.min(from / pen.story.end, 1 - LEAST / USUAL_WIDTH))}" width="${LEAST}"`;
}

/**
 * Where nothing else stands behind a bar, in its row.
 * @param {Pen} pen
 * @param {LaneStory} lane
 * @param {Bar} bar
 */
function roomAfter({ story }, lane, bar) {
  // What is idle or waits says so between its bars.
  if (lane.idle.length + lane.waiting.length > 0) return { from: bar.to, to: bar.to };
  const next = lane.bars.filter(({ row, from }) => row === bar.row && from >= bar.to).map(({ from }) => from).filter((from) => from > bar.from);
  return { from: bar.to, to: Math.min(story.end, ...next) };
}

/**
 * @param {Pen} pen
 * @param {Bar} bar
 * @param {LanePlace} place
 * @param {{ from: number, to: number }} after
 */
function drawBar(pen, bar, place, after) {
  const label = bar.kind === "blocked" ? `blocked on ${pen.title(bar.label, true)}` : bar.label;
  const shown = shorten(pen, bar, label);
  const y = place.strip + bar.row * ROW;
  // A bar that is too short for a word has it beside it.
  const beside = shown === "" && fits(pen, after, label) ? `<svg x="${pen.x(bar.to)}" y="${y}"><text class="note" x="${LEAST + 6}" y="14">${escape(label)}</text></svg>` : "";
  const text = shown === "" ? "" : `<text x="6" y="14">${escape(shown)}</text>`;
  const fill = bar.kind === "blocked" ? ` fill="url(#${pen.id}-hatch)"` : "";
  const torn = bar.open ? `<svg x="100%"><path class="torn" d="M1-1l-6 5.5 5 5.5-5 5.5 6 5.5z"/></svg>` : "";
  return `<svg class="bar ${bar.kind}" ${extent(pen, bar)} y="${y}" height="${BAR}"><rect width="100%" height="100%" rx="2"${fill}>${barTitle(pen, bar, label)}</rect>${text}${torn}</svg>${beside}`;
}

/**
 * @param {Pen} pen
 * @param {Bar} bar
 * @param {string} label
 */
function barTitle(pen, bar, label) {
  const who = pen.title(pen.events[bar.first].lane);
  const time = pen.story.order ? "" : `, ${number(bar.from)}–${bar.open ? "" : number(bar.to)} min`;
  return `<title>${escape(`${who}: ${label}${time}${bar.open ? " (does not end)" : ""}`)}</title>`;
}

/**
 * As much of a label as has room in its bar. Of what is counted, the number tells one from the next; that somebody is
 * blocked says more than half of what they are blocked on.
 * @param {Pen} pen
 * @param {Bar} bar
 * @param {string} label
 */
function shorten(pen, bar, label) {
  const short = bar.kind === "blocked" ? "blocked" : /^\D+ (\d+)$/.exec(label)?.[1];
  for (const whole of [label, short]) if (whole !== undefined && fits(pen, bar, whole)) return whole;
  const room = Math.floor((((bar.to - bar.from) / pen.story.end) * USUAL_WIDTH - 10) / LETTER) - 1;
  return room < 5 ? "" : label.slice(0, room).trimEnd() + "…";
}

/**
 * @param {Pen} pen
 * @param {Mark} mark
 * @param {LanePlace} place
 */
function drawMark(pen, mark, place) {
  const aside = mark.dx === 0 ? "" : ` transform="translate(${mark.dx})"`;
  return `<svg x="${pen.x(mark.x)}" y="${place.marks}"><path class="mark ${mark.kind}" data-i="${mark.index}"${aside} d="${SHAPES[mark.kind]}">${pen.told(mark.index)}</path></svg>`;
}

/**
 * @param {Pen} pen
 * @param {Arrow} arrow
 * @param {LanePlace[]} places
 */
function drawArrow(pen, arrow, places) {
  const down = arrow.toLane > arrow.fromLane;
  const from = places[arrow.fromLane];
  const to = places[arrow.toLane];
  const start = pen.story.lanes[arrow.fromLane].marks.length > 0 || from.stripHeight === 0 ? from.marks : from.strip + BAR / 2;
  // The head stops short of the sign it points to: a start has none, it points to the lane's first moment.
  const tip = arrow.kind === "spawn" && down ? to.strip - 2 : to.marks + (down ? -8 : 8);
  const aside = arrow.dx === 0 ? "" : ` transform="translate(${arrow.dx})"`;
  const back = down ? -6 : 6;
  return `<line class="arrow ${arrow.kind}" x1="${pen.x(arrow.fromX)}" x2="${pen.x(arrow.toX)}" y1="${start}" y2="${tip}"${aside}/>` +
    `<svg x="${pen.x(arrow.toX)}" y="${tip}"><path class="tip ${arrow.kind}"${aside} d="M0 0L-3.5 ${back}h7z"/></svg>`;
}

/**
 * Explains the signs that occur, and no others.
 * @param {Story} story
 * @param {string} id The same as the timeline's.
 * @returns {string}
 */
export function renderLegend(story, id) {
  const has = (/** @type {(lane: LaneStory) => boolean} */ test) => story.lanes.some(test);
  const entries = [
    has((lane) => lane.totals.work > 0 || lane.bars.some((bar) => bar.kind === "work")) && swatch("bar work", "busy with it"),
    has((lane) => lane.bars.some((bar) => bar.kind === "self")) && swatch("bar self", "goes on by itself"),
    has((lane) => lane.totals.blocked > 0) && swatch("bar blocked", "blocked", ` fill="url(#${id}-hatch)"`),
    has((lane) => lane.polled.length > 0) && swatch("polled", "being polled"),
    has((lane) => lane.waiting.length > 0) && line("waiting", "waits"),
    has((lane) => lane.idle.length > 0) && line("idle", "idle"),
    ...Object.entries(MEANINGS).map(([kind, meaning]) => has((lane) => lane.marks.some((mark) => mark.kind === kind)) &&
      `<li><svg width="14" height="14" viewBox="-7 -7 14 14"><path class="mark ${kind}" d="${SHAPES[/** @type {Mark["kind"]} */ (kind)]}"/></svg>${meaning}</li>`),
  ].filter(Boolean);
  return entries.length === 0 ? "" : `<ul class="legend" aria-label="Signs">${entries.join("")}</ul>`;
}

/**
 * @param {string} kind
 * @param {string} meaning
 */
function swatch(kind, meaning, fill = "") {
  return `<li><svg class="${kind}" width="18" height="12"><rect class="${kind}" width="18" height="12" rx="2"${fill}/></svg>${meaning}</li>`;
}

/**
 * @param {string} kind
 * @param {string} meaning
 */
function line(kind, meaning) {
  return `<li><svg width="18" height="12"><line class="${kind}" x2="18" y1="6" y2="6"/></svg>${meaning}</li>`;
}
