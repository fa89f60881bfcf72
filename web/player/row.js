/** The row "Run it here", rendered with the figure so that waking it up moves nothing on the page. */
import { escape } from "./markup.js";

/** @import { Track } from "./figure.d.ts" */

/** Edited where they run. */
const EDITED_HERE = ["javascript", "python"];
/** What no browser runs, but the book's own server does. */
const RUN_BY_SERVER = ["csharp", "swift"];
const SERVE = "To change this program, get the book and start its own server there: <kbd>cargo xtask serve</kbd>.";

/**
 * @param {Track} track
 * @param {string} id
 */
export function renderRow(track, id) {
  const language = track.flavor.split("-")[0];
  const here = track.recorded_only === undefined;
  const served = RUN_BY_SERVER.includes(language) && track.recording.refused === undefined;
  // What only the server can do is in every page, and is shown in the server's own.
  const only = here ? "" : " served";
  const edit = here && EDITED_HERE.includes(language) ? "" : " served";
  const runs = here || served;
  const parts = [
    `<div class="tools">`,
    `<span class="whose">${escape(track.title)}, ${escape(track.label)}</span>`,
    here ? "" : `<span class="only${served ? " unserved" : ""}"><b>Recorded only:</b> ${escape(track.recorded_only)}</span>`,
    runs ? `<button type="button" class="run${only}" data-do="run" title="Run it here (Ctrl+Enter)" aria-keyshortcuts="Control+Enter"><svg width="12" height="12" aria-hidden="true"><path d="M2 0v12l9-6z"/></svg>Run it here</button>` : "",
    ...(runs ? track.knobs : []).map((knob) => renderKnob(knob, id, only)),
    runs ? `<button type="button" class="quiet${edit}" data-do="edit">Edit</button>` : "",
    track.recording.refused ? "" : `<a class="quiet" data-home="${escape(`${track.program}-${track.flavor}`)}.zip" download>Take it home</a>`,
    track.playground ? `<span class="unserved"><a class="quiet" data-do="playground" href="https://play.rust-lang.org/" target="_blank" rel="noopener noreferrer">Open in the Rust Playground</a> <span class="note">(leaves this site and sends the code there)</span></span>` : "",
    "</div>",
    `<p class="changed">You have changed this program. <button type="button" class="plainly" data-do="mine">Show your version</button></p>`,
    runs && edit !== "" ? `<p class="note unserved">${SERVE}</p>` : "",
    `<div class="told"></div>`,
  ];
  return `<div class="live" role="group" aria-label="Run it here: ${escape(`${track.title}, ${track.label}`)}">${parts.filter((part) => part !== "").join("")}</div>`;
}

/**
 * @param {Track["knobs"][number]} knob
 * @param {string} id
 * @param {string} only
 */
function renderKnob({ name, title, default: usual, min, max }, id, only) {
  // Text, not a number field: of what is no number such a field does not tell what it is.
  const why = `${id}-${name}-why`;
  return `<span class="knob${only}"><label>${escape(title)} <input type="text" inputmode="numeric" autocomplete="off" size="4" value="${usual}" data-knob="${escape(name)}" title="from ${min} to ${max}" aria-describedby="${escape(why)}"></label><span class="why" id="${escape(why)}" role="alert"></span></span>`;
}
