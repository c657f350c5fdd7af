import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { cleanPlace } from '../feedback/clean-place.ts';
import { count } from '../import/in-words.ts';
import { layOutPoster } from '../poster/lay-out-poster.ts';
import { loadPoster, type Poster } from '../poster/load-poster.ts';
import { posterFileName } from '../poster/poster-file-name.ts';
import { Unprintable, writePdf } from '../poster/write-pdf.ts';
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

const write = (code: string, { out, places: list, format, lang }: Options) =>
  withRegion(code, async ({ config, database, tenant, now }) => {
    const places = readPlaces(list);
    const folder = resolve(standpoint(), out);
    const gateway = config.publicUrl ?? `http://${config.host}:${config.port}`;
    const services = await database.prisma.service.findMany({
      where: { tenantId: tenant.tenantId },
      orderBy: [{ unit: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
      select: { id: true },
    });
    if (services.length === 0) return tell('Belum ada layanan.');
    await mkdir(folder, { recursive: true });
    const nameOf = distinctNames();
    const unprintable: string[] = [];
    let written = 0;
    for (const { id } of services)
      for (const place of places) {
        const poster = await loadPoster(database, { tenant, serviceId: id, place, lang: lang ?? null, gateway });
        if (poster === undefined) continue; // removed meanwhile
        try {
          const file = await drawn(poster, format, now);
          await writeFile(join(folder, `${nameOf(posterFileName(poster))}.${format}`), file);
          written += 1;
        } catch (error) {
          if (!(error instanceof Unprintable)) throw error;
          unprintable.push(`${poster.service}: ${error.message}`);
        }
      }
    tell(`${count(written)} poster ditulis ke ${folder}.`);
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
    .option('--lang <bahasa>', 'id atau en; bawaan: id')
    .action(write);
};
