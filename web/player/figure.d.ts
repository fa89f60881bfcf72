// Generated from tools/mdbook-program by `cargo xtask types`. Do not edit.

import type { FlavorRecording, Lane } from "./trace.d.ts";

export type Figure = { 
/**
 * Unique on the page.
 */
id: string, 
/**
 * Every program and flavor of the figure, in the order of the tabs.
 */
tracks: Array<Track>, 
/**
 * Keys of the tracks that are shown first: one, or two side by side.
 */
shown: Array<string>, 
/**
 * A question to answer before the first run.
 */
predict?: Predict, 
/**
 * Flavors that a program does not have, and why.
 */
without: Array<Without>, };

export type Track = { 
/**
 * Unique in the figure: `cake_and_book.rust-tokio`.
 */
key: string, program: string, 
/**
 * The program's name for readers.
 */
title: string, flavor: string, 
/**
 * The flavor's name for readers: `Rust, tokio`.
 */
label: string, 
/**
 * The file, from the book's folder.
 */
source: string, 
/**
 * The code as HTML, a `<span class="line" data-line="N">` for each line.
 */
code: string, 
/**
 * Some lines (`line rest`) are not shown first.
 */
partial: boolean, 
/**
 * What its transcript has that the other flavors' have not, and why.
 */
differs?: string, 
/**
 * The timeline's lanes, from top to bottom.
 */
lanes: Array<Lane>, recording: FlavorRecording, };

export type Without = { 
/**
 * The program's name for readers.
 */
title: string, 
/**
 * The flavor's name for readers.
 */
label: string, reason: string, };

export type Predict = { question: string, choices: Array<Choice>, };

export type Choice = { text: string, right: boolean, 
/**
 * What the reader is told who picks it.
 */
because: string, 
/**
 * The story minute at which the recording has the line.
 */
at: number, };
