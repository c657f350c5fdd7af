import type { Command } from 'commander';
import { examinePage } from './doctor/examine-page.ts';
import { inLines } from './doctor/in-lines.ts';
import { createReach } from './doctor/reach.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

const examine = async (address: string, { allowLocal = false }: { readonly allowLocal?: boolean }) => {
  const findings = await examinePage(address, createReach({ allowLocal }));
  for (const line of findings.flatMap(inLines)) tell(line);
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
