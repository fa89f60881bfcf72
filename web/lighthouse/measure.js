/**
 * Has Lighthouse look at pages, several times each, and writes a line of JSON for each page and kind of device. Run by
 * `cargo xtask lighthouse`, which brings the packages and serves the pages.
 */
import { argv, stdout } from "node:process";

/**
 * @typedef {object} Asked
 * @property {string} packages Address of the folder with the packages, with a slash at its end.
 * @property {string} browser The browser's file.
 * @property {string[]} flags The browser's arguments.
 * @property {number} times How often the speed of each page is measured.
 * @property {string[]} urls
 */

/** @type {Asked} */
const { packages, browser, flags, times, urls } = JSON.parse(argv[2]);
const lighthouse = (await import(new URL("lighthouse/core/index.js", packages).href)).default;
const desktop = (await import(new URL("lighthouse/core/config/desktop-config.js", packages).href)).default;
const { launch } = await import(new URL("chrome-launcher/dist/index.js", packages).href);

const SPEED = "performance";
/** What a page is, and not how fast the machine was: the same each time, so it is looked at once. */
const LASTING = ["accessibility", "best-practices", "seo"];
/** What the speed consists of, with the name that it gets. */
const METRICS = {
  first_contentful_paint_ms: "first-contentful-paint",
  largest_contentful_paint_ms: "largest-contentful-paint",
  speed_index_ms: "speed-index",
  total_blocking_ms: "total-blocking-time",
  cumulative_layout_shift: "cumulative-layout-shift",
};

/** @param {any} result Scores are out of a hundred. */
const score = (result, /** @type {string} */ category) => Math.round((result.categories[category].score ?? 0) * 100);

/**
 * What keeps a page from a hundred in what lasts.
 * @param {any} result
 * @returns {string[]}
 */
const flaws = (result) =>
  LASTING.flatMap((category) => result.categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && result.audits[id].score !== null && result.audits[id].score < 1)
    .map(({ id }) => id);

/** @param {string} url */
async function look(url, /** @type {string} */ device) {
  const config = device === "desktop" ? desktop : undefined;
  const runs = [];
  /** @type {any} */
  let lasting;
  for (let n = 0; n < times; n++) {
    // A browser of its own each time: nothing is kept from before.
    const chrome = await launch({
      chromePath: browser,
      chromeFlags: flags,
      logLevel: "silent",
    });
    try {
      const onlyCategories = n === 0 ? [SPEED, ...LASTING] : [SPEED];
      const { lhr } = await lighthouse(
        url,
        {
          port: chrome.port,
          output: "json",
          logLevel: "silent",
          onlyCategories,
        },
        config,
      );
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      lasting ??= lhr;
      runs.push(lhr);
    } finally {
      chrome.kill();
    }
  }
  runs.sort((a, b) => score(a, SPEED) - score(b, SPEED));
  const median = runs[Math.floor(runs.length / 2)];
  return {
    url,
    device,
    lighthouse: median.lighthouseVersion,
    scores: {
      [SPEED]: score(median, SPEED),
      ...Object.fromEntries(LASTING.map((category) => [category, score(lasting, category)])),
    },
    flaws: flaws(lasting),
    ...Object.fromEntries(Object.entries(METRICS).map(([name, id]) => [name, Math.round(median.audits[id].numericValue * 1000) / 1000])),
  };
}

for (const url of urls) {
  for (const device of ["mobile", "desktop"]) stdout.write(JSON.stringify(await look(url, device)) + "\n");
}
