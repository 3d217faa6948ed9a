/* eslint-disable no-control-regex -- ANSI codes are what is looked for. */
const ansi = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\-_])/g;

/** The last lines of a command's output in plain text: at most `lines` of them and 2,000 characters. */
export const lastLines = (output: string, lines = 12): string =>
  output.slice(-20_000).replace(ansi, '').trimEnd().split(/\r?\n/).slice(-lines).join('\n').slice(-2000);
