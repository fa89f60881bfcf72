// @ts-check
// One diagram, drawn for light and for dark pages: an <svg> that holds both, and shows the one that
// suits the page's theme. This is the body of a function of the diagram's source, name, title and
// description, called in a page where mermaid is loaded. Its text is part of what a drawing's
// freshness is told by, so a change here has every diagram drawn anew.

const SVG = "http://www.w3.org/2000/svg";
// Readers have other fonts than the machine that draws: the widest of the usual ones measures, so
// that every label fits its box.
const MEASURE = "diagram-measure";
const WIDE = ["DejaVu Sans", "Verdana"];
const DARK = ":is(.coal,.navy,.ayu)";
const [source, name, title, description] = /** @type {string[]} */ (Array.from(arguments));
const id = `diagram-${name}`;

/** @param {string} tag @param {Record<string, string | number>} attributes */
function element(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/** What decides between the two drawings; without JavaScript, mdBook follows the system. */
function choice() {
  const light = ".drawing .for-light", dark = ".drawing .for-dark";
  const show = "{display:inline}", hide = "{display:none}";
  return `.drawing{max-width:100%;height:auto;overflow:visible}${dark},${DARK} ${light}${hide}${DARK} ${dark}${show}`
    + `@media (prefers-color-scheme:dark){html:not(.js) ${light}${hide}html:not(.js) ${dark}${show}}`
    + `@media print{.drawing{--bg:#fff}html[class] ${light}${show}html[class] ${dark}${hide}}`;
}

/** @param {string} theme mermaid's name of it @param {string} variant */
async function draw(theme, variant) {
  mermaid.initialize({
    startOnLoad: false, securityLevel: "strict", theme, htmlLabels: false,
    deterministicIds: true, deterministicIDSeed: name, handDrawnSeed: 1, fontFamily: `${MEASURE}, system-ui, sans-serif`,
    // The page shows through around a diagram, but no line through its label.
    themeCSS: ".edgeLabel rect{opacity:1!important;fill:var(--bg,Canvas)!important}"
      + ".messageText{paint-order:stroke;stroke:var(--bg,Canvas)!important;stroke-width:5px}",
  });
  const { svg } = await mermaid.render(`${id}-${variant}`, source);
  const holder = document.body.appendChild(document.createElement("div"));
  holder.innerHTML = svg;
  const drawing = /** @type {SVGSVGElement} */ (holder.querySelector("svg"));
  center(drawing);
  const css = rules(drawing);
  tidy(drawing);
  rename(drawing, css, `${id}-${variant}`);
  thin(drawing, css.join(""));
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const within = element("svg", {
    id: `${id}-${variant}`, class: `for-${variant} ${drawing.getAttribute("class") ?? ""}`.trim(), overflow: "visible",
    width: round(width), height: round(height), viewBox: [x, y, width, height].map(round).join(" "),
  });
  within.append(...drawing.childNodes);
  holder.remove();
  return { within, css: css.join(""), width, height };
}

/** The rules of mermaid's style sheet that mean something in this drawing; takes the sheet out. @param {Element} drawing */
function rules(drawing) {
  const found = [];
  for (const style of drawing.querySelectorAll("style")) {
    for (const rule of style.sheet?.cssRules ?? []) {
      if (!(rule instanceof CSSStyleRule) || !document.querySelector(rule.selectorText)) continue;
      const selectors = rule.selectorText.split(/,(?![^(]*\))/).filter((selector) => document.querySelector(selector));
      // No SVG paints it, but whoever measures contrast believes it.
      rule.style.removeProperty("background-color");
      const body = rule.style.cssText.replaceAll(`${MEASURE}, `, "").replace(/;$/, "");
      if (body) found.push(`${selectors.map((selector) => selector.trim()).join(",")}{${body}}`);
    }
    style.remove();
  }
  return found;
}

/** A label that starts at the left of its box would be off the middle in a narrower font. @param {Element} drawing */
function center(drawing) {
  for (const node of drawing.querySelectorAll(".node")) {
    const [text, ...others] = node.querySelectorAll("text");
    if (!text || others.length > 0 || getComputedStyle(text).textAnchor !== "start") continue;
    const { x, width } = text.getBBox();
    text.setAttribute("text-anchor", "middle");
    for (const row of text.querySelectorAll("tspan[x]")) row.setAttribute("x", String(x + width / 2));
  }
}

/** Takes out what nobody sees. @param {Element} drawing */
function tidy(drawing) {
  for (const gone of drawing.querySelectorAll("title, desc")) gone.remove();
  for (const part of drawing.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (/^(data-|aria-|role$|tabindex$)/.test(name) || value === "" || value === "undefined") part.removeAttribute(name);
      else if (name.startsWith("on")) throw new Error(`a drawing with a script: ${name}`);
      else if (/font-family/.test(name + value)) part.setAttribute(name, value.replaceAll(`${MEASURE}, `, ""));
      else if (/^(d|points|transform|x[12]?|y[12]?|c[xy]|r[xy]?|width|height)$/.test(name)) {
        part.setAttribute(name, value.replace(/(?<![\d.])-?\d+\.\d+(e-?\d+)?(?![\d.])/g, (number) => String(round(Number(number)))));
      }
    }
    if (part.closest("text")) continue;
    for (const child of [...part.childNodes]) {
      if (child.nodeType === Node.COMMENT_NODE || (child.nodeType === Node.TEXT_NODE && !child.textContent?.trim())) child.remove();
    }
  }
}

