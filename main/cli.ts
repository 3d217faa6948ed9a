import { Argument, Command, Option } from 'commander';
import { checkInput } from '../contract/check';
import { longestInsights } from '../contract/api';
import { openIncidentInput, promoteInput, reason, releaseName } from '../contract/act-input';
import { signOffInput } from '../contract/release-page';
import { promoteInTerminal, rollBackInTerminal } from './cli/act';
import { judgeInTerminal } from './cli/bag';
import { agreement } from './cli/agreement';
import { brokenOff } from './cli/broken-off';
import { recordCheckInTerminal } from './cli/check';
import { demo } from './cli/demo';
import { diff } from './cli/diff';
import { handOverInTerminal } from './cli/hand-over';
import { closeInTerminal, listIncidents, openInTerminal } from './cli/incident';
import { init } from './cli/init';
import { insights } from './cli/insights';
import { isolation } from './cli/isolation';
import { line, startLine, stopLine } from './cli/line';
import { log } from './cli/log';
import { numberOption } from './cli/number-option';
import { open } from './cli/open';
import { cutInTerminal, listReleases } from './cli/release';
import { notesInTerminal, pageInTerminal, signOffInTerminal } from './cli/release-page';
import { promoteReleaseInTerminal, putBackInTerminal } from './cli/release-walk';
import { rotation } from './cli/rotation';
import { status } from './cli/status';
import { readText, textOption } from './cli/text-option';
import { say, version, type ExitCode } from './cli/terminal';

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

const why = (description: string): Option => textOption('--reason <text>', description, 'A reason', reason);
const override = (): Option =>
  textOption('--override <reason>', 'lift the objections that may be lifted, with a reason on record', 'A reason', promoteInput.shape.override); // oxfmt-ignore

const acting = (command: Command): Command =>
  common(command).option('--yes', 'no countdown').addOption(why('why, on record'));

common(program.command('status').description('what runs where, what waits, and why it may not go')).action((o) =>
  end(status(o)),
);
common(program.command('diff <from> <to>').description('what <to> has that <from> lacks'))
  .option('--component <name>', 'one component only')
  .action((from: string, to: string, o) => end(diff(from, to, o)));
acting(program.command('promote <component> <stage>').description('bring the candidate before a stage into it'))
  .addOption(override())
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
const check = program.command('check').description('results about candidates, from any CI');
common(
  check.command('record').description('put a result on the ledger: from anywhere git can push; nothing else is read'),
)
  .requiredOption('--component <name>')
  .requiredOption('--commit <sha>', 'the whole id of the commit')
  .addOption(textOption('--name <name>', 'of the check', 'A name', checkInput.shape.name).makeOptionMandatory())
  .addOption(new Option('--result <result>', 'default: what the JUnit report says').choices(['passed', 'failed']))
  .option('--url <address>', 'where it is told')
  .option('--junit <file>', 'a JUnit XML report')
  .action((o) => end(recordCheckInTerminal(o)));
const bag = program.command('bag').description('brown-paper-bag releases: was it one?');
common(bag.command('confirm <deployment>').description('it was one; a deployment is named by the first 8 characters'))
  .addOption(why('why, on record'))
  .action((name: string, o) => end(judgeInTerminal(name, 'confirmed', o)));
common(bag.command('dismiss <deployment>').description('it was none: it leaves the figures'))
  .addOption(why('why, on record').makeOptionMandatory())
  .action((name: string, o) => end(judgeInTerminal(name, 'dismissed', o)));
common(program.command('isolation').description('what two environments share')).action((o) => end(isolation(o)));
common(program.command('rotation').description('whose turn it is')).action((o) => end(rotation(o)));
common(program.command('hand-over').description('what the next person is told first'))
  .addArgument(new Argument('[note]').argParser(readText('A note', reason)))
  .option('--clear', 'take the note away')
  .action((note: string | undefined, o) => end(handOverInTerminal(note, o)));
