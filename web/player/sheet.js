/** The cheat sheet: its buttons choose the reader's language, for this page and for the whole book. */
import { remember, show } from "./choice.js";

const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".sheet-tabs button"));
const page = document.documentElement;

function mark() {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === page.dataset.sheet));
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    const language = button.dataset.language ?? "";
    const before = button.getBoundingClientRect().top;
    page.dataset.sheet = language;
    remember(language);
    show(language);
    mark();
    // Cells above may have grown or shrunk: what the reader has touched stays under the finger.
    scrollBy(0, button.getBoundingClientRect().top - before);
  });
}
mark();
