const STYLE = new URL("./live.css", import.meta.url).href;

/** @type {Promise<unknown> | undefined} */
let styled;

/** The style of what is only there after a run; a page that does not get it is plain, and works. */
export function style() {
  return (styled ??= new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = STYLE;
    link.onload = link.onerror = done;
    document.head.append(link);
  }));
}
