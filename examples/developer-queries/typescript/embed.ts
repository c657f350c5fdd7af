// Admin web · web admins:
//   npx tsx typescript/embed.ts http://127.0.0.1:4000 32.73
import { ask } from './ask.ts';
import { EmbedDocument } from './operations.ts';

const [gateway = 'http://127.0.0.1:4000', region = '32.73'] = process.argv.slice(2);

const readJson = async <Data>(path: string) => (await (await fetch(`${gateway}${path}`)).json()) as Data;

/** The newest release, pinned: with the hash the browser takes no other file than this one. */
const { latest } = await readJson<{ readonly latest: string }>('/widgets/versions.json');
const files = await readJson<Readonly<Record<string, { readonly integrity: string }>>>(
  `/widgets/${latest}/integrity.json`,
);
const lines = [
  `<script type="module" async crossorigin="anonymous" src="${gateway}/widgets/${latest}/kinerja.js" integrity="${files['kinerja.js']?.integrity}"></script>`,
];

for (let after: string | null | undefined; after !== null; ) {
  const { tenant } = await ask(gateway, EmbedDocument, { region, after });
  for (const { node: unit } of tenant?.units.edges ?? [])
    for (const { id, name } of unit.services)
      lines.push(
        `${unit.name}, ${name}:`,
        `  <kinerja-rating-form service="${id}"><a href="${gateway}/form/${id}">Isi survei kepuasan masyarakat</a></kinerja-rating-form>`,
      );
  after = tenant?.units.pageInfo.hasNextPage === true ? tenant.units.pageInfo.endCursor : null;
}
process.stdout.write(`${lines.join('\n')}\n`);
