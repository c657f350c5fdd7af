import { CommanderError } from 'commander';
import { explain } from './explain.ts';
import { usageFault } from './help.ts';
import { createProgram } from './program.ts';

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    const isUsage = error instanceof CommanderError;
    const message = isUsage ? usageFault(error) : explain(error);
    if (message !== undefined) process.stderr.write(`${message}\n`);
    process.exitCode = isUsage ? error.exitCode : 1;
  });
