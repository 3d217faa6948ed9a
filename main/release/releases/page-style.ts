/** The look of a page for clients: light and dark as their machine has it, black on white on A4. Names nothing outside of the file. */
export const pageStyle = `
:root { color-scheme: light dark; --floor: #f7f7f5; --paper: #ffffff; --ink: #1b1f24; --soft: #434a53; --line: #e3e4e1; --mark: #2950b8; }
@media (prefers-color-scheme: dark) {
  :root { --floor: #14171b; --paper: #1a1e24; --ink: #e8eaed; --soft: #c0c6ce; --line: #282e36; --mark: #9dbaff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--floor); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; overflow-wrap: anywhere; }
main { max-width: 48rem; margin: 3rem auto; padding: 3rem 3.5rem 2.5rem; background: var(--paper); border: 1px solid var(--line); border-top: 6px solid var(--mark); border-radius: 10px; box-shadow: 0 12px 40px #00000014; }
h1 { margin: 0 0 .75rem; font-size: 2rem; line-height: 1.2; letter-spacing: -.02em; text-wrap: balance; }
h2 { margin: 2.5rem 0 .75rem; padding-top: 1.25rem; font-size: 1.25rem; line-height: 1.3; border-top: 1px solid var(--line); }
h3 { margin: 1.25rem 0 .35rem; font-size: .95rem; color: var(--mark); }
p { margin: .5rem 0; }
header p, footer p, section > p { color: var(--soft); }
ul { margin: .35rem 0; padding-left: 1.25rem; }
li { margin: .3rem 0; }
li::marker { color: var(--mark); }
.set ul { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: 1.25rem; padding: 0; list-style: none; }
.set li { margin: 0; padding: .2rem .75rem; font-size: .875rem; color: var(--soft); background: var(--floor); border: 1px solid var(--line); border-radius: 99px; }
.set strong { font-weight: 600; color: var(--ink); }
.changes > p { color: var(--ink); }
.boxes ul { display: grid; gap: .6rem; padding: 0; list-style: none; }
.boxes li { margin: 0; padding: .7rem 1rem; background: var(--floor); border: 1px solid var(--line); border-radius: 8px; }
footer { margin-top: 3rem; padding-top: 1rem; font-size: .8rem; border-top: 1px solid var(--line); }
@media (max-width: 52rem) { main { margin: 0; padding: 1.5rem 1.25rem; border-width: 6px 0 0; border-radius: 0; box-shadow: none; } }
@media print {
  @page { size: A4; margin: 18mm; }
  :root { color-scheme: light; --floor: #ffffff; --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #bbbbbb; --mark: #000000; }
  body { font-size: 10.5pt; }
  main { max-width: none; margin: 0; padding: 0; border: 0; box-shadow: none; }
  h1 { font-size: 20pt; }
  h2, h3 { break-after: avoid; }
  li { break-inside: avoid; }
}
`;
