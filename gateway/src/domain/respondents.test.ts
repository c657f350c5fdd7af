import { describe, expect, test } from 'vitest';
import { NOT_TOLD, sharesOfUsers, shownGroups } from './respondents.ts';

const table = (ratings: number, groups: Readonly<Record<string, number>>) => ({
  ratings,
  groups: Object.entries(groups).map(([code, count]) => ({ code, ratings: count })),
});

describe('the groups of a figure', () => {
  test('are shown from ten on, with what was not told', () => {
    expect(shownGroups([table(60, { L: 20, P: 30 })])).toEqual({
      groups: [
        { code: 'L', ratings: 20 },
        { code: 'P', ratings: 30 },
      ],
      notTold: 10,
      hidden: 0,
    });
  });

  test('of fewer than ten are hidden, and with them what would give them away', () => {
    expect(shownGroups([table(60, { SD: 4, SMP: 16, SMA: 40 })])).toEqual({
      groups: [{ code: 'SMA', ratings: 40 }],
      notTold: 0,
      hidden: 20,
    });
    // With two groups, the larger one would give the smaller one away.
    expect(shownGroups([table(50, { L: 3, P: 47 })])).toEqual({ groups: [], notTold: 0, hidden: 50 });
  });

  test('are hidden when few have not told', () => {
    expect(shownGroups([table(45, { L: 20, P: 20 })])).toEqual({
      groups: [expect.objectContaining({ ratings: 20 })],
      notTold: 0,
      hidden: 25,
    });
  });

  test('of several figures add up what each shows, and nothing else', () => {
    const shown = shownGroups([table(60, { L: 20, P: 40 }), table(60, { L: 4, P: 16, [NOT_TOLD]: 40 })]);
    expect(shown).toEqual({
      groups: [
        { code: 'L', ratings: 20 },
        { code: 'P', ratings: 40 },
      ],
      notTold: 40,
      hidden: 20,
    });
  });

  test('all of one kind are that kind', () => {
    expect(shownGroups([table(30, { WIDGET: 30 })])).toEqual({
      groups: [{ code: 'WIDGET', ratings: 30 }],
      notTold: 0,
      hidden: 0,
    });
    expect(shownGroups([])).toEqual({ groups: [], notTold: 0, hidden: 0 });
  });

  test('that are more than the figure has are an error, not a figure', () => {
    expect(() => shownGroups([table(10, { L: 11 })])).toThrow('11 ratings in groups of a figure that has 10');
  });
});

describe('the users of units', () => {
  const group = (unitId: string, code: string, users: number) => ({ unitId, field: 'sex' as const, code, users });

  test('are shares of all of them together, by people and not by unit', () => {
    const shares = sharesOfUsers(['a', 'b'], [group('a', 'L', 30), group('a', 'P', 10), group('b', 'P', 60)]);
    expect(shares.get('sex')).toEqual(
      new Map([
        ['L', 0.3],
        ['P', 0.7],
      ]),
    );
    expect(shares.get('education')).toEqual(new Map());
  });

  test('are not known as long as one of the units has not told', () => {
    expect(sharesOfUsers(['a', 'b'], [group('a', 'L', 30)]).get('sex')).toEqual(new Map());
    expect(sharesOfUsers([], [group('a', 'L', 30)]).get('sex')).toEqual(new Map());
  });
});
