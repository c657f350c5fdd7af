import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formTag } from '../../browser/rating-form-driver.ts';
import type { Origins } from './origins.ts';
import type { FormPage } from './peers.ts';

const file = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)));

/** One of our files, by its name in `widgets/dist`. */
export const ownFile = (name: string): Buffer => file(`widgets/dist/${name}`);

/** The rule that the README prints. */
const reservedHeight = (): string => {
  const [, rule] = /```css\n(kinerja-rating-form \{.+?)```/s.exec(file('README.md').toString()) ?? [];
  if (rule === undefined) throw new Error('The README prints no rule that reserves the height of the form.');
  return rule;
};

const radios = (count: number) =>
  `document.querySelector('kinerja-rating-form')?.shadowRoot?.querySelectorAll('input[type=radio]').length >= ${count}`;

/** The form as the README has it pasted: question after question, its height reserved. */
export const printedForm = (script: string): FormPage => ({
  name: 'Kinerja, as pasted',
  head: `<style>${reservedHeight()}</style><script type="module" src="${script}"></script>`,
  body: formTag(),
  isReady: radios(4),
});

/** The same as the peers show it: all 36 controls at once. */
export const wholeForm = (script: string): FormPage => ({
  name: 'Kinerja, all questions',
  head: `<script type="module" src="${script}"></script>`,
  body: formTag('layout="all"'),
  isReady: radios(36),
  control: 'input[type=radio]',
});

/** Serves the one file where a gateway serves it. */
export const serveOwnFile = (origins: Origins): string =>
  origins.addScript('widgets/0.0.0/kinerja.js', ownFile('kinerja.js'));
