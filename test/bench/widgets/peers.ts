import { questionnaire } from '../../browser/questionnaire.ts';

/** What a page is measured by: nine questions with four answers each, in somebody's elements. */
export interface FormPage {
  readonly name: string;
  /** What is loaded from the other origin, and how. */
  readonly head: string;
  readonly body: string;
  /** JavaScript: whether all of it is rendered. */
  readonly isReady: string;
  /** Selector of the things that are clicked, in the order of the page; none where a click is something else. */
  readonly control?: string;
}

/** Part of somebody else's library, bundled for a page that uses nothing else of it. */
export interface Peer {
  readonly name: string;
  /** The modules that such a page imports. */
  readonly imports: readonly string[];
  /** The page with the form, where the library can make one. */
  readonly page?: Omit<FormPage, 'name' | 'head'>;
}

const shoelace = (name: string) => `@shoelace-style/shoelace/dist/components/${name}/${name}.js`;
const webAwesome = (name: string) => `@awesome.me/webawesome/dist/components/${name}/${name}.js`;
const nord = (name: string) => `@nordhealth/components/lib/${name}.js`;

type Question = ReturnType<typeof questionnaire.elements>[number];

type Choice = (question: Question, answer: Question['answers'][number]) => string;

/** The official questions, each made by `group` around its answers made by `choice`. */
const questions = (group: (question: Question, choices: string) => string, choice: Choice) =>
  questionnaire
    .elements({})
    .map((question) => group(question, question.answers.map((answer) => choice(question, answer)).join('')))
    .join('');

const fieldset = ({ question }: Question, choices: string) =>
  `<fieldset><legend>${question}</legend>${choices}</fieldset>`;

/** Each of the 36 controls has rendered something of its own. */
const allRendered = (tag: string) =>
  `(() => { const all = document.querySelectorAll('${tag}'); return all.length === 36 && [...all].every((one) => one.shadowRoot?.childElementCount) })()`;

const native: Omit<FormPage, 'name' | 'head'> = {
  body: `<form>${questions(fieldset, ({ key }, { score, label }) => `<label><input type="radio" name="${key}" value="${score}"> ${label}</label>`)}<label>Saran <textarea></textarea></label><button>Kirim</button></form>`,
  isReady: "document.querySelectorAll('input').length === 36",
  control: 'input',
};

/** A page without any form: what all others are measured over. */
export const BLANK: FormPage = { name: 'blank page', head: '', body: '', isReady: 'true' };

/** The same in plain HTML: what no widget can be faster than. */
export const NATIVE: FormPage = { name: 'native HTML form', head: '', ...native };

const kit = (prefix: 'sl' | 'wa'): Omit<FormPage, 'name' | 'head'> => ({
  body: `<form>${questions(
    ({ key, question }, choices) =>
      `<${prefix}-radio-group name="${key}" label="${question}">${choices}</${prefix}-radio-group>`,
    (_, { score, label }) => `<${prefix}-radio value="${score}">${label}</${prefix}-radio>`,
  )}<${prefix}-textarea label="Saran"></${prefix}-textarea><${prefix}-button>Kirim</${prefix}-button></form>`,
  isReady: allRendered(`${prefix}-radio`),
  control: `${prefix}-radio`,
});

const materialForm: Omit<FormPage, 'name' | 'head'> = {
  body: `<form>${questions(fieldset, ({ key }, { score, label }) => `<label><md-radio name="${key}" value="${score}"></md-radio> ${label}</label>`)}</form>`,
  isReady: allRendered('md-radio'),
  control: 'md-radio',
};

const nordForm: Omit<FormPage, 'name' | 'head'> = {
  body: `<form>${questions(
    ({ question }, choices) => `<nord-fieldset label="${question}">${choices}</nord-fieldset>`,
    ({ key }, { score, label }) => `<nord-radio name="${key}" value="${score}" label="${label}"></nord-radio>`,
  )}</form>`,
  isReady: allRendered('nord-radio'),
  control: 'nord-radio',
};

export const PEERS: readonly Peer[] = [
  {
    name: 'Shoelace form kit',
    imports: ['radio-group', 'radio', 'textarea', 'select', 'option', 'button', 'alert'].map(shoelace),
    page: kit('sl'),
  },
  { name: 'Shoelace radio group', imports: ['radio-group', 'radio'].map(shoelace) },
  {
    name: 'Web Awesome form kit',
    imports: ['radio-group', 'radio', 'textarea', 'select', 'option', 'button', 'callout'].map(webAwesome),
    page: kit('wa'),
  },
  { name: 'Web Awesome radio group', imports: ['radio-group', 'radio'].map(webAwesome) },
  { name: 'Material radio', imports: ['@material/web/radio/radio.js'], page: materialForm },
  {
    name: 'ALTCHA (one checkbox)',
    imports: ['altcha'],
    page: {
      body: '<form><altcha-widget challenge="/challenge" auto="off"></altcha-widget></form>',
      isReady: "document.querySelector('altcha-widget input[type=checkbox]')",
    },
  },
  { name: 'emoji-picker-element', imports: ['emoji-picker-element'] },
];

/** Its licence allows its use to those who work for Nordhealth: measured only for those who say that they may. */
export const NORD: Peer = { name: 'Nord radio and fieldset', imports: ['Radio', 'Fieldset'].map(nord), page: nordForm };
