// Terms of the glossary tell their definition without a script (text.css). With one, Esc puts it away, and on
// a touch screen the first touch tells it, for there is no pointer to rest on a word; the second goes to the entry.
{
  const terms = ".term:is(:hover, :focus)";
  const away = "put-away";
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const term of document.querySelectorAll(terms)) term.classList.add(away);
  });
  for (const leaving of ["pointerout", "focusout"]) {
    addEventListener(leaving, ({ target }) => {
      // A term may be pointed at and have the focus: it is told again when it has been left by both.
      if (target instanceof Element && !target.matches(terms)) target.classList.remove(away);
    });
  }

  /** @type {Element | undefined} */
  let touched;
  addEventListener("click", (event) => {
    const term = event.target instanceof Element ? event.target.closest("a.term") : undefined;
    if (!(term instanceof HTMLElement) || /** @type {PointerEvent} */ (event).pointerType !== "touch" || term === touched) return;
    event.preventDefault();
    touched = term;
    term.focus();
  });
  addEventListener("focusout", () => (touched = undefined));
}
