import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { onOneLine } from '../domain/free-text.ts';
import { dayInWords } from '../domain/instant-in-words.ts';
import { localDate } from '../domain/period.ts';
import { lastDayOf } from '../domain/visit-code.ts';
import { count as inWords } from '../import/in-words.ts';
import { layOutTickets, TICKETS_ON_SHEET } from '../poster/lay-out-tickets.ts';
import { checkPrintable, Unprintable } from '../poster/poster-font.ts';
import { writePdf } from '../poster/write-pdf.ts';
import { Refused as RefusedInput } from '../refusals.ts';
import { typedCode } from '../tenant/typed-code.ts';
import { storeVisitCodes } from '../visit-code/issue-visit-codes.ts';
import { visitCodePath } from '../visit-code/visit-code-path.ts';
import { operatorHere } from './account-name.ts';
import { standpoint, withRegion } from './gateway-database.ts';
import { day as dayOption, wholeNumber } from './option-values.ts';
import { Refused } from './refused.ts';
import { hint, tell } from './screen.ts';
import { serviceNamed } from './service-named.ts';

interface Options {
  readonly count: number;
  readonly out: string;
  readonly day?: string;
}

const refuseUnprintable = (names: string) => {
  try {
    checkPrintable(names, 'kode dari issueVisitCodes');
  } catch (error) {
    throw error instanceof Unprintable ? new Refused(error.message) : error;
  }
};

const write = (code: string, serviceText: string, { count, out, day: given }: Options) =>
  withRegion(code, async ({ config, database, tenant, now }) => {
    const service = await serviceNamed(database, serviceText, '');
    const names = {
      tenant: onOneLine(tenant.name),
      unit: onOneLine(service.unit.name),
      service: onOneLine(service.name),
    };
    // Before there are codes that no ticket shows.
    refuseUnprintable(Object.values(names).join(''));
    const zone = tenant.timeZone;
    const day = given ?? localDate(now.getTime(), zone);
    const actor = operatorHere();
    const batch = { serviceId: service.id, day, count, actor };
    const folder = resolve(standpoint(), out);
    await mkdir(folder, { recursive: true });
    const codes = await storeVisitCodes(database, batch, { now, zone }).catch((error: unknown) => {
      throw error instanceof RefusedInput ? new Refused(`--${error.message}`) : error;
    });
    const gateway = config.publicUrl ?? `http://${config.host}:${config.port}`;
    const tickets = codes.map((one) => ({ code: one, address: gateway + visitCodePath(tenant, service.id, one) }));
    const madeAt = now.toISOString().replaceAll(/\W/g, '');
    for (let from = 0; from < tickets.length; from += TICKETS_ON_SHEET) {
      const sheet = layOutTickets({
        ...names,
        sampleData: tenant.sampleData,
        shortAddress: `${gateway}/nilai/${typedCode(tenant, service.id)}`.replace(/^https:\/\//, ''),
        goodUntil: dayInWords(lastDayOf(day), 'id'),
        tickets: tickets.slice(from, from + TICKETS_ON_SHEET),
      });
      const number = String(from / TICKETS_ON_SHEET + 1).padStart(2, '0');
      // Another batch has another name: codes that were overwritten would be nowhere.
      const name = `kode-kunjungan-${day}-${madeAt}-${number}.pdf`;
      await writeFile(join(folder, name), await writePdf(sheet, now), { flag: 'wx' });
    }
    tell(`${inWords(count)} kode kunjungan untuk ${day} ditulis ke ${folder}.`);
    hint('Kode ini hanya ada di berkas itu: yang tersimpan di server hanya sidiknya. Hapus berkasnya sesudah dicetak.');
    if (config.publicUrl === undefined)
      hint(`PUBLIC_URL belum diisi: kode QR menuju ${gateway}, yang tidak dapat dibuka dari luar.`);
  });

/** `visit-codes`. */
export const addVisitCodeCommands = (program: Command): void => {
  program
    .command('visit-codes <kode> <layanan>')
    .description('mencetak kode kunjungan sekali pakai')
    .requiredOption('--out <folder>', 'folder tempat lembar PDF ditulis')
    .option('--count <jumlah>', 'berapa kode', wholeNumber, TICKETS_ON_SHEET)
    .option('--day <tanggal>', 'hari kunjungan, misalnya 2026-12-01; bawaan: hari ini', dayOption)
    .action(write);
};
