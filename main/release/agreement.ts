import type { AgreedTests, Agreement } from '../../contract/agreement';
import type { Stage, Workspace } from '../../contract/workspace';

const testsAt = ({ environments, components }: Workspace, stage: Stage): AgreedTests => ({
  whole: environments.find(({ name }) => name === stage.environment)?.verify.map((test) => test.name) ?? [],
  components: components.flatMap(({ name, targets }) => {
    const names = targets.find((target) => target.stage === stage.name)?.verify.map((test) => test.name) ?? [];
    return names.length === 0 ? [] : [{ component: name, names }];
  }),
});

/** What the workspace file says that was agreed. */
export const agreementOf = (workspace: Workspace): Agreement => ({
  workspace: workspace.name,
  file: workspace.file,
  stages: workspace.stages.map((stage, i) => ({
    ...stage,
    before: workspace.stages[i - 1]?.name ?? null,
    tests: testsAt(workspace, stage),
  })),
});
