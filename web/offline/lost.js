/** What a reader gets who opens a page that is not kept, while the network does not answer. */
import { SCOPE } from "./shelved.js";

export function lost() {
  // Of its own, and short: it has to be there when nothing else is. The colors are those of the book's light and
  // dark themes.
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not kept on this device</title>
<style>
  :root { color-scheme: light dark; }
  body { max-width: 34em; margin: 15vh auto; padding: 0 24px; font: 18px/1.6 "Source Serif 4", Georgia, serif; background: light-dark(#fff, #161923); color: light-dark(#000, #bcbdd0); }
  a { color: light-dark(#20609f, #62aad6); }
</style>
<main>
<h1>This page is not kept on this device</h1>
<p>And the network does not answer. A page that you have read is kept; all others are, too, once you have asked for it at the end of the page “Your progress”.</p>
<p><a href="${SCOPE}index.html">To the beginning of the book</a>, which is kept. This page can be tried again by reloading it.</p>
</main>
</html>`;
  return new Response(page, { status: 503, statusText: "No network", headers: { "Content-Type": "text/html; charset=utf-8" } });
}
