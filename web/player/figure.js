// The entry for the book's build. All else imports render.js: beside figure.d.ts, which holds the types of a
// figure, the checker would take that file for this one's declarations.
export { renderFigure } from "./render.js";
