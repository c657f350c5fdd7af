import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Database } from '../database/open-database.ts';
import { cleanPlace } from '../feedback/clean-place.ts';
import { count } from '../import/in-words.ts';
import { layOutPoster } from '../poster/lay-out-poster.ts';
import { loadPoster, type Poster, type PosterOf } from '../poster/load-poster.ts';
import { posterFileName } from '../poster/poster-file-name.ts';
import { Unprintable } from '../poster/poster-font.ts';
import { writePdf } from '../poster/write-pdf.ts';
import { writeSvg } from '../poster/write-svg.ts';
import { standpoint, withRegion } from './gateway-database.ts';
import { oneOf } from './option-values.ts';
import { Refused } from './refused.ts';
import { hint, tell } from './screen.ts';

const FORMATS = ['pdf', 'svg'] as const;

interface Options {
  readonly out: string;
  readonly places?: string;
  readonly format: (typeof FORMATS)[number];
  readonly lang?: string;
}

const readPlaces = (text: string | undefined): readonly (string | null)[] => {
  if (text === undefined) return [null];
  return text.split(',').map((given) => {
    const cleaned = cleanPlace(given);
    if ('problem' in cleaned) throw new Refused(`--places: "${given.trim()}": ${cleaned.problem}`);
    if (cleaned.place === null) throw new Refused('--places: sebutkan tempatnya, misalnya "Loket 1,Loket 2".');
    return cleaned.place;
  });
};

/** Two services may be called alike: then the later files get a number. */
const distinctNames = () => {
  const times = new Map<string, number>();
  return (name: string): string => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name}-${time}`;
  };
};

const drawn = async (poster: Poster, format: Options['format'], now: Date): Promise<string | Buffer> => {
  const sheet = layOutPoster(poster);
  return format === 'svg' ? writeSvg(sheet) : writePdf(sheet, now);
};

/** The posters of all services of the bound region, for each of the places. */
const loadPosters = async (
  database: Database,
  of: Omit<PosterOf, 'serviceId' | 'place'>,
  places: readonly (string | null)[],
): Promise<readonly Poster[]> => {
  const services = await database.prisma.service.findMany({
    where: { tenantId: of.tenant.tenantId },
    orderBy: [{ unit: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const posters: Poster[] = [];
  for (const { id: serviceId } of services)
    for (const place of places) {
      const poster = await loadPoster(database, { ...of, serviceId, place });
      if (poster !== undefined) posters.push(poster);
    }
  return posters;
};

/** Writes them into a folder; tells of those that cannot be written in this format. */
const writeAll = async (
  posters: readonly Poster[],
  { folder, format, now }: { readonly folder: string; readonly format: Options['format']; readonly now: Date },
): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true });
  const nameOf = distinctNames();
  const unprintable: string[] = [];
  for (const poster of posters)
    try {
      const file = await drawn(poster, format, now);
      await writeFile(join(folder, `${nameOf(posterFileName(poster))}.${format}`), file);
    } catch (error) {
      if (!(error instanceof Unprintable)) throw error;
      unprintable.push(`${poster.service}: ${error.message}`);
    }
  return unprintable;
};

const write = (code: string, { out, places: list, format, lang = 'id' }: Options) =>
  withRegion(code, async ({ config, database, tenant, now }) => {
    const places = readPlaces(list);
    const gateway = config.publicUrl ?? `http://${config.host}:${config.port}`;
    const posters = await loadPosters(database, { tenant, lang, gateway }, places);
    if (posters.length === 0) return tell('Belum ada layanan.');
    const folder = resolve(standpoint(), out);
    const unprintable = await writeAll(posters, { folder, format, now });
    tell(`${count(posters.length - unprintable.length)} poster ditulis ke ${folder}.`);
    if (config.publicUrl === undefined)
      hint(`PUBLIC_URL belum diisi: kode QR menuju ${gateway}, yang tidak dapat dibuka dari luar.`);
    if (unprintable.length > 0) throw new Refused([...unprintable, 'Tulis poster ini dengan --format svg.'].join('\n'));
  });

/** `poster`. */
export const addPosterCommands = (program: Command): void => {
  program
    .command('poster <kode>')
    .description('menulis poster QR tiap layanan')
    .requiredOption('--out <folder>', 'folder tempat poster ditulis')
    .option('--places <daftar>', 'loket atau ruang, dipisahkan koma, misalnya "Loket 1,Loket 2"')
    .option('--format <format>', 'pdf atau svg', oneOf(FORMATS), 'pdf')
    .option('--lang <bahasa>', 'id, en, su, atau jv; bawaan: id')
    .action(write);
};
