// Writes what the doc comments of the widgets say into `custom-elements.json` and `llms.txt`:
// `node --import tsx widgets/bin/manifest.ts`.
import { writeFileSync } from 'node:fs';
import { guide } from '../packaging/guide.ts';
import { createManifest, manifestText } from '../packaging/manifest.ts';

const manifest = createManifest();
const files = { 'custom-elements.json': manifestText(manifest), 'llms.txt': guide(manifest) };
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(`../${name}`, import.meta.url), text);
