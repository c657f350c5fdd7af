// Writes what the doc comments of the widgets say into `custom-elements.json`: `node --import tsx widgets/bin/manifest.ts`.
import { writeFileSync } from 'node:fs';
import { createManifest, manifestText } from '../packaging/manifest.ts';

writeFileSync(new URL('../custom-elements.json', import.meta.url), manifestText(createManifest()));
