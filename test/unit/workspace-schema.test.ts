import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { schemaText } from '../support/ledger-schema';

const file = join(__dirname, '../../humdrum.schema.json');

test('the JSON Schema in the repository is fresh', () => {
  // UPDATE_SCHEMA=1 npx playwright test --project=unit workspace-schema
  if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(file, schemaText());
  expect(readFileSync(file, 'utf8')).toBe(schemaText());
});

test('it knows the keys that people write, and no others', () => {
  const schema = JSON.parse(schemaText()) as { properties: Record<string, unknown>; additionalProperties: boolean };
  expect(Object.keys(schema.properties)).toEqual([
    'humdrum',
    'name',
    'ledger',
    'stages',
    'environments',
    'components',
    'shared',
    'people',
  ]);
  expect(schema.additionalProperties).toBe(false);
});
