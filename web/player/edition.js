/**
 * Whether there is a service worker that keeps this copy of the book. `cargo xtask build` writes `true` here; what
 * stock mdBook builds, or `cargo xtask serve` serves, has none.
 */
export const kept = false;
