/** The style of a report: for a screen in light and dark, and for paper. */
export const STYLE = `
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1.5rem; font: 14px/1.45 system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: light-dark(#16212a, #e5ebee); background: light-dark(#ffffff, #11171a); }
h1 { margin: 0; font-size: 22px; line-height: 28px; }
h2 { margin: 2rem 0 0.5rem; font-size: 18px; }
h3 { margin: 1.5rem 0 0.25rem; font-size: 15px; }
p { margin: 0.25rem 0; color: light-dark(#4d5b66, #aab6be); overflow-wrap: anywhere; }
.total { margin: 1rem 0 0; font-size: 22px; line-height: 28px; font-weight: 600; color: inherit; }
.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0.25rem 0 1rem; padding: 0; list-style: none; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { text-align: left; font-size: 12px; font-weight: 600; color: light-dark(#4d5b66, #aab6be); }
th, td { padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; overflow-wrap: anywhere; }
th:nth-child(1) { width: 8.5rem; }
th:nth-child(3) { width: 15rem; }
th:nth-child(4) { width: 8rem; }
th:nth-child(5) { width: 19rem; }
tbody { border-top: 1px solid light-dark(#e1e6e7, #2a343a); break-inside: avoid; }
.file td { padding-top: 0; font-size: 12px; color: light-dark(#4d5b66, #aab6be); }
.number, .time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.hash { font: 11px/1.4 ui-monospace, Consolas, monospace; }
.state { font-weight: 600; }
.complete, .whole { color: light-dark(#1a6537, #8dd7a3); }
.failed, .goneBeforeSaved, .missing, .damaged { color: light-dark(#981f18, #f7b0a9); }
.partly, .waiting, .expected { color: light-dark(#7a4b00, #efc572); }
@media print { body { margin: 0; max-width: none; } }
`
