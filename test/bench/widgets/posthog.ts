import { readFileSync } from 'node:fs';
import { questionnaire } from '../../browser/questionnaire.ts';
import { peerFile, peerVersion } from './install-peers.ts';
import type { Answer, Origins } from './origins.ts';
import type { FormPage } from './peers.ts';

const TOKEN = 'phc_bench';
const FILES = ['array.js', 'surveys.js'] as const;

/** As their server hands them out: the host library, which fetches the surveys. */
export const posthogFiles = (): readonly Buffer[] =>
  FILES.map((name) => readFileSync(peerFile(`posthog-js/dist/${name}`)));

/** The nine questions as one survey. */
const survey = {
  id: 'skm',
  name: 'SKM',
  type: 'popover',
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  appearance: {},
  conditions: null,
  questions: questionnaire.elements({}).map(({ key, question, answers }) => ({
    id: key,
    type: 'single_choice',
    question,
    choices: answers.map(({ label }) => label),
  })),
};

const config = { token: TOKEN, supportedCompression: [], surveys: [survey], sessionRecording: false, heatmaps: false };

const json = (value: object): Answer => ({ type: 'application/json', body: JSON.stringify(value) });

/** What their server answers where it is asked for data. */
export const answerPosthog = ({ pathname }: URL): Answer | undefined => {
  if (pathname === '/flags/') return json({ flags: {}, featureFlags: {}, errorsWhileComputingFlags: false });
  if (pathname === '/api/surveys/') return json({ surveys: [survey] });
  return undefined;
};

const START = (host: string) =>
  `window.posthog = []; posthog.__SV = 1; posthog._i = [['${TOKEN}', { api_host: '${host.slice(0, -1)}', autocapture: false, capture_pageview: false, capture_pageleave: false, disable_session_recording: true }, 'posthog']]`;

/** The page as their snippet makes it; of the nine questions it shows the first. */
export const posthogPage = (origins: Origins): FormPage => {
  const [library = Buffer.of(), surveys = Buffer.of()] = posthogFiles();
  const settings = `window._POSTHOG_REMOTE_CONFIG = { ${TOKEN}: { config: ${JSON.stringify(config)}, siteApps: [] } };`;
  origins.addScript(`array/${TOKEN}/config.js`, Buffer.from(settings));
  origins.addScript(`static/${peerVersion('posthog-js')}/surveys.js`, surveys);
  const script = origins.addScript('static/array.js', library);
  return {
    name: 'PostHog surveys (one question)',
    head: `<script>${START(origins.files)}</script><script async src="${script}"></script>`,
    body: '',
    isReady: `[...document.querySelectorAll('[class^=PostHogSurvey]')].some((one) => one.shadowRoot?.querySelectorAll('input[type=radio]').length === 4)`,
  };
};
