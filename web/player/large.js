// What only a large recording needs, and only then is fetched.
export { CanvasPicture } from "./canvas.js";
export { WindowedList } from "./windowed.js";
