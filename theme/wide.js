// A table, a diagram or code that is wider than its box scrolls in it. While it does, Tab leads to the box, so that
// the arrow keys scroll it, and the box has a name. Not every browser does the first by itself, and none the second.
{
  /** @type {Record<string, string>} */
  const names = { ".table-wrapper": "Table", ".diagram": "Diagram", "pre > code": "Code" };

  /** @param {Element} box */
  const settle = (box) => {
    if (!(box instanceof HTMLElement)) return;
    if (box.scrollWidth <= box.clientWidth) {
      for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
      return;
    }
    const kind = Object.keys(names).find((selector) => box.matches(selector)) ?? "";
    const language = box.closest(".cell")?.querySelector(".language")?.textContent;
    box.tabIndex = 0;
    box.role = "group";
    box.ariaLabel = language ? `${names[kind]}, ${language}` : names[kind];
  };

  // mdBook would turn the page on an arrow that reaches it, here and on code that always has a box.
  document.querySelector("main")?.addEventListener("keydown", (event) => {
    if (/^Arrow(Left|Right)$/.test(event.key) && event.target instanceof Element && event.target.matches("[role=group][tabindex]")) event.stopPropagation();
  });

  // Told at the beginning too, and when a box that was hidden is shown.
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => settle(target)));
  for (const box of document.querySelectorAll(Object.keys(names).map((selector) => `main ${selector}`).join())) sizes.observe(box);
}
