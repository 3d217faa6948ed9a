import { CommanderError } from 'commander';
import { expect, test } from '@playwright/test';
import { openIncidentInput, reason, releaseName } from '../../contract/act-input';
import { brokenOff } from '../../main/cli/broken-off';
import { readText } from '../../main/cli/text-option';

const said = (read: () => string): string => {
  try {
    return read();
  } catch (error) {
    const { text, code } = brokenOff(error);
    return `${code} ${text}`;
  }
};

test('the terminal takes the texts that the API takes, without the space around them', () => {
  expect(said(() => readText('A release name', releaseName)(' Thursday '))).toBe('Thursday');
  expect(said(() => readText('A reason', reason)('x'.repeat(2000)))).toHaveLength(2000);
});

test('a text that the API would not take is usage, said in words', () => {
  const name = readText('A release name', releaseName);
  expect(said(() => name('x'.repeat(101)))).toBe('2 A release name has at most 100 characters. Nothing was done.');
  expect(said(() => name('Thurs\u202eday'))).toBe(
    '2 A release name is a line without invisible or direction-changing characters. Nothing was done.',
  );
  expect(said(() => readText('A reason', reason)('x'.repeat(2001)))).toContain(
    '2 A reason has at most 2,000 characters.',
  );
  expect(said(() => readText('A title', openIncidentInput.shape.title)(' '))).toContain('2 A title can’t be empty.');
});

test('a bug is said, with exit code 1, and nothing is claimed about what it came to', () => {
  expect(brokenOff(new Error('an entry that no reader would take'))).toEqual({
    text: 'Humdrum broke off. an entry that no reader would take\nIt is not known to be done. Look at humdrum status and humdrum log before you try again.',
    code: 1,
  });
  expect(brokenOff('no error at all')).toMatchObject({ code: 1 });
  expect(brokenOff(new CommanderError(2, 'humdrum.text', 'It is too long.'))).toEqual({
    text: 'It is too long.',
    code: 2,
  });
});
