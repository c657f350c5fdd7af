import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const page = read('docs/frameworks.md');

test.each([
  'react/survey.tsx',
  'react/listening-survey.tsx',
  'vue/survey.vue',
  'svelte/survey.svelte',
  'angular/survey.ts',
])('docs/frameworks.md shows %s as it is tested', (component) => {
  expect(page).toContain(`\n${read(`test/frameworks/hosts/${component}`)}\`\`\``);
});

test.each([
  ['React', 'react'],
  ['React', 'react-18'],
  ['Vue', 'vue'],
  ['Svelte', 'svelte'],
  ['Angular', '@angular/core'],
])('docs/frameworks.md names the version of %s that is tested as %s', (name, dependency) => {
  const { dependencies } = JSON.parse(read('test/frameworks/hosts/package.json'));
  expect(page).toContain(`| ${name} ${dependencies[dependency].split('@').at(-1)} |`);
});
