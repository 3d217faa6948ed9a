import { readFile } from 'node:fs/promises';
import { readCheck, type CheckInput } from '../../contract/check';
import { shortCommit } from '../../contract/commit';
import { readJunit, type JunitReport } from '../checks/junit';
import { recordCheck } from '../release/on-record/record-check';
import { complain, print, printJson, say, withLedger, type Common, type ExitCode } from './terminal';

export interface CheckOptions extends Common {
  readonly component: string;
  readonly commit: string;
  readonly name: string;
  readonly result?: 'passed' | 'failed';
  readonly url?: string;
  readonly junit?: string;
}

const usage = (text: string): ExitCode => {
  say(`${text.replace(/(?<![.])$/, '.')} Nothing was recorded.`);
  return 2;
};

const readReport = async (file: string): Promise<JunitReport | string> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  if (typeof text !== 'string') return `${file} can’t be read: ${text.message}.`;
  const report = readJunit(text);
  return typeof report === 'string' ? `${file} is no JUnit XML: ${report}.` : report;
};

/** What the report comes to: one without a single test that passed proves nothing. */
const resultOf = ({ passed, failed }: JunitReport): 'passed' | 'failed' =>
  failed === 0 && passed > 0 ? 'passed' : 'failed';

/** The input, or what is wrong with it. A build that says *passed* of a report with failures is not believed. */
const read = async (options: CheckOptions): Promise<CheckInput | string> => {
  const { component, commit, name, url } = options;
  const report = options.junit === undefined ? null : await readReport(options.junit);
  if (typeof report === 'string') return report;
  const result = options.result ?? (report && resultOf(report));
  if (result === null) return 'Give --result passed or --result failed, or a report with --junit.';
  if (report && result === 'passed' && resultOf(report) === 'failed')
    return `--result passed, but the report says ${report.passed} passed and ${report.failed} failed.`;
  return readCheck({ component, commit, name, result, url: url ?? null, cases: report });
};

/** Puts a result about a candidate on the ledger: only the ledger is read and written, so it runs wherever git can push. */
export const recordCheckInTerminal = async (options: CheckOptions): Promise<ExitCode> => {
  const input = await read(options);
  if (typeof input === 'string') return usage(input);
  return withLedger(options, async (session) => {
    const recorded = await recordCheck(session, input);
    if (!recorded.ok) return complain(recorded.failure);
    const { component, commit, name, result } = input;
    if (options.json) printJson({ format: 1, ...input });
    else print(`Recorded: check ${name} of ${component} ${shortCommit(commit)} ${result}.`);
    return 0;
  });
};
