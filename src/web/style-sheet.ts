/** The style of all pages, sent inside of them: no page needs a second request. */
export const styleSheet = `
:root { color-scheme: light dark; }
:root { --line: light-dark(#d4d8dd, #3a4047); --faint: light-dark(#586069, #a0a8b0); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1.5rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .75rem .4rem 0; }
th, td { text-align: left; vertical-align: top; }
td { box-sizing: border-box; min-width: 6rem; overflow-wrap: anywhere; }
td:first-child { min-width: 6.5rem; }
td.number { min-width: 3.5rem; }
th.number, td.number { font-variant-numeric: tabular-nums; text-align: right; }
form { margin: 1.5rem 0; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
.row { display: flex; gap: .5rem; }
input { flex: 1; font: .95rem ui-monospace, monospace; min-width: 0; padding: .45rem .6rem; }
button { font: inherit; padding: .3rem 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
pre { border: 1px solid var(--line); border-radius: .4rem; overflow: auto; padding: .75rem; }
a { color: light-dark(#0a58ca, #7db4ff); }
footer, .faint { color: var(--faint); font-size: .9rem; }
footer { margin-top: 3rem; }
`;
