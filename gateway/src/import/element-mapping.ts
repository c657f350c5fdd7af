import type { Questionnaire } from '../domain/questionnaire.ts';
import { inLanguage } from '../domain/text.ts';
import type { Cell } from './cell.ts';
import { headingName } from './header.ts';
import { ImportRefused } from './import-refused.ts';

/** Which element stands under which heading, by `headingKey`. */
export interface ElementMapping {
  /** What the operator chose: the name of a known order, or the pairs. */
  readonly chosen: string;
  readonly elements: ReadonlyMap<string, string>;
}

/** A mapping to choose from, where headings are bare numbers. */
export interface MappingChoice {
  readonly name: string;
  readonly pairs: string;
  /** What tells it from the others. */
  readonly difference: string;
}

/** Order of the regulation's list; the questionnaire of the same regulation has the last two the other way round. */
const REGULATION_ORDER = [
  'persyaratan',
  'prosedur',
  'waktu',
  'biaya',
  'produk',
  'kompetensi',
  'perilaku',
  'pengaduan',
  'sarana',
];

/** The orders in which published systems number the elements (their U8 and U9 are swapped, DOMAIN 3.2). */
const knownOrders = ({ elements }: Questionnaire): ReadonlyMap<string, readonly string[]> => {
  const own = elements.map(({ key }) => key);
  const isOfRegulation = own.length === REGULATION_ORDER.length && own.every((key) => REGULATION_ORDER.includes(key));
  return new Map([
    ...(isOfRegulation ? ([['skm-regulation', REGULATION_ORDER]] as const) : []),
    [isOfRegulation ? 'skm-questionnaire' : 'questionnaire', own],
  ]);
};

/** The number in a heading that says nothing else: `U8`, `U.8`, `Unsur 8`, `Unsur ke-8`. */
export const bareNumber = (heading: Cell): number | undefined => {
  const number = /^(?:u|unsur)(?: ke)? ?(\d{1,2})$/.exec(headingName(heading))?.[1];
  return number === undefined ? undefined : Number(number);
};

/** A heading as mappings know it: `U8`, `u-8` and `Unsur 8` are one. */
export const headingKey = (heading: Cell): string => {
  const number = bareNumber(heading);
  return number === undefined ? headingName(heading) : `u${number}`;
};

/** The element that a text names by its key or its official name, with or without a number in front of it. */
export const namedElement = (text: Cell, { elements }: Questionnaire): string | undefined => {
  const name = headingName(text);
  const bare = name.replace(/^(?:(?:u|unsur)(?: ke)? ?)?\d{1,2} /, '');
  const answersTo = (candidate: string) => candidate === name || candidate === bare;
  return elements.find(({ key, label }) => [key, ...Object.values(label)].map(headingName).some(answersTo))?.key;
};

/** What the operator may choose from. */
export const mappingChoices = (questionnaire: Questionnaire): readonly MappingChoice[] => {
  const orders = [...knownOrders(questionnaire)];
  const label = (key: string) =>
    inLanguage(questionnaire.elements.find((element) => element.key === key)?.label ?? { id: key });
  return orders.map(([name, order]) => ({
    name,
    pairs: order.map((key, place) => `U${place + 1}=${key}`).join(','),
    difference: order
      .flatMap((key, place) =>
        orders.every(([, other]) => other[place] === key) ? [] : [`U${place + 1} = ${label(key)}`],
      )
      .join('; '),
  }));
};

/**
 * Reads what the operator gave as mapping: a name such as `skm-regulation`, or pairs such as `U1=persyaratan,U2=prosedur`.
 *
 * @throws {ImportRefused} naming every pair that is wrong.
 */
export const parseMapping = (text: string, questionnaire: Questionnaire): ElementMapping => {
  const orders = knownOrders(questionnaire);
  const order = orders.get(text.trim());
  if (order !== undefined)
    return { chosen: text.trim(), elements: new Map(order.map((key, place) => [`u${place + 1}`, key])) };
  const elements = new Map<string, string>();
  const wrong: string[] = [];
  for (const pair of text.split(',')) {
    const [heading = '', wanted, ...rest] = pair.split('=');
    const element = wanted === undefined || rest.length > 0 ? undefined : namedElement(wanted, questionnaire);
    const key = headingKey(heading);
    if (element === undefined || key === '') wrong.push(`"${pair.trim()}"`);
    else if (elements.has(key)) wrong.push(`"${pair.trim()}" (judul yang sama dua kali)`);
    else elements.set(key, element);
  }
  if (wrong.length > 0)
    throw new ImportRefused(
      `--map: ${wrong.join(', ')} tidak dikenal; yang diharapkan ${[...orders.keys()].join(', ')}, atau pasangan judul=unsur ` +
        `dengan unsur ${questionnaire.elements.map(({ key }) => key).join(', ')}.`,
    );
  return { chosen: text.trim(), elements };
};

/** The file numbers its elements, and nobody has said which number is which. */
export class MappingNeeded extends ImportRefused {
  /** Why somebody has to choose, in one sentence. */
  readonly question: string;
  readonly choices: readonly MappingChoice[];

  constructor(headings: readonly string[], questionnaire: Questionnaire) {
    const question =
      `Unsur dalam berkas ini hanya bernomor (${headings.join(', ')}), dan nomor yang sama berarti unsur lain di sistem lain` +
      ' (U8 dan U9 sering tertukar).';
    const choices = mappingChoices(questionnaire);
    const options = choices.flatMap(({ name, pairs, difference }) => [
      `  --map ${name}${difference === '' ? '' : `   (${difference})`}`,
      `  --map "${pairs}"`,
    ]);
    super([`${question} Periksa sistem asalnya, lalu ulangi dengan pemetaan yang benar:`, ...options].join('\n'));
    this.question = question;
    this.choices = choices;
  }
}
