// Packs what is published: `pnpm --filter @kinerja/widgets tarball`. It prints the path of the archive, for `npm publish`.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import './build.mjs';
import { stagePackage } from '../packaging/stage.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
await stagePackage(`${dist}/package`);
const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', dist], { cwd: `${dist}/package` });
console.log(`${dist}/${packed.toString().trim()}`);
