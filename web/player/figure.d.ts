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
lanes: Array<Lane>, 
/**
 * Every time in the program is a multiple of this many story minutes.
 */
grid: number, 
/**
 * The numbers that a reader can change.
 */
knobs: Array<KnobField>, 
/**
 * Why a browser does not run it; without it, it does.
 */
recorded_only?: string, 
/**
 * There is a file of it for the Rust Playground.
 */
playground?: boolean, recording: FlavorRecording, };

export type KnobField = { 
/**
 * The name that the program uses.
 */
name: string, 
/**
 * The name that readers see, with its unit.
 */
title: string, default: number, min: number, max: number, };

export type Without = { 
/**
 * The program's name for readers.
 */
title: string, 
/**
 * The flavor's name for readers.
 */
label: string, reason: string, };

export type Predict = { 
/**
 * The program that it is about.
 */
program: string, question: string, 
/**
 * The lines are put in order; otherwise the one that is printed first is chosen.
 */
order: boolean, 
/**
 * Lines of the transcript, as the reader first sees them.
 */
lines: Array<string>, 
/**
 * What is right, for each flavor.
 */
answers: Array<Answer>, };

export type Answer = { flavors: Array<string>, 
/**
 * Places in `lines`, in the order in which these flavors print them.
 */
order: Array<number>, 
/**
 * The story minute at which each of `lines` is printed, if it is.
 */
at: Array<number | null>, 
/**
 * What the reader is told who picks the line, or puts it where it does not belong.
 */
because: Array<string>, };
