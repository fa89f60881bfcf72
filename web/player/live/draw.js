/** Draws a track anew, where the build or an earlier run has drawn it. */
import { renderPicture, renderTranscript, renderWordsList } from "../render.js";

/** @import { Track } from "../figure.d.ts" */
/** @import { Axis } from "../spans.js" */

/**
 * @param {HTMLElement} player
 * @param {Track} track
 * @param {Axis} axis
 */
export function drawTrack(player, track, axis) {
  const key = CSS.escape(track.key);
  const section = /** @type {HTMLElement} */ (player.querySelector(`.track[data-key="${key}"]`));
  replace(section, ".transcript", renderTranscript(track));
  replace(section, ".timeline", renderPicture(track, section.id, axis));
  replace(/** @type {HTMLElement} */ (player.querySelector(`.words[data-key="${key}"]`)), "ol", renderWordsList(track));
}

/**
 * @param {HTMLElement} parent
 * @param {string} selector
 * @param {string} html
 */
function replace(parent, selector, html) {
  const old = parent.querySelector(selector);
  if (old) old.outerHTML = html;
}
