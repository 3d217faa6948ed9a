import { Command, Option } from 'commander';
import { longestInsights } from '../contract/api';
import { brokenOff } from './cli/broken-off';
import { promoteInTerminal, rollBackInTerminal } from './cli/act';
import { demo } from './cli/demo';
import { diff } from './cli/diff';
import { insights } from './cli/insights';
import { isolation } from './cli/isolation';
import { log } from './cli/log';
import { numberOption } from './cli/number-option';
import { open } from './cli/open';
import { rotation } from './cli/rotation';
import { status } from './cli/status';
import { version, type ExitCode } from './cli/terminal';

const program = new Command('humdrum')
  .description('Makes deploys boring: see what runs where, promote, roll back, compare.')
  .version(version)
  .exitOverride((error) => {
    // commander's own exits are help and version (0), or usage.
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

const end = async (work: Promise<ExitCode>): Promise<void> => {
  process.exitCode = await work;
};

const common = (command: Command): Command =>
  command
    .option('--workspace <file>', 'the workspace file (default: humdrum.yml here or above)')
    .option('--json', 'stable output for programs')
    .option('--trust', 'trust what the workspace runs and reaches');

const acting = (command: Command): Command =>
  common(command).option('--yes', 'no countdown').option('--reason <text>', 'why, on record');

common(program.command('status').description('what runs where, what waits, and why it may not go')).action((o) =>
  end(status(o)),
);
common(program.command('diff <from> <to>').description('what <to> has that <from> lacks'))
  .option('--component <name>', 'one component only')
  .action((from: string, to: string, o) => end(diff(from, to, o)));
acting(program.command('promote <component> <stage>').description('bring the candidate before a stage into it'))
  .option('--override <reason>', 'lift the objections that may be lifted, with a reason on record')
  .action((component: string, stage: string, o) => end(promoteInTerminal(component, stage, o)));
acting(
  program
    .command('rollback <component> <stage>')
    .description('back to the last verified candidate; rejects the bad one, holds the stage'),
).action((component: string, stage: string, o) => end(rollBackInTerminal(component, stage, o)));
common(program.command('log').description('the ledger, newest first'))
  .option('--component <name>')
  .option('--stage <name>')
  .option('--person <name>')
  .addOption(new Option('--limit <n>').argParser(numberOption(1, Number.MAX_SAFE_INTEGER)).default(50))
  .action((o) => end(log(o)));
common(program.command('insights [stage]').description('DORA’s five of a stage, and its brown-paper-bag releases'))
  .option('--component <name>', 'one component only')
  .addOption(new Option('--days <n>', 'so many days back').argParser(numberOption(1, longestInsights)).default(90))
  .action((stage: string | undefined, o) => end(insights(stage, o)));
common(program.command('isolation').description('what two environments share')).action((o) => end(isolation(o)));
common(program.command('rotation').description('whose turn it is')).action((o) => end(rotation(o)));
common(program.command('open').description('open the desktop app on the workspace')).action((o) => end(open(o)));
program
  .command('demo')
  .description('a small real system to try it on')
  .option('--dir <folder>', 'where to build it (default: in the data folder)')
  .option('--reset', 'stop it and build it anew')
  .option('--stop', 'stop its processes')
  .option('--busy', 'keep it alive: commits, checks, a deployment now and then')
  .option('--json', 'stable output for programs')
  .action((o) => end(demo(o)));

// A reader that has gone away (`| head`) is no failure of ours.
process.stdout.on('error', () => process.exit());

// What is left running (a socket that waits for its end) must not keep a finished command.
void program
  .parseAsync()
  .catch((error: unknown) => {
    const { text, code } = brokenOff(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = code;
  })
  .finally(() => process.exit());