/** Only what is referred to needs an id, and it must be nobody else's in the book. @param {Element} drawing @param {string[]} css @param {string} prefix */
function rename(drawing, css, prefix) {
  const text = drawing.innerHTML + css.join("");
  for (const part of drawing.querySelectorAll("[id]")) {
    const old = part.id;
    part.removeAttribute("id");
    if (![`url(#${old})`, `="#${old}"`, `#${old} `, `#${old}{`].some((reference) => text.includes(reference))) continue;
    const unique = old.startsWith(prefix) ? old : `${prefix}-${old}`;
    part.id = unique;
    for (const user of drawing.querySelectorAll("*")) {
      for (const attribute of user.attributes) {
        if (attribute.value === `#${old}`) attribute.value = `#${unique}`;
        else attribute.value = attribute.value.replaceAll(`url(#${old})`, `url(#${unique})`);
      }
    }
    if (unique !== old && css.some((rule) => rule.includes(`#${old}`))) throw new Error(`a rule for #${old}`);
  }
}

/** Leaves no part, class or split of words that has no meaning any more. @param {Element} drawing @param {string} css */
function thin(drawing, css) {
  for (const part of drawing.querySelectorAll(":is(marker, symbol, filter, linearGradient, clipPath):not([id])")) part.remove();
  for (const word of drawing.querySelectorAll("tspan.text-inner-tspan")) {
    const same = word.previousSibling;
    const look = (/** @type {Element} */ part) => part.getAttribute("font-style") + "/" + part.getAttribute("font-weight");
    if (same instanceof Element && look(same) === look(word)) {
      word.textContent = `${same.textContent}${word.textContent}`;
      same.remove();
    }
  }
  for (const word of drawing.querySelectorAll("tspan.text-inner-tspan[font-style=normal][font-weight=normal]")) word.replaceWith(...word.childNodes);
  for (const box of drawing.querySelectorAll("rect:not([width])")) box.remove();
  for (const part of drawing.querySelectorAll("[class]")) {
    const used = [...part.classList].filter((name) => new RegExp(`\\.${CSS.escape(name)}(?![-\\w])`).test(css));
    if (used.length > 0) part.setAttribute("class", used.join(" "));
    else part.removeAttribute("class");
  }
  let empty;
  while ((empty = drawing.querySelectorAll(":is(g, defs, text, tspan):empty")).length > 0) for (const part of empty) part.remove();
}

/** @param {number} number */
function round(number) {
  return Math.round(number * 100) / 100;
}

try {
  const face = new FontFace(MEASURE, WIDE.map((font) => `local("${font}")`).join(","));
  // Where there is none of them, the system's own font measures.
  await face.load().then(() => document.fonts.add(face), () => undefined);
  const light = await draw("default", "light");
  const dark = await draw("dark", "dark");
  const width = Math.ceil(Math.max(light.width, dark.width)), height = Math.ceil(Math.max(light.height, dark.height));
  const drawing = element("svg", {
    class: "drawing", role: "img", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-description`,
    width, height, viewBox: `0 0 ${width} ${height}`,
  });
  const parts = [
    element("title", { id: `${id}-title` }, title), element("desc", { id: `${id}-description` }, description),
    element("style", {}, choice() + light.css + dark.css), light.within, dark.within,
  ];
  for (const part of parts) drawing.append("\n", part);
  drawing.append("\n");
  const text = new XMLSerializer().serializeToString(drawing);
  const flaw = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror, foreignObject, script");
  if (flaw) throw new Error(`the drawing is not plain SVG: ${flaw.textContent}`);
  return { drawing: text };
} catch (error) {
  return { error: error instanceof Error ? error.message : String(error) };
}
