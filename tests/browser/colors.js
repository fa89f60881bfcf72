// How colors stand out against each other: put before the scripts of tests that measure it.
const brush = document
  .createElement("canvas")
  .getContext("2d", { willReadFrequently: true });

/** Red, green, blue and opacity, each up to 255, of any color that CSS knows. @param {string} color */
const rgba = (color) => {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = color;
  brush.fillRect(0, 0, 1, 1);
  return brush.getImageData(0, 0, 1, 1).data;
};

/** As WCAG has it, from 0 for black to 1 for white. */
const luminance = ([red, green, blue]) => {
  const channel = (value) =>
    (value /= 255) <= 0.04045
      ? value / 12.92
      : ((value + 0.055) / 1.055) ** 2.4;
  return (
    0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
  );
};

/** The color on which an element lies. @param {Element | null} element */
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (rgba(color)[3] === 255) return color;
  }
  return "white";
};

/** From 1 to 21. What is not there at all has none. @param {string} one @param {string} other */
const contrast = (one, other) => {
  if (one === "none" || rgba(one)[3] === 0) return 1;
  const [light, dark] = [luminance(rgba(one)), luminance(rgba(other))].sort(
    (a, b) => b - a,
  );
  return (light + 0.05) / (dark + 0.05);
};

const THEMES = ["light", "rust", "coal", "navy", "ayu"];
/** @param {string} theme */
const dress = (theme) => {
  document.documentElement.classList.remove(...THEMES);
  document.documentElement.classList.add(theme);
};
