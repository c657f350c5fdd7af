import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ARCHIVE, releasedVersions } from '@kinerja/widgets/bin/archive';
import { describe, expect, test } from 'vitest';
import { brokenPromises, unclearDeprecations } from '../support/api-promises.ts';

/* docs/api.md: what was released goes on being answered, and what is to go is marked long before. */

const SCHEMA = fileURLToPath(new URL('../../schema/', import.meta.url));
const read = (path: string) => readFileSync(`${SCHEMA}${path}`, 'utf8');
const sdl = read('schema.graphql');
const today = new Date().toISOString().slice(0, 10);

const numbers = (version: string) => version.split('.').map(Number);
const releases = readdirSync(`${SCHEMA}releases`)
  .map((file) => ({ version: file.replace('.graphql', ''), sdl: read(`releases/${file}`) }))
  .sort((a, b) =>
    numbers(a.version)
      .map((number, place) => number - (numbers(b.version)[place] ?? 0))
      .reduce((by, next) => by || next, 0),
  );
const latest = releases.at(-1)?.sdl ?? '';

test('each release of the widgets has the API that was released with it', () => {
  expect(releases.map(({ version }) => version)).toEqual(releasedVersions(ARCHIVE));
});

test('nothing that the latest release has is gone or means something else', () => {
  expect(brokenPromises(releases, sdl, today)).toEqual([]);
});

test('whatever is marked as deprecated says since when, and what to use', () => {
  expect(unclearDeprecations(sdl)).toEqual([]);
});

describe('a change is told by its place:', () => {
  const plants: Record<string, readonly [was: string | RegExp, is: string, told: string]> = {
    'a field that is gone': [/^ {2}staffCount: Int$/m, '  staff: Int', 'Unit.staffCount was removed.'],
    'a value that is gone': [
      /^ {2}UNDER_REVIEW$/m,
      '  REVIEWED',
      'UNDER_REVIEW was removed from enum type FigureState.',
    ],
    'an input that became required': [
      /^ {2}comment: String\n\n {2}"""\n {2}Signed token/m,
      '  comment: String!\n\n  """\n  Signed token',
      'SubmitFeedbackInput.comment changed type from String to String!.',
    ],
    'a figure that may be null': [
      /^ {2}fairScore: Float!$/m,
      '  fairScore: Float',
      'LeaderboardRow.fairScore changed type from Float! to Float.',
    ],
    'a default of an input that changed': [
      /^ {2}count: Int = 1$/m,
      '  count: Int = 2',
      'IssueVisitCodesInput.count has changed defaultValue.',
    ],
    'a default that changed': [
      /^ {4}includeSubunits: Boolean = false$/m,
      '    includeSubunits: Boolean = true',
      'Unit.reportPath arg includeSubunits has changed defaultValue from false to true.',
    ],
  };

  test.each(Object.entries(plants))('%s', (_, [was, is, told]) => {
    const changed = latest.replace(was, is);
    expect(changed).not.toBe(latest);
    expect(brokenPromises(releases, changed, today)).toContain(told);
  });
});

describe('what was marked in two releases and for twelve months may go, and nothing earlier:', () => {
  const API = `
    type Query { old: Old @deprecated(reason: "Since 2027-01-15: use new.") new(by: By): Int }
    type Old { value: Int }
    enum By { NAME AGE @deprecated(reason: "Since 2027-01-15: use NAME.") }`;
  const NOW = 'type Query { new(by: By): Int } enum By { NAME }';
  const unmarked = API.replaceAll(/@deprecated\(.*?\)/g, '');
  const [before, first, second] = [unmarked, API, API].map((one, place) => ({ version: `1.${place}.0`, sdl: one }));
  if (before === undefined || first === undefined || second === undefined) throw new Error('Three releases were made.');

  test('a field, a value, and the type that only they lead to', () => {
    expect(brokenPromises([before, first, second], NOW, '2028-01-15')).toEqual([]);
  });

  test('a day too early it stays', () => {
    expect(brokenPromises([before, first, second], NOW, '2028-01-14')).toEqual([
      'Old was removed.',
      'Query.old was removed.',
      'AGE was removed from enum type By.',
    ]);
  });

  test('with one release that says so it stays', () => {
    expect(brokenPromises([before, first], NOW, '2030-01-01')).toHaveLength(3);
  });

  test.each(['use new.', 'Since 2027: use new.', 'Since 2027-01-15:'])(
    'a mark that is not clear is named: %s',
    (reason) => {
      const unclear = API.replace('Since 2027-01-15: use new.', reason);
      expect(unclearDeprecations(unclear)).toEqual([`Query.old: ${reason}`]);
    },
  );
});
