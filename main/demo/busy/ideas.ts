import { product } from '../history/catalog-story';
import { vatOrder } from '../history/checkout-code';
import { append, write, type Edit } from '../history/story';
import type { Service } from '../shop/ports';

/** A commit that somebody might make next. `merges`: a branch that comes in with it. */
export interface Idea {
  readonly subject: string;
  readonly edits: readonly Edit[];
  readonly merges: string | null;
}

const idea = (subject: string, edits: readonly Edit[], merges: string | null = null): Idea => ({
  subject,
  edits,
  merges,
});

const flavours = ['rosehip', 'nettle', 'fennel', 'ginger', 'verbena', 'mallow', 'hibiscus', 'sage', 'linden', 'elder'];

const word = (n: number): string => flavours[n % flavours.length] ?? 'plain';
/** Skus are words only: the second round of a flavour is its `twice`, `thrice`… */
const round = (n: number): string => '-again'.repeat(Math.floor(n / flavours.length));

const newTea = (n: number): Idea =>
  idea(`feat(products): ${word(n)} tea (SHOP-${100 + n * 4})`, [
    product(`tea-${word(n)}${round(n)}`, `${word(n)[0]?.toUpperCase()}${word(n).slice(1)} tea`, 449 + (n % 7) * 20),
  ]);

const note = (service: Service, n: number): Idea =>
  idea(`docs: what we learned about the ${service}, part ${n} (SHOP-${101 + n * 4})`, [
    write(
      `docs/learned/${String(n).padStart(3, '0')}.md`,
      `# Part ${n}\n\nSmall steps, one at a time, and look at the funnel.\n`,
    ),
  ]);

const firstOfAll: Readonly<Record<Service, readonly Idea[]>> = {
  catalog: [],
  basket: [
    idea('fix(total): gift wrap is charged once (SHOP-52)', [
      append('src/gift-wrap.js', '\n// Charged by the checkout, once an order: SHOP-52.\n'),
    ]),
  ],
  checkout: [idea('fix(order): round VAT line by line again (SHOP-95)', [write('src/order.js', vatOrder)])],
  web: [
    idea('fix(config): test has a banner, too (SHOP-94)', [
      append('config/test.yml', "banner:\n  text: 'Advent tea is back'\n"),
    ]),
    // Mainline's form takes over what the hotfix did to it, so the merge ends the divergence.
    idea("Merge branch 'hotfix/3.1.1'", [
      { op: 'replace', path: 'src/page.js', from: '<form method="post" action="/order">', to: `<form method="post" action="/order" onsubmit="this.querySelector('button').disabled = true">` },
    ], 'hotfix/3.1.1'), // oxfmt-ignore
  ],
};

/** What the `n`th commit of a busy demo brings to a service; there is always another. */
export const ideaOf = (service: Service, n: number): Idea =>
  firstOfAll[service][n] ?? (service === 'catalog' ? newTea(n) : note(service, n));
