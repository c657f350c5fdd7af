// @ts-check
// Loaded into a gateway before everything else (`node --import`): its clock is wrong by the milliseconds in the file that
// CLOCK_SHIFT_FILE names. SIGUSR2 has it read again, which is then written beside it.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env['CLOCK_SHIFT_FILE'] ?? '';
let shift = 0;

process.on('SIGUSR2', () => {
  shift = Number(readFileSync(file, 'utf8'));
  writeFileSync(`${file}.taken`, String(shift));
});

const now = () => RightDate.now() + shift;
const RightDate = Date;
globalThis.Date = new Proxy(RightDate, {
  get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
  construct: (date, given) => Reflect.construct(date, given.length === 0 ? [now()] : given),
  apply: (date) => new date(now()).toString(),
});
