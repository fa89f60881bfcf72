// Inlined before the first figure, so that the right flavor is there at first paint and nothing shifts later.
// The rule is that of choice.js, which a classic script cannot import; a test holds the two together.
// Until its turn has come a figure is not shown at all: a browser may paint a page that has come only in part.
document.documentElement.classList.add("cake-boot");
if (window.cakeServer) document.documentElement.classList.add("cake-server");
window.showCakeFigure = (figure) => {
  figure.dataset.booted = "";
  const tracks = /** @type {HTMLElement[]} */ ([...figure.querySelectorAll(".track")]);
  // A link may name a language; it stays the reader's own for the pages after.
  let flavor = new URLSearchParams(location.search).get("flavor") ?? "";
  try {
    if (flavor) localStorage.setItem("cake.flavor", flavor);
    else flavor = localStorage.getItem("cake.flavor") ?? "";
    for (const { dataset } of tracks) if (localStorage.getItem(`cake.edit.${dataset.program}.${dataset.flavor}`)) dataset.edited = "";
  } catch {
    // Storage may be forbidden: the book's own choice stands.
  }
  const shown = tracks.filter((track) => track.dataset.side).sort((a, b) => Number(a.dataset.side) - Number(b.dataset.side));
  // Two flavors of one program stand beside each other for a reason: no choice makes them one.
  if (flavor === "" || (shown[1] && shown[0].dataset.program === shown[1].dataset.program)) return;
  shown.forEach((track, side) => {
    const same = tracks.filter((other) => other.dataset.program === track.dataset.program);
    const language = flavor.split("-")[0];
    const chosen = same.find((other) => other.dataset.flavor === flavor) ?? same.find((other) => other.dataset.flavor?.split("-")[0] === language) ?? track;
    delete track.dataset.side;
    chosen.dataset.side = String(side);
    figure.querySelectorAll(`.tabs[data-side="${side}"] [role=tab]`).forEach((tab) => {
      const selected = tab.getAttribute("data-key") === chosen.dataset.key;
      tab.setAttribute("aria-selected", String(selected));
      if (selected) tab.removeAttribute("tabindex");
      else tab.setAttribute("tabindex", "-1");
    });
  });
};
