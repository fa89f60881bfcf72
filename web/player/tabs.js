/** A row of tabs as ARIA describes it: one stop for Tab, arrows inside. */

/**
 * @param {HTMLElement} row
 * @param {(key: string) => void} choose Called with the chosen track's key.
 */
export function wakeTabs(row, choose) {
  row.addEventListener("click", (event) => {
    const tab = /** @type {Element} */ (event.target).closest("[role=tab]");
    if (tab instanceof HTMLElement) choose(tab.dataset.key ?? "");
  });
  row.addEventListener("keydown", (event) => {
    const tabs = /** @type {HTMLElement[]} */ ([...row.querySelectorAll("[role=tab]")]);
    const place = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    /** @type {Record<string, number>} */
    const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: tabs.length - 1 };
    if (place < 0 || next[event.key] === undefined) return;
    event.preventDefault();
    const tab = tabs[(next[event.key] + tabs.length) % tabs.length];
    tab.focus();
    choose(tab.dataset.key ?? "");
  });
}

/**
 * @param {Element} row
 * @param {string} key
 */
export function selectTab(row, key) {
  for (const tab of row.querySelectorAll("[role=tab]")) {
    const selected = tab.getAttribute("data-key") === key;
    tab.setAttribute("aria-selected", String(selected));
    if (!selected) {
      tab.setAttribute("tabindex", "-1");
      continue;
    }
    tab.removeAttribute("tabindex");
    // Without tabs, and so without a script, it is a section.
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    panel?.setAttribute("role", "tabpanel");
    panel?.setAttribute("aria-labelledby", tab.id);
  }
}
