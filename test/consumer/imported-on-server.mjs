// Importing every module where there is no page does nothing, and no harm; run by Node alone.
import manifest from '@kinerja/widgets/custom-elements.json' with { type: 'json' };
import packaged from '@kinerja/widgets/package.json' with { type: 'json' };

const modules = Object.entries(packaged.exports).filter(([, { default: file = '' }]) => file.endsWith('.js'));
const before = Object.keys(globalThis);
const names = [];
for (const [name] of modules) names.push(...Object.keys(await import(name.replace('.', packaged.name))));
const widgets = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ customElement }) => customElement);
const missing = widgets.filter(({ name }) => !names.includes(name));
const left = Object.keys(globalThis).filter((name) => !before.includes(name));
process.stdout.write(JSON.stringify({ modules: modules.length, missing, left }));
