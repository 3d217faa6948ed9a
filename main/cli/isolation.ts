import pc from 'picocolors';
import { isAlert, kindWords, lookOf, sharedText, type SharedLook } from '../../contract/words/isolation';
import { readIsolation } from '../release/isolation/read-isolation';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

const signs: Readonly<Record<SharedLook, string>> = {
  alert: pc.red('!'),
  open: pc.yellow('?'),
  accepted: pc.green('✓'),
};

/** What environments share; exit code 1 where production shares something that nobody has accepted. */
export const isolation = async (options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const report = await readIsolation(session);
    if (options.json) printJson({ format: 1, ...report });
    else {
      for (const { name, resources, own } of report.environments)
        print(`${name.padEnd(16)} ${own} of ${resources} its own`);
      for (const one of report.shared)
        print(
          `${signs[lookOf(one)]} ${kindWords[one.kind].padEnd(10)} ${one.name}  ${one.environments.join(', ')}  ${pc.dim(sharedText(one))}`,
        );
    }
    for (const { component, environment, failure } of report.unread) {
      say(`What the configuration of ${component} uses in ${environment} is not in this report:`);
      complain(failure);
    }
    return report.shared.some(isAlert) ? 1 : 0;
  });
