import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Text = Readonly<Record<string, string>>;

interface Template {
  readonly version: number;
  readonly title: Text;
  readonly elements: readonly {
    readonly key: string;
    readonly label: Text;
    readonly question: Text;
    readonly required: boolean;
    readonly answers: readonly Text[];
  }[];
  readonly profile: readonly {
    readonly key: string;
    readonly label: Text;
    readonly options: readonly { readonly code: string; readonly label: Text }[];
  }[];
}

const TEMPLATE = fileURLToPath(new URL('../../schema/questionnaires/skm-2017.json', import.meta.url));
const template: Template = JSON.parse(readFileSync(TEMPLATE, 'utf8'));

interface InLanguage {
  readonly lang?: string;
}

const say = (text: Text, { lang = 'id' }: InLanguage) => text[lang] ?? text['id'];

/** The official questionnaire as the API gives it. */
export const questionnaire = {
  key: 'skm-2017',
  version: template.version,
  title: (lang: InLanguage) => say(template.title, lang),
  elements: (lang: InLanguage) =>
    template.elements.map(({ key, label, question, required, answers }) => ({
      key,
      label: say(label, lang),
      question: say(question, lang),
      required,
      answers: answers.map((answer, index) => ({ score: index + 1, label: say(answer, lang) })),
    })),
  profile: (lang: InLanguage) =>
    template.profile.map(({ key, label, options }) => ({
      key,
      label: say(label, lang),
      options: options.map((option) => ({ code: option.code, label: say(option.label, lang) })),
    })),
};

/** Keys of the nine elements in the order of the form. */
export const elementKeys = template.elements.map(({ key }) => key);
