// Code is highlighted when the book is built (tools/mdbook-program), so no reader downloads a
// highlighter. mdBook's own script expects one to be there.
window.hljs = { configure() {}, highlightBlock() {} };
