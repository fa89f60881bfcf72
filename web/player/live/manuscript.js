/** The program of a track as the reader edits it: the editor in the place of the code, what is kept, and what is marked. */
import { editorModule, source } from "./artefacts.js";
import { fingerprint, load, save } from "./edits.js";
import { languageOf } from "./runner.js";

/** @import { Track } from "../figure.d.ts" */
/** @import { Editor } from "../../editor/index.js" */

const CHANGED_SINCE = "The book’s program has changed since you changed yours. Yours is below; Restore takes the book’s.";
const NOT_KEPT = "This browser keeps nothing for this page: when it is reloaded, your changes are gone.";

export class Manuscript {
  file;
  #track;
  #section;
  #row;
  #calls;
  /** @type {string | undefined} */
  #original;
  /** @type {Editor | undefined} */
  #editor;
  /** What the reader had, while it can be brought back. @type {string | undefined} */
  #before;

  /**
   * @param {Pick<Track, "program" | "flavor" | "label" | "source">} track
   * @param {HTMLElement} section
   * @param {HTMLElement} row
   * @param {{ light: (light: ((line: number | undefined) => void) | undefined) => void, does?: string }} calls `does`: what Ctrl+Enter does.
   */
  constructor(track, section, row, calls) {
    this.file = track.source.split("/").at(-1) ?? "";
    this.#track = track;
    this.#section = section;
    this.#row = row;
    this.#calls = calls;
  }

  /** The program as the book has it. */
  async original() {
    return (this.#original ??= await source(this.#track.program, this.file));
  }

  isOpen() {
    return this.#editor !== undefined;
  }

  /** What is to be run, if it is not the original. */
  text() {
    return this.#editor?.text();
  }

  isMine() {
    return this.#editor !== undefined && this.#editor.text() !== this.#original;
  }

  /**
   * @param {boolean} [takesFocus] Whether the reader has asked for it, and goes on in it.
   * @returns {Promise<string>} What the reader should know of it.
   */
  async open(takesFocus = true) {
    const [original, { createEditor }] = await Promise.all([this.original(), /** @type {Promise<typeof import("../../editor/index.js")>} */ (editorModule())]);
    if (this.#editor) return "";
    const { program, flavor, label } = this.#track;
    const kept = load(program, flavor);
    const listing = /** @type {HTMLElement} */ (this.#section.querySelector(".listing"));
    this.mark([]);
    listing.classList.add("editing");
    this.#editor = createEditor({
      parent: listing,
      text: kept?.text ?? original,
      language: languageOf(flavor),
      label: `Program, ${label}. Escape, then Tab, leaves the editor.`,
      changed: () => this.#changed(),
    });
    listing.insertAdjacentHTML("beforeend", `<p class="leave">Ctrl+Enter ${this.#calls.does ?? "runs"} it. Tab indents; Escape, then Tab, leaves the editor.</p>`);
    this.#calls.light((line) => this.#editor?.light(line));
    this.#tools();
    if (takesFocus) this.#editor.focus();
    return kept && kept.original !== fingerprint(original) ? CHANGED_SINCE : "";
  }

  close() {
    if (this.#editor === undefined) return;
    this.#editor.destroy();
    this.#editor = undefined;
    this.#before = undefined;
    this.#calls.light(undefined);
    this.#section.querySelector(".listing")?.classList.remove("editing");
    this.#section.querySelector(".leave")?.remove();
    this.#tools();
  }

  /** The original again; or, right after that, what the reader had. */
  restore() {
    const editor = this.#editor;
    if (editor === undefined || this.#original === undefined) return;
    const before = this.#before;
    const text = editor.text();
    editor.setText(before ?? this.#original);
    this.#before = before === undefined ? text : undefined;
    this.#tools();
    editor.focus();
  }

  #changed() {
    const { program, flavor } = this.#track;
    const text = this.#editor?.text() ?? "";
    const original = this.#original ?? "";
    this.#before = undefined;
    this.mark([]);
    const kept = save(program, flavor, text === original ? undefined : { text, original: fingerprint(original) });
    this.#row.toggleAttribute("data-edited", text !== original && kept);
    this.#tools();
    const told = this.#row.querySelector(".told");
    if (!kept && told && told.textContent === "") told.textContent = NOT_KEPT;
  }

  /** The buttons beside Run, as they fit. */
  #tools() {
    const open = this.#editor !== undefined;
    this.#row.classList.toggle("open", open);
    const edit = /** @type {HTMLElement} */ (this.#row.querySelector("[data-do=edit]"));
    edit.textContent = open ? "Close editor" : "Edit";
    let restore = /** @type {HTMLButtonElement | null} */ (this.#row.querySelector("[data-do=restore]"));
    if (restore === null) {
      edit.insertAdjacentHTML("afterend", `<button type="button" class="quiet" data-do="restore"></button>`);
      restore = /** @type {HTMLButtonElement} */ (this.#row.querySelector("[data-do=restore]"));
    }
    restore.textContent = this.#before === undefined ? "Restore" : "Undo";
    restore.hidden = !open || (this.#before === undefined && !this.isMine());
  }

  /**
   * Marks lines of the program, where it stands.
   * @param {{ line: number, message: string }[]} problems
   */
  mark(problems) {
    this.#editor?.mark(problems);
    for (const line of this.#section.querySelectorAll(".code .wrong")) line.classList.remove("wrong");
    for (const { line } of problems) this.#section.querySelector(`.code .line[data-line="${line}"]`)?.classList.add("wrong");
  }
}
