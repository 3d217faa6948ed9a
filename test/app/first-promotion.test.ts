import { button, cell } from '../support/app-board';
import { boardIsDrawn, expect, test as base } from '../support/app-workspace';
import { git } from '../support/repositories';

const test = base.extend({
  repositorySpec: {
    commits: [
      { name: 'one', files: { a: '1' } },
      { name: 'two', files: { a: '2' } },
    ],
    branches: { main: 'two' },
  },
});

test('where nothing runs yet everything waits, and the first promotion is one click like any other', async ({
  page,
  works,
}) => {
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await expect(cell(page, 'works', 'live')).toContainText('nothing runs yet');
  await expect(button(page, 'Promote works to live')).toContainText('Promote 2');
  await button(page, 'Promote works to live').click();
  const live = async () =>
    (await git(works.path, ['for-each-ref', '--format=%(objectname)', 'refs/heads/live'])).trim();
  await expect.poll(live).toBe(works.id('two'));
  await expect(button(page, 'Promote works to live')).toContainText('up to date');
});
