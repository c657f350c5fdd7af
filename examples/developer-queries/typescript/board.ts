// Warga dan wartawan · citizens and journalists:
//   npx tsx typescript/board.ts http://127.0.0.1:4000 32.73 puskesmas 2026-Q3
import { ask } from './ask.ts';
import { BoardDocument } from './operations.ts';

const [gateway = 'http://127.0.0.1:4000', region = '32.73', kind = 'puskesmas', period] = process.argv.slice(2);

const { tenant } = await ask(gateway, BoardDocument, { region, kind, period });
const board = tenant?.unitLeaderboard;
const lines = [
  `${tenant?.name}, ${kind}, ${board?.periodLabel}${board?.sampleData === true ? ' (data contoh)' : ''}`,
  ...(board?.rows ?? []).map(
    ({ unit, bandLabel, index, grade, ratings }) =>
      `${unit.name}: ${bandLabel}; indeks ${index.toFixed(2)} (${grade}) dari ${ratings} penilaian`,
  ),
  ...(board?.withheld ?? []).map(({ unit, reason, explanation }) => `${unit.name}: ${reason}. ${explanation}`),
  board?.explanation,
];
process.stdout.write(`${lines.join('\n')}\n`);
