import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RatingFormOperation } from '@kinerja/schema/operations';
import { NO_CHOICE } from '../../../widgets/src/builder/choice.ts';
import { type Release, snippets } from '../../../widgets/src/builder/snippets.ts';
import { SERVICE } from '../../browser/mock-gateway.ts';
import { formTag } from '../../browser/rating-form-driver.ts';
import type { Origins } from './origins.ts';
import type { FormPage } from './peers.ts';

const file = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)));

/** Any: the files are those of the build. */
const VERSION = '0.0.0';

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

/** The form as the builder prints it: question after question, its height reserved. */
export const printedForm = (gateway: string): FormPage => {
  const release: Release = { gateway, version: VERSION, integrity: null, files: [], questions: RatingFormOperation.id };
  const choice = { ...NO_CHOICE, service: SERVICE, 'site-key': 'pk_demo' };
  const [head = '', body = ''] = snippets(choice, release, 'Formulir biasa').html.split('\n\n');
  return { name: 'Kinerja, as pasted', head: `<style>${reservedHeight()}</style>${head}`, body, isReady: radios(4) };
};

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
  origins.addScript(`widgets/${VERSION}/kinerja.js`, ownFile('kinerja.js'));
