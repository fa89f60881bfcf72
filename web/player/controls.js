/** The controls, rendered with the figure so that waking them up moves nothing on the page. */
import { escape, number } from "./markup.js";
import { commonAxis } from "./spans.js";

/** @import { Figure, Track } from "./figure.d.ts" */

export const ICONS = {
  play: "M4 2.5v11L13.5 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  again: "M8 3a5 5 0 1 0 5 5h-1.7A3.3 3.3 0 1 1 8 4.7V7l4-3.1L8 .8z",
  previous: "M11.5 3v10L5 8zM3.5 3H5v10H3.5z",
  next: "M4.5 3v10L11 8zM11 3h1.5v10H11z",
};

export const SPEEDS = [
  { value: 0.5, label: "½×" },
  { value: 1, label: "1×" },
  { value: 2, label: "2×" },
  { value: 4, label: "4×" },
];

/**
 * @param {keyof typeof ICONS} name
 * @param {string} label
 */
function button(name, label) {
  return `<button type="button" class="${name}" aria-label="${label}" title="${label}"><svg width="16" height="16" aria-hidden="true"><path d="${ICONS[name]}"/></svg></button>`;
}

/**
 * The flavors of one program as tabs. A program in one flavor needs none.
 * @param {readonly Track[]} tracks
 * @param {Track} shown
 * @param {number} side
 * @param {string} id
 */
export function renderTabs(tracks, shown, side, id) {
  const flavors = tracks.filter((track) => track.program === shown.program);
  if (flavors.length < 2) return "";
  const tabs = flavors.map((track) => {
    const panel = `${id}-${tracks.indexOf(track)}`;
    const selected = track === shown;
    return `<button type="button" role="tab" id="${escape(panel)}-tab${side}" aria-controls="${escape(panel)}" aria-selected="${selected}"${selected ? "" : ` tabindex="-1"`} data-key="${escape(track.key)}">${escape(track.label)}</button>`;
  });
  return `<div class="tabs" role="tablist" aria-label="Language of ${escape(shown.title)}" data-side="${side}">${tabs.join("")}</div>`;
}

/**
 * @param {Figure} figure
 * @param {readonly Track[]} shown
 */
export function renderControls(figure, shown) {
  const { order, end } = commonAxis(figure.tracks.map((track) => track.recording.events));
  const speeds = SPEEDS.map(({ value, label }) => `<option value="${value}"${value === 1 ? ` selected=""` : ""}>${label}</option>`);
  return [
    `<div class="controls" role="group" aria-label="Player">`,
    `<input type="range" class="scrub" min="0" max="${number(end)}" step="any" value="${number(end)}" aria-label="Story time">`,
    `<div class="row">${button("previous", "Previous event")}${button("play", "Play")}${button("next", "Next event")}`,
    `<span class="now">${order ? "" : `${number(end)} / ${number(end)} min`}</span>`,
    `<label class="speed">Speed <select>${speeds.join("")}</select></label>`,
    figure.tracks.length > 1 ? `<label class="compare">Compare with <select>${compareOptions(figure.tracks, shown)}</select></label>` : "",
    `</div><p class="spoken" aria-live="polite"></p></div>`,
  ].join("");
}

/**
 * @param {readonly Track[]} tracks
 * @param {readonly Track[]} shown
 */
export function compareOptions(tracks, shown) {
  const severalPrograms = new Set(tracks.map((track) => track.program)).size > 1;
  const options = tracks.filter((track) => track !== shown[0]).map((track) => {
    const name = severalPrograms ? `${track.title}, ${track.label}` : track.label;
    return `<option value="${escape(track.key)}"${track === shown[1] ? ` selected=""` : ""}>${escape(name)}</option>`;
  });
  return `<option value="">nothing</option>${options.join("")}`;
}
