// In every page that `cargo xtask serve` serves: waits for the next edition of the book, reloads
// the page when it is there, and shows what is wrong when it could not be built.
(async () => {
  const { token, number, server } = document.currentScript.dataset;
  window.cakeServer = { token };
  window.mermaid?.initialize({ startOnLoad: true });
  let newest = Number(number);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 500));

  const notice = document.createElement('pre');
  notice.id = 'cake-build-error';
  notice.setAttribute('role', 'alert');
  notice.style.cssText =
    'position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;margin:0;padding:1.2em;' +
    'background:#2b0b0b;color:#ffe9e9;font:13px/1.5 ui-monospace,monospace;z-index:10000;white-space:pre-wrap';

  for (;;) {
    try {
      const response = await fetch(`/-/edition?server=${server}&after=${newest}`);
      if (!response.ok) throw new Error(response.statusText);
      const edition = await response.json();
      newest = edition.number;
      // A server that was started again has a book of its own.
      if (edition.error === null || String(edition.server) !== server) {
        location.reload();
        return;
      }
      notice.textContent = edition.error;
      document.body.append(notice);
    } catch {
      // The server has ended, or is being started again.
      await pause();
    }
  }
})();
