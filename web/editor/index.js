/** The editor: CodeMirror with as little as editing a page of code needs. Bundled to run/editor.js, fetched on the first edit. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { csharp } from "@codemirror/legacy-modes/mode/clike";
import { go } from "@codemirror/legacy-modes/mode/go";
import { javascript } from "@codemirror/legacy-modes/mode/javascript";
import { python } from "@codemirror/legacy-modes/mode/python";
import { rust } from "@codemirror/legacy-modes/mode/rust";
import { swift } from "@codemirror/legacy-modes/mode/swift";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** @import { StreamParser } from "@codemirror/language" */
/** @import { DecorationSet } from "@codemirror/view" */

/**
 * @typedef {object} Editor
 * @property {() => string} text
 * @property {(text: string) => void} setText As one step, which can be undone.
 * @property {(problems: readonly { line: number, message: string }[]) => void} mark
 * @property {(line: number | undefined) => void} light The line that is being executed.
 * @property {() => void} focus
 * @property {() => void} destroy
 */

/**
 * One way to read each language, small ones: what is wrong with a program the language itself says.
 * @type {Record<string, StreamParser<any>>}
 */
const LANGUAGES = { javascript, python, rust, go, csharp, swift };
/** As the book's programs have it, which each language's own formatter has formatted. @type {Record<string, string>} */
const INDENTATION = { javascript: "  ", python: "    ", rust: "    ", go: "\t", csharp: "    ", swift: "  " };

/** The page's own colors (theme/fonts/fonts.css), in every theme. */
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.self, tags.modifier], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.character], color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code-constant)" },
  { tag: [tags.function(tags.variableName), tags.definition(tags.function(tags.variableName)), tags.macroName], color: "var(--code-function)" },
  { tag: [tags.typeName, tags.className, tags.namespace], color: "var(--code-type)" },
]);

const ANCHOR = /^\s*(\/\/|#)\s*ANCHOR(_END)?:/;

/** @type {ReturnType<typeof StateEffect.define<DecorationSet>>} */
const setProblems = StateEffect.define();
/** @type {ReturnType<typeof StateEffect.define<number | undefined>>} */
const setLit = StateEffect.define();

class Message extends WidgetType {
  /** @param {string} text */
  constructor(text) {
    super();
    this.text = text;
  }

  /** @param {Message} other */
  eq(other) {
    return other.text === this.text;
  }

  toDOM() {
    const element = document.createElement("div");
    element.className = "cm-problem";
    element.textContent = this.text;
    return element;
  }
}

const problems = StateField.define({
  create: () => Decoration.none,
  update: (value, transaction) => transaction.effects.find((effect) => effect.is(setProblems))?.value ?? value.map(transaction.changes),
  provide: (field) => EditorView.decorations.from(field),
});

const lit = StateField.define({
  create: () => Decoration.none,
  update: (value, { effects, changes, state }) => {
    const effect = effects.find((each) => each.is(setLit));
    if (effect === undefined) return value.map(changes);
    const line = /** @type {number | undefined} */ (effect.value);
    return line === undefined || line < 1 || line > state.doc.lines ? Decoration.none : Decoration.set(Decoration.line({ class: "lit" }).range(state.doc.line(line).from));
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * The marks between which a page shows parts of a program. No reader sees them there, nor here; they stay in the text.
 * @param {EditorState} state
 */
function findAnchors(state) {
  const ranges = [];
  for (let number = 1; number <= state.doc.lines; number++) {
    const { from, to, text } = state.doc.line(number);
    if (ANCHOR.test(text)) ranges.push(Decoration.replace({ block: true }).range(from, to));
  }
  return Decoration.set(ranges);
}

const anchors = StateField.define({
  create: findAnchors,
  update: (value, { docChanged, state }) => (docChanged ? findAnchors(state) : value),
  provide: (field) => [EditorView.decorations.from(field), EditorView.atomicRanges.of((view) => view.state.field(field))],
});

/**
 * @param {object} options
 * @param {HTMLElement} options.parent
 * @param {string} options.text
 * @param {string} options.language
 * @param {string} options.label
 * @param {() => void} options.changed By the reader, or by `setText`.
 * @returns {Editor}
 */
export function createEditor({ parent, text, language, label, changed }) {
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      indentUnit.of(INDENTATION[language] ?? "  "),
      EditorState.tabSize.of(4),
      StreamLanguage.define(LANGUAGES[language] ?? {}),
      syntaxHighlighting(colors),
      anchors,
      problems,
      lit,
      // Ctrl+Enter runs, which the player sees to. Tab indents; after Escape it leads out of the editor, as CodeMirror has it.
      keymap.of([{ key: "Mod-Enter", run: () => true }, indentWithTab, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ tabindex: "0", "aria-label": label, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed();
      }),
    ],
  });
  const show = (/** @type {number | undefined} */ line) => {
    if (line !== undefined && line >= 1 && line <= view.state.doc.lines) bringIntoView(view, view.state.doc.line(line).from);
  };
  return {
    text: () => view.state.doc.toString(),
    setText: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    mark: (found) => {
      view.dispatch({ effects: setProblems.of(decorate(view.state, found)) });
      show(found[0]?.line);
    },
    light: (line) => {
      view.dispatch({ effects: setLit.of(line) });
      show(line);
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/**
 * @param {EditorState} state
 * @param {readonly { line: number, message: string }[]} found
 */
function decorate(state, found) {
  const ranges = found.filter(({ line }) => line >= 1 && line <= state.doc.lines).flatMap(({ line, message }) => {
    const { from, to } = state.doc.line(line);
    return [Decoration.line({ class: "wrong" }).range(from), Decoration.widget({ widget: new Message(message), side: 1, block: true }).range(to)];
  });
  return Decoration.set(ranges, true);
}

/**
 * Scrolls the editor and only the editor: the page stays where the reader put it.
 * @param {EditorView} view
 * @param {number} position
 */
function bringIntoView(view, position) {
  const { top, bottom } = view.lineBlockAt(position);
  const pane = view.scrollDOM;
  if (pane.scrollTop > top) pane.scrollTop = top - 8;
  else if (pane.scrollTop < bottom + 16 - pane.clientHeight) pane.scrollTop = bottom + 16 - pane.clientHeight;
}
