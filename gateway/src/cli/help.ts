import type { Command, CommanderError, Help } from 'commander';

const TITLES: Record<string, string> = {
  'Usage:': 'Pemakaian:',
  'Arguments:': 'Argumen:',
  'Options:': 'Pilihan:',
  'Commands:': 'Perintah:',
};

/** What commander says of a command line that it cannot read, by its code. */
const FAULTS: Record<string, string> = {
  'commander.unknownCommand': 'Perintah tidak dikenal',
  'commander.unknownOption': 'Pilihan tidak dikenal',
  'commander.missingArgument': 'Argumen belum diisi',
  'commander.excessArguments': 'Argumen terlalu banyak',
  'commander.missingMandatoryOptionValue': 'Pilihan wajib belum diisi',
  'commander.optionMissingArgument': 'Nilai pilihan belum diisi',
};

/** The commands that do something, those of groups included. */
const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

const pathOf = (command: Command, top: Command): string =>
  command.parent === null || command.parent === top
    ? command.name()
    : `${pathOf(command.parent, top)} ${command.name()}`;

/** `import ratings <berkas>` and the like, so that one list shows everything that there is. */
const flatList = (top: Command): Partial<Help> => ({
  visibleCommands: (command) => [...leaves(command)].filter((leaf) => leaf !== command),
  subcommandTerm: (command) => {
    const args = command.registeredArguments.map((argument) => `<${argument.name()}>`);
    return [pathOf(command, top), ...args].join(' ');
  },
  styleTitle: (title) => TITLES[title] ?? title,
});

/** Makes the help of the program and each of its commands Indonesian; faults are thrown, for `usageFault` to tell. */
export const inIndonesian = (program: Command): void => {
  const translate = (command: Command) => {
    command
      .configureHelp(flatList(program))
      .configureOutput({ outputError: () => undefined })
      .helpOption('-h, --help', 'menampilkan bantuan ini')
      .helpCommand(false)
      .exitOverride();
    for (const inner of command.commands) translate(inner);
  };
  translate(program);
};

/** What is wrong with a command line; nothing when its help was shown instead. */
export const usageFault = ({ code, message }: CommanderError): string | undefined => {
  if (code.startsWith('commander.help')) return undefined;
  const [, invalid] = message.split(' is invalid. ');
  if (invalid !== undefined) return invalid;
  const fault = FAULTS[code];
  const named = /'([^']+)'/.exec(message)?.[1];
  const meant = /Did you mean (?:one of )?(.+)\?/.exec(message)?.[1];
  const what =
    fault === undefined ? message.replace('error: ', '') : named === undefined ? fault : `${fault}: ${named}`;
  return `${what}.${meant === undefined ? '' : ` Maksudnya ${meant}?`} Lihat: pnpm kinerja --help`;
};
