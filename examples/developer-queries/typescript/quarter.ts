// Petugas data · data officers:
//   npx tsx typescript/quarter.ts http://127.0.0.1:4000 32.73 2026-Q3 > indeks.csv
import { ask } from './ask.ts';
import { QuarterDocument } from './operations.ts';

const [gateway = 'http://127.0.0.1:4000', region = '32.73', period] = process.argv.slice(2);

const cell = (value: string | number | null) => {
  const text = value === null ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const print = (cells: readonly (string | number | null)[]) => process.stdout.write(`${cells.map(cell).join(',')}\n`);

print(['id', 'unit', 'kind', 'period', 'state', 'version', 'index', 'grade', 'ratings', 'sampleTarget', 'derivation']);
for (let after: string | null | undefined; after !== null; ) {
  const { tenant } = await ask(gateway, QuarterDocument, { region, period, after });
  for (const { node: unit } of tenant?.units.edges ?? []) {
    const figure = unit.satisfactionIndex;
    print([
      unit.id,
      unit.name,
      unit.kind,
      figure.period,
      figure.state,
      figure.version,
      // Without a figure the cell stays empty: it is not zero, and `state` says why there is none.
      figure.value === null ? null : figure.value.toFixed(2),
      figure.grade,
      figure.ratings,
      figure.sampleTarget,
      figure.derivation,
    ]);
  }
  after = tenant?.units.pageInfo.hasNextPage === true ? tenant.units.pageInfo.endCursor : null;
}
