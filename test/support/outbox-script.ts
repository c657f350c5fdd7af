import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { bundle } from './bundle.ts';

const OUTBOX = fileURLToPath(new URL('../../widgets/src/outbox.ts', import.meta.url));

let script: Promise<Script> | undefined;

/** The outbox of the widgets as one script, which leaves what it exports in `outbox`. */
export const outboxScript = (): Promise<Script> => {
  script ??= bundle({
    configFile: false,
    build: { write: false, minify: false, lib: { entry: OUTBOX, formats: ['iife'], name: 'outbox' } },
  }).then((code) => new Script(code.toString(), { filename: 'outbox.js' }));
  return script;
};
