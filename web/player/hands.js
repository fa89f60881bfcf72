/** Keys and pointers on a player. */

/** @import { Track } from "./figure.d.ts" */
/** @import { Playback } from "./playback.js" */
/** @import { TrackView } from "./view.js" */

/**
 * @typedef {object} Hold What can be done to a player.
 * @property {() => void} toggle
 * @property {(direction: 1 | -1) => void} step
 * @property {(seek: (playback: Playback) => void, says?: boolean) => void} move
 * @property {(track: Track, index: number) => void} goTo
 * @property {(key: string) => TrackView | undefined} view
 */

/** Controls that know what to do with an arrow or a space themselves. */
const TAKES_ARROWS = "select, [role=tab], [role=button], input[type=radio]";
const TAKES_SPACE = "button, a, select, summary, [role=button], input:not([type=range])";

/**
 * @param {HTMLElement} player
 * @param {Hold} hold
 */
export function wakeHands(player, hold) {
  player.addEventListener("keydown", (event) => press(event, hold));
  player.addEventListener("pointerdown", (event) => drag(event, hold));
}

/**
 * @param {KeyboardEvent} event
 * @param {Hold} hold
 */
function press(event, { toggle, step, move }) {
  const target = /** @type {Element} */ (event.target);
  // What is typed is no command, to mdBook neither: there an S would open the search.
  if (target.matches("[contenteditable], [type=text]")) return event.stopPropagation();
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const arrow = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  if (arrow === 0 && ![" ", "Home", "End", "ArrowUp", "ArrowDown"].includes(event.key)) return;
  // mdBook turns the page on an arrow key that reaches it.
  event.stopPropagation();
  if (event.defaultPrevented) return;
  if (event.key === " ") {
    if (target.matches(TAKES_SPACE)) return;
    event.preventDefault();
    return toggle();
  }
  if (target.matches(TAKES_ARROWS) || event.key === "ArrowUp" || event.key === "ArrowDown") return;
  event.preventDefault();
  // A range that is moved tells its new place by itself, and would be told twice.
  const range = target.matches(".scrub");
  if (event.key === "Home") return move((playback) => playback.seekEvent(0), !range);
  if (event.key === "End") return move((playback) => playback.seekEnd(), !range);
  // On the range an arrow is a minute, as it would be without us were its steps whole minutes.
  if (range) {
    return move((playback) => {
      const { x } = playback.position;
      playback.seek(arrow < 0 ? Math.ceil(x) - 1 : Math.floor(x) + 1);
    });
  }
  step(/** @type {1 | -1} */ (arrow));
}

/**
 * @param {PointerEvent} start
 * @param {Hold} hold
 */
function drag(start, hold) {
  const target = /** @type {Element} */ (start.target);
  const scroll = /** @type {HTMLElement | null} */ (target.closest(".scroll"));
  const view = hold.view(target.closest("section")?.dataset.key ?? "");
  if (scroll === null || view === undefined || start.button !== 0 || !start.isPrimary) return;
  // Beside the stage lies a scroll bar.
  if (target === scroll) return;
  const mark = target.closest("[data-i]");
  const seek = (/** @type {PointerEvent} */ event) => {
    if (mark) hold.goTo(view.track, Number(mark.getAttribute("data-i")));
    else hold.move((playback) => playback.seek(view.placeAt(event.clientX) ?? 0));
  };
  // A finger may be about to move the page, or a picture wider than the screen: then the browser cancels it.
  const finger = start.pointerType !== "mouse";
  const stop = () => (scroll.onpointermove = scroll.onpointerup = scroll.onpointercancel = null);
  scroll.setPointerCapture(start.pointerId);
  scroll.onpointermove = mark || (finger && scroll.scrollWidth > scroll.clientWidth) ? null : seek;
  scroll.onpointercancel = stop;
  scroll.onpointerup = (end) => {
    stop();
    if (finger) seek(end);
  };
  if (!finger) seek(start);
}
