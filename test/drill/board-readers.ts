import { setTimeout as sleep } from 'node:timers/promises';
import { type TrustedDocument, UnitIndexOperation, UnitLeaderboardOperation } from '@kinerja/schema/operations';
import { inSeconds } from './spread.ts';
import type { Stage } from './stage.ts';

/** People who look at public figures all the time, as pages with the widgets do. */
export interface BoardReaders {
  /** Nobody looks any more: how often they did, what they were refused, and how long each answer took. */
  readonly finish: () => Promise<{
    readonly reads: number;
    readonly refused: readonly string[];
    readonly seconds: readonly number[];
  }>;
}

const REST_MS = 500;

/** Each public figure has one reader; whoever has read it once, must be able to for as long as it may be stale. */
export const openBoardReaders = async ({
  address,
  tenant,
}: Pick<Stage, 'address' | 'tenant'>): Promise<BoardReaders> => {
  const addressOf = <Variables>({ id }: TrustedDocument<unknown, Variables>, variables: Variables) =>
    `${address}/graphql?${new URLSearchParams({ documentId: id, variables: JSON.stringify(variables) })}`;
  const figures = [
    ...tenant.unitNames.map((name) => addressOf(UnitIndexOperation, { unit: tenant.unit(name).id })),
    addressOf(UnitLeaderboardOperation, { tenant: tenant.code, kind: 'dinas' }),
  ];
  const startedAt = performance.now();
  const refused: string[] = [];
  const seconds: number[] = [];
  let isOver = false;
  const read = async (figure: string) => {
    const askedAt = performance.now();
    const said = await fetch(figure).then(
      async (answer) => (answer.status === 200 ? undefined : `${answer.status} ${await answer.text()}`),
      String,
    );
    seconds.push(inSeconds(performance.now() - askedAt));
    if (said !== undefined) refused.push(`after ${inSeconds(askedAt - startedAt).toFixed(1)} s: ${said}`);
  };
  await Promise.all(figures.map(read));
  const readers = figures.map(async (figure) => {
    while (!isOver) {
      await sleep(REST_MS);
      await read(figure);
    }
  });
  return {
    finish: async () => {
      isOver = true;
      await Promise.all(readers);
      return { reads: seconds.length, refused, seconds };
    },
  };
};
