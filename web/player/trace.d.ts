// Generated from tools/trace by `cargo xtask types`. Do not edit.

export type Recording = { 
/**
 * Version of this format: 1.
 */
version: number, 
/**
 * Name of the program, unique in the book.
 */
program: string, 
/**
 * The timeline's lanes, from top to bottom.
 */
lanes: Array<Lane>, 
/**
 * What each flavor did, by flavor (`rust`, `rust-tokio`, `python` …).
 */
flavors: { [key in string]: FlavorRecording }, };

export type Lane = { 
/**
 * The name that events use.
 */
name: string, 
/**
 * The name that readers see.
 */
title: string, 
/**
 * What the lane stands for.
 */
kind: LaneKind, };

export type LaneKind = "thread" | "task" | "executor" | "reactor" | "world";

export type FlavorRecording = { 
/**
 * Names and versions of what compiled and ran it.
 */
toolchain: string, 
/**
 * Where story time came from.
 */
clock: ClockKind, 
/**
 * Fingerprint of the source and of the settings that reach the run; another one means that
 * the recording is older than its program.
 */
source: string, 
/**
 * What the compiler said that refused it. Then it did not run, and there are no events.
 */
refused?: Array<Refusal>, 
/**
 * The events, in order.
 */
events: Array<Event>, };

export type ClockKind = "scaled" | "virtual";

export type Refusal = { 
/**
 * Line in the program's file, counted from 1.
 */
line: number, 
/**
 * The error's code, if it has one, and its message.
 */
message: string, };

export type Event = { 
/**
 * Story time in minutes. Never decreases from one event to the next.
 */
at: number, 
/**
 * Name of the lane that it happened on.
 */
lane: string, 
/**
 * Line in the program's file, counted from 1; 0 where the platform does not know it.
 */
line: number, } & ({ "kind": "say", text: string, } | { "kind": "begin", activity: string, 
/**
 * The thread does this and nothing else until the end (reading a page). Otherwise it goes
 * on by itself (a cake in the oven).
 */
work?: boolean, } | { "kind": "end", activity: string, } | { "kind": "spawn", 
/**
 * The lane that was started.
 */
task: string, } | { "kind": "poll" } | { "kind": "pending" } | { "kind": "ready" } | { "kind": "wake", 
/**
 * The lane that caused it, or `runtime`: nobody who was being polled, so a timer or the
 * runtime's own turn.
 */
by: string, } | { "kind": "send", 
/**
 * The lane that it is for.
 */
to: string, what: string, } | { "kind": "receive", 
/**
 * The lane that it came from.
 */
from: string, what: string, } | { "kind": "block", 
/**
 * The lane, or the thing, that it stands still for.
 */
on: string, } | { "kind": "unblock", 
/**
 * What ended the standstill.
 */
by: string, } | { "kind": "cancel", 
/**
 * The lane that asked.
 */
by: string, } | { "kind": "drop" } | { "kind": "panic", message: string, });

export type EventKind = { "kind": "say", text: string, } | { "kind": "begin", activity: string, 
/**
 * The thread does this and nothing else until the end (reading a page). Otherwise it goes
 * on by itself (a cake in the oven).
 */
work?: boolean, } | { "kind": "end", activity: string, } | { "kind": "spawn", 
/**
 * The lane that was started.
 */
task: string, } | { "kind": "poll" } | { "kind": "pending" } | { "kind": "ready" } | { "kind": "wake", 
/**
 * The lane that caused it, or `runtime`: nobody who was being polled, so a timer or the
 * runtime's own turn.
 */
by: string, } | { "kind": "send", 
/**
 * The lane that it is for.
 */
to: string, what: string, } | { "kind": "receive", 
/**
 * The lane that it came from.
 */
from: string, what: string, } | { "kind": "block", 
/**
 * The lane, or the thing, that it stands still for.
 */
on: string, } | { "kind": "unblock", 
/**
 * What ended the standstill.
 */
by: string, } | { "kind": "cancel", 
/**
 * The lane that asked.
 */
by: string, } | { "kind": "drop" } | { "kind": "panic", message: string, };
