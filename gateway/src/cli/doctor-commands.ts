import type { Finding } from '@kinerja/widgets/embedding/finding';
import type { Command } from 'commander';
import { examinePage } from './doctor/examine-page.ts';
import { createReach } from './doctor/reach.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

const VERDICTS = { ok: 'baik', warn: 'periksa', error: 'salah' } as const satisfies Record<Finding['verdict'], string>;

const examine = async (address: string, { allowLocal = false }: { readonly allowLocal?: boolean }) => {
  const findings = await examinePage(address, createReach({ allowLocal }));
  for (const { verdict, text, mend } of findings) {
    tell(`${VERDICTS[verdict].padEnd(8)} ${text}`);
    if (mend !== undefined) tell(`${' '.repeat(9)}${mend}`);
  }
  const wrong = findings.filter(({ verdict }) => verdict === 'error').length;
  if (wrong > 0) throw new Refused(`${wrong} hal salah di ${address}.`);
};

/** `doctor`. */
export const addDoctorCommands = (program: Command): void => {
  program
    .command('doctor <alamat>')
    .description('memeriksa halaman yang memasang widget')
    .option('--allow-local', 'boleh memeriksa halaman di jaringan dalam')
    .action(examine);
};
