import { explain } from '../../../contract/explain';
import { Age } from '../../ui/age';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { FailureNote } from '../../ui/failure-note';
import { HealthMark, type Tone } from '../../ui/health-mark';
import { Key } from '../../ui/key';
import { Person } from '../../ui/person';
import { ShortCommit, Version } from '../../ui/version';
import { ago, candidateOf, days, mira, minutes } from '../fixtures/time-and-names';
import type { Piece } from '../piece';

const tones: readonly Tone[] = ['ok', 'warn', 'bad', 'busy', 'none'];
const hanging = { kind: 'endpoint-hangs', where: 'https://staging.shop.example/version', afterMs: 10_000 } as const;
const row = { display: 'flex', gap: 14, alignItems: 'center', flexWrap: 'wrap' } as const;

export const pieces: readonly Piece[] = [
  {
    name: 'ui/words and marks',
    snapshot: null,
    draw: () => (
      <div style={row}>
        {tones.map((tone) => (
          <HealthMark key={tone} tone={tone} text={tone} labelled />
        ))}
        <Version of={candidateOf('catalog', 'v2.31.0')} strong />
        <ShortCommit commit={candidateOf('catalog', 'a1f3c07').commit} />
        <Age at={ago(6000)} suffix="ago" />
        <Age at={ago(minutes(4))} />
        <Age at={ago(days(2))} />
        <Age at={null} />
        <Person of={mira} />
        <Key keys={['Ctrl', 'K']} />
      </div>
    ),
  },
  {
    name: 'ui/buttons',
    snapshot: null,
    draw: () => (
      <div style={row}>
        <Button look="primary">Promote 12</Button>
        <Button>Compare</Button>
        <Button look="danger">Roll back</Button>
        <Button look="quiet">Adopt</Button>
        <Button disabled>Promote 12</Button>
        <Button look="primary" disabled>
          Promote 12
        </Button>
      </div>
    ),
  },
  {
    name: 'ui/failure note',
    snapshot: null,
    draw: () => (
      <FailureNote failure={hanging}>
        <Button>Observe again</Button>
      </FailureNote>
    ),
  },
  {
    name: 'ui/empty state',
    snapshot: null,
    draw: () => <EmptyState title="Nothing here yet">{explain(hanging).next}</EmptyState>,
  },
];
