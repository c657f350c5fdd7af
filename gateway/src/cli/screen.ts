import { createInterface } from 'node:readline';
import type { MappingNeeded } from '../import/element-mapping.ts';
import { count } from '../import/in-words.ts';

/** A line for the operator. */
export const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A line beside what a command prints, which a script may want to read. */
export const hint = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Rows in columns as wide as their cells. */
export const tellTable = (headings: readonly string[], rows: readonly (readonly string[])[]): void => {
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  );
  for (const row of [headings, ...rows])
    tell(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
};

/** A file of fewer rows is done before one could read how far it is. */
const SHORT = 2000;
/** Lines that a log gets; a terminal shows each step on one line. */
const LINES = 10;

/** Shows how far an import is: `12.000 dari 48.000 baris`. */
export const progressOn = (
  out: Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean },
): ((done: number, total: number) => void) => {
  let told = 0;
  return (done, total) => {
    if (total <= SHORT) return;
    const line = `${count(done)} dari ${count(total)} baris`;
    if (out.isTTY === true) out.write(`\r${line}${done === total ? '\n' : ''}`);
    else if (done === total || done - told >= total / LINES) {
      told = done;
      out.write(`${line}\n`);
    }
  };
};

/** What somebody types; nothing when they end the input, and Ctrl-C is what it is elsewhere. */
const ask = (question: string): Promise<string> =>
  new Promise((resolve) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    terminal.on('SIGINT', () => process.emit('SIGINT'));
    terminal.on('close', () => resolve(''));
    terminal.question(question, (answer) => {
      resolve(answer.trim());
      terminal.close();
    });
  });

/** Lets somebody at a terminal choose and confirm a mapping; nothing is chosen for them. */
export const chooseMapping = async ({ question, choices }: MappingNeeded): Promise<string | undefined> => {
  tell(question);
  choices.forEach(({ name, pairs, difference }, place) => {
    tell(`  ${place + 1}. ${name}: ${pairs.replaceAll(',', ', ')}${difference === '' ? '' : ` (${difference})`}`);
  });
  const answer = await ask('Nomor pemetaan yang sesuai dengan sistem asalnya (kosong untuk batal): ');
  const chosen = choices[Number(answer) - 1];
  if (chosen === undefined) return undefined;
  const confirmed = await ask(`${chosen.pairs.replaceAll(',', ', ')}. Benar? (ya/tidak) `);
  return /^ya?$/i.test(confirmed) ? chosen.name : undefined;
};

/** Whether somebody can answer a question. */
export const isAttended = (): boolean => process.stdin.isTTY === true && process.stdout.isTTY === true;
