// Inlined before the first cell of the cheat sheet, so that the reader's language is there at first paint. The
// rule is that of choice.js, which a classic script cannot import.
{
  let flavor = new URLSearchParams(location.search).get("flavor") ?? "";
  try {
    if (flavor) localStorage.setItem("cake.flavor", flavor);
    else flavor = localStorage.getItem("cake.flavor") ?? "";
  } catch {
    // Storage may be forbidden: the sheet begins with its first language.
  }
  document.documentElement.dataset.sheet = (flavor || "javascript").split("-")[0];
}
