import type { ComponentView, Snapshot } from '../../../contract/snapshot';
import { Board } from '../../board/board';
import { armed, cornerShop, troubled } from '../fixtures/states';
import { firstClone, manyComponents, nothingConfigured } from '../fixtures/whole-workspaces';
import type { Piece } from '../piece';

const board = (name: string, snapshot: Snapshot): Piece => ({
  name: `board/${name}`,
  draw: () => <Board />,
  snapshot,
  height: 'full',
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
  board('troubled', troubled),
  board('armed', armed),
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
