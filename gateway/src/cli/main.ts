import { Command, CommanderError } from 'commander';
import { explain } from './explain.ts';
import { inIndonesian, usageFault } from './help.ts';
import { addImportCommands } from './import-commands.ts';
import { addListCommands } from './list-commands.ts';
import { addPeriodCommands } from './period-commands.ts';
import { addRegionCommands } from './region-commands.ts';
import { addSiteKeyCommands } from './site-key-commands.ts';

const program = new Command('pnpm kinerja')
  .usage('<perintah> [pilihan]')
  .description('Perintah untuk pengelola Kinerja.');
addListCommands(program);
addRegionCommands(program);
addSiteKeyCommands(program);
addImportCommands(program);
addPeriodCommands(program);
inIndonesian(program);

program.parseAsync().catch((error: unknown) => {
  const message = error instanceof CommanderError ? usageFault(error) : explain(error);
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
});
