import { expect, test } from '@playwright/test';
import { CommanderError } from 'commander';
import { brokenOff } from '../../main/cli/broken-off';

test('a command that throws ends with 1 and says that it is not known to be done', () => {
  const { text, code } = brokenOff(new Error('an entry that no reader would take'));
  expect(code).toBe(1);
  expect(text).toContain('an entry that no reader would take');
  expect(text).toContain('It is not known to be done.');
  expect(brokenOff('no error at all')).toMatchObject({ code: 1, text: expect.stringContaining('no error at all') });
});

test('words that the terminal can’t take are usage, and said as they are', () => {
  expect(brokenOff(new CommanderError(1, 'commander.x', 'error: no such word'))).toEqual({
    text: 'error: no such word',
    code: 2,
  });
});
