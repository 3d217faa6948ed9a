import pc from 'picocolors';
import { agreedRules } from '../../contract/words/agreement';
import { agreementOf } from '../release/agreement';
import { print, printJson, withWorkspace, type Common, type ExitCode } from './terminal';

const wide = 24;

/** What the workspace file says that was agreed, stage by stage. */
export const agreement = async (options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const agreed = agreementOf(session.workspace);
    if (options.json) {
      printJson({ format: 1, ...agreed });
      return 0;
    }
    for (const stage of agreed.stages) {
      print(pc.bold(stage.name));
      for (const { about, texts, none } of agreedRules(stage))
        texts.forEach((text, i) => print(`  ${(i === 0 ? about : '').padEnd(wide)} ${none ? pc.dim(text) : text}`));
    }
    return 0;
  });
