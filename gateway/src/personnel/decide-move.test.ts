import { describe, expect, test } from 'vitest';
import { decideMove, type HeldPost } from './decide-move.ts';

const open: HeldPost = { postId: 'bidan', startsOn: '2026-01-01', endsOn: null };
const ended: HeldPost = { postId: 'bidan', startsOn: '2026-01-01', endsOn: '2026-03-31' };

describe('a move', () => {
  test.each<[string, HeldPost | undefined, string, string, ReturnType<typeof decideMove>]>([
    ['starts a history', undefined, 'bidan', '2026-01-01', { endsOn: null }],
    ['ends an open assignment the day before', open, 'kapus', '2026-03-01', { endsOn: '2026-02-28' }],
    ['may follow one day after the last began', open, 'kapus', '2026-01-02', { endsOn: '2026-01-01' }],
    ['leaves one that has ended as it is', ended, 'kapus', '2026-04-01', { endsOn: null }],
    ['may lead back to a post that was left', ended, 'bidan', '2026-04-01', { endsOn: null }],
    ['to the post that is held is none', open, 'bidan', '2026-03-01', { problem: 'HELD_ALREADY' }],
    ['on the first day of the latest is refused', open, 'kapus', '2026-01-01', { problem: 'BEFORE_LATEST' }],
    ['before the latest is refused', ended, 'kapus', '2025-12-31', { problem: 'BEFORE_LATEST' }],
    ['within the days of the latest is refused', ended, 'kapus', '2026-03-31', { problem: 'OVERLAPS' }],
  ])('%s', (_title, latest, postId, startsOn, move) => {
    expect(decideMove(latest, { postId, startsOn })).toEqual(move);
  });
});