const release = program.command('release').description('sets that were verified together');
common(release.command('list').description('every release, and where it stands')).action((o) => end(listReleases(o)));
common(release.command('cut <stage>').description('cut one from what runs and was verified at a stage'))
  .addOption(textOption('--name <name>', 'default: the day, and which of the day it is', 'A release name', releaseName))
  .action((stage: string, o) => end(cutInTerminal(stage, o)));
common(release.command('promote <release> <stage>').description('promote what of it is not there yet, in order'))
  .option('--yes', 'no countdown')
  .addOption(override())
  .action((name: string, stage: string, o) => end(promoteReleaseInTerminal(name, stage, o)));
common(release.command('put-back <release> <stage>').description('redeploy what ran before, of what it moved'))
  .option('--yes', 'no countdown')
  .action((name: string, stage: string, o) => end(putBackInTerminal(name, stage, o)));
common(release.command('notes <release> <stage>').description('what changes, for who does not read commits'))
  .option('--edit <file>', 'keep these instead: Markdown')
  .addOption(new Option('--reset', 'the draft again').conflicts('edit'))
  .action((name: string, stage: string, o) => end(notesInTerminal(name, stage, o)));
common(release.command('page <release> <stage>').description('a page for clients, as one HTML file'))
  .option('--markdown', 'as Markdown')
  .action((name: string, stage: string, o) => end(pageInTerminal(name, stage, o)));
common(release.command('sign-off <release> <box>').description('agree to a release, for a box that a stage asks for'))
  .addOption(textOption('--note <text>', 'what you want to add, on record', 'A note', signOffInput.shape.note))
  .action((name: string, box: string, o) => end(signOffInTerminal(name, box, o)));
// The line itself takes the options that it shares with `stop` and `start`, wherever they stand.
const theLine = program.command('line').description('one switch for the whole system');
common(theLine).action((o) => end(line(o)));
common(theLine.command('stop').description('nothing is promoted to any stage; rollbacks may go'))
  .addOption(why('why, on record; required'))
  .action((_, command: Command) => end(stopLine(command.optsWithGlobals())));
common(theLine.command('start').description('promotions may go again'))
  .addOption(why('why, on record'))
  .action((_, command: Command) => end(startLine(command.optsWithGlobals())));
const incident = program.command('incident').description('open until its permanent fix is named');
common(incident.command('list').description('the open ones, the oldest first')).action((o) => end(listIncidents(o)));
common(incident.command('open <deployment>').description('of a deployment, by its id or the first 8 letters'))
  .addArgument(new Argument('<title>').argParser(readText('A title', openIncidentInput.shape.title)))
  .action((deployment: string, title: string, o) => end(openInTerminal(deployment, title, o)));
common(incident.command('close <incident>').description('with what keeps it from coming back: one of the three'))
  .option('--commit <id>', 'a commit')
  .option('--check <name>', 'a check that would have caught it')
  .option('--link <address>', 'a link to where it is told')
  .action((id: string, o) => end(closeInTerminal(id, o)));
common(program.command('agreement').description('what is agreed, stage by stage')).action((o) => end(agreement(o)));
common(program.command('open').description('open the desktop app on the workspace')).action((o) => end(open(o)));
program
  .command('init [folders...]')
  .description('propose a workspace file from what is there; runs nothing of it')
  .option('--write <file>', 'save it, never over another')
  .option('--test', 'ask every target what it runs')
  .option('--trust', 'show what the file runs and reaches, and ask whether to trust it')
  .option('--trust-acts <hash>', 'trust just the acts that --test has shown, without being asked')
  .option('--swarm <host>', 'a manager: unix:///var/run/docker.sock')
  .option('--argo-cd <url>', 'with HUMDRUM_SECRET_ARGO_CD_TOKEN')
  .option('--github <owner>', 'its repositories, with HUMDRUM_SECRET_GITHUB_TOKEN')
  .option('--github-api <url>', 'of a server of your own')
  .option('--gitlab <group>', 'its projects, with HUMDRUM_SECRET_GITLAB_TOKEN')
  .option('--gitlab-api <url>', 'of a server of your own')
  .option('--json', 'stable output for programs')
  .action((folders: string[], o) => end(init(folders, o)));
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
    say(text);
    process.exitCode = code;
  })
  .finally(() => process.exit());
