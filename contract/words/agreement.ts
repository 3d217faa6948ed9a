import type { AgreedStage } from '../agreement';
import { measuredText } from '../span';
import type { FreezeWindow, Weekday } from '../workspace';
import { counted } from './counted';

const days: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** `Saturday and Sunday`. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** A freeze window, or an exception from one, in a sentence. */
export const freezeText = (window: FreezeWindow): string => {
  const when = 'days' in window ? `on ${listed(window.days.map((day) => days[day]))}` : `from ${window.from} to ${window.to}`; // oxfmt-ignore
  const may = window.allow === true ? `Promotions are allowed ${when}, whatever else denies them` : `No promotions ${when}`; // oxfmt-ignore
  return `${may} (${window.timezone}): ${window.reason}`;
};

/** One rule of a stage: what it is about, and what is agreed. */
export interface AgreedRule {
  readonly about: string;
  readonly texts: readonly string[];
  /** Nothing is asked here. */
  readonly none: boolean;
}

const rule = (about: string, texts: readonly string[], without: string): AgreedRule => ({
  about,
  texts: texts.length === 0 ? [without] : texts,
  none: texts.length === 0,
});

const testTexts = ({ tests }: AgreedStage): readonly string[] => [
  ...(tests.whole.length === 0 ? [] : [`The environment as a whole: ${listed(tests.whole)}.`]),
  ...tests.components.map(({ component, names }) => `${component}: ${listed(names)}.`),
];

/** What is agreed of a stage, in the order that a candidate meets it. */
export const agreedRules = (stage: AgreedStage): readonly AgreedRule[] => {
  const { name, before, soakMs, approvals, batch, signoffs } = stage;
  return [
    rule(
      'Who promotes',
      [
        stage.promote === 'auto'
          ? `By itself: every candidate that may go from ${before ?? 'mainline'} goes.`
          : 'Somebody, with a click.',
        ...(stage.together ? ['What runs here is verified together, as one set.'] : []),
      ],
      '',
    ),
    rule(
      'Sign-offs',
      signoffs.length === 0 ? [] : [`${listed(signoffs)}: a release has them before it comes to ${name}.`],
      'None.',
    ),
    rule(
      'Approvals',
      approvals === 0
        ? []
        : [
            `${counted(approvals, 'other person', 'other people')} ${approvals === 1 ? 'says' : 'say'} yes to each promotion.`,
          ],
      'None.',
    ),
    rule(
      'Soak time',
      soakMs === 0 ? [] : [`Verified in ${before ?? 'mainline'} for ${measuredText(soakMs)} first.`],
      'None.',
    ),
    rule(
      'Batch',
      batch === null ? [] : [`At most ${counted(batch, 'change')} at once.`],
      'As many changes as there are.',
    ),
    rule('Freeze windows', stage.freeze.map(freezeText), 'None: at any time.'),
    rule(
      'Countdown',
      stage.protected ? [`Protected: ${measuredText(stage.countdownMs)} with Undo before anything is sent.`] : [],
      'None: it starts at once.',
    ),
    rule('Smoke tests afterwards', testTexts(stage), 'None.'),
    rule(
      'Who rolls back',
      [
        stage.rollback === 'automatic'
          ? 'By itself, once, where these fail after a promotion; what it can’t roll back, somebody does.'
          : 'Somebody, with a click.',
      ],
      '',
    ),
  ];
};
