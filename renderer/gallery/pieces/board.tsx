import { useState } from 'react';
import type { ComponentView, Snapshot } from '../../../contract/snapshot';
import { Board } from '../../board/board';
import { ShowProvider, type Topic } from '../../board/show';
import { TopicPopover } from '../../board/topic-popover';
import { armed, cornerShop, owing, troubled, watchedAndDrifted } from '../fixtures/states';
import { ago, ana, days } from '../fixtures/time-and-names';
import { firstClone, manyComponents, nothingConfigured } from '../fixtures/whole-workspaces';
import type { Piece } from '../piece';

const board = (name: string, snapshot: Snapshot): Piece => ({
  name: `board/${name}`,
  draw: () => <Board />,
  snapshot,
  height: 'full',
});

const Opened = ({ about }: { readonly about: Topic }) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <ShowProvider value={() => undefined}>
      <main>
        <h1 ref={setAnchor}>Humdrum</h1>
        {anchor === null ? null : <TopicPopover shown={{ anchor, topic: about }} onClose={() => undefined} />}
      </main>
    </ShowProvider>
  );
};

/** What opens from a cell or a gate. It would lie over every other piece: each stands alone on its page. */
const topic = (name: string, about: Topic, snapshot: Snapshot = owing): Piece => ({
  name: `board/about ${name}`,
  snapshot,
  height: 'full',
  draw: () => <Opened about={about} />,
});

const together = (from: number): Snapshot => ({
  ...cornerShop,
  stages: cornerShop.stages.map((stage, at) => ({ ...stage, together: at >= from })),
  system: cornerShop.system.map((step, at) => ({ ...step, set: at - 2 >= from ? step.set : null })),
});

/** The first component with production frozen and staging's count unknown. */
const partly: readonly ComponentView[] = cornerShop.components.map((component, row) =>
  row > 0
    ? component
    : {
        ...component,
        funnel: component.funnel.map((step) => (step.step === 'staging' ? { ...step, changes: null } : step)),
        gaps: component.gaps.map((gap) =>
          gap.to === 'production'
            ? {
                ...gap,
                ahead: null,
                behind: null,
                objections: [
                  {
                    kind: 'frozen',
                    text: 'production is frozen: nobody is there',
                    lifts: 'Wait until the freeze window ends.',
                    overridable: true,
                  },
                ],
              }
            : gap,
        ),
      },
);

export const pieces: readonly Piece[] = [
  board('corner-shop', cornerShop),
  board('handed-over', {
    ...cornerShop,
    handOver: { by: ana, at: ago(days(2)), reason: 'The certificate of web ends on the 30th.' },
  }),
  board('troubled', troubled),
  board('armed', armed),
  board('late-and-hotfixes', owing),
  topic('what joined late', { about: 'gate', component: 'joined-late', stage: 'production' }),
  topic('a hotfix owed everywhere', { about: 'trouble', component: 'owing', stage: 'production' }),
  topic('a hotfix owed to one', { about: 'trouble', component: 'nearly-paid', stage: 'production' }),
  board('watched-and-drifted', watchedAndDrifted),
  ...['by-ci', 'back', 'late', 'strange'].map((how) =>
    topic(`a drift ${how}`, { about: 'trouble', component: `drifted-${how}`, stage: 'production' }, watchedAndDrifted),
  ),
  board('three-hundred', manyComponents(300)),
  board('first-clone', firstClone),
  board('no-components', nothingConfigured),
  board('never-together', together(99)),
  board('together-from-the-first', together(0)),
  board('partly-unknown', {
    ...cornerShop,
    components: partly,
    system: cornerShop.system.map((step) => (step.step === 'staging' ? { ...step, changes: null } : step)),
  }),
];
