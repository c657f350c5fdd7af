import type { Questionnaire } from '../domain/questionnaire.ts';
import type { ElementMapping } from './element-mapping.ts';
import { listed } from './in-words.ts';
import type { RatingColumns } from './rating-columns.ts';

/** Tells the operator what each column was taken for. */
export const tellColumns = (
  columns: RatingColumns,
  { elements }: Questionnaire,
  tell: (line: string) => void,
): void => {
  const titleOf = (column: number) => columns.titles[column] ?? '';
  tell(`Unsur: ${[...columns.elements].map(([key, column]) => `${key} = kolom "${titleOf(column)}"`).join(', ')}.`);
  const absent = elements.filter(({ key }) => !columns.elements.has(key)).map(({ key }) => key);
  if (absent.length > 0) tell(`Tanpa kolom, jadi dibaca sebagai tidak dijawab: ${listed(absent)}.`);
  if (columns.personal.length > 0) tell(`Data pribadi, tidak dibaca dan tidak disimpan: ${listed(columns.personal)}.`);
  if (columns.ignored.length > 0) tell(`Kolom yang diabaikan: ${listed(columns.ignored)}.`);
};

/** What is kept of how the columns were read. */
export const columnRecord = (columns: RatingColumns, mapping: ElementMapping | undefined) => {
  const titleOf = (column: number | undefined) => (column === undefined ? null : (columns.titles[column] ?? null));
  const titlesOf = (places: ReadonlyMap<string, number>) =>
    Object.fromEntries([...places].map(([key, column]) => [key, titleOf(column)]));
  return {
    confirmed: mapping?.chosen ?? null,
    elements: titlesOf(columns.elements),
    profile: titlesOf(columns.profile),
    date: titleOf(columns.date),
    service: titleOf(columns.service),
    comment: titleOf(columns.comment),
    ignored: columns.ignored,
    personal: columns.personal,
  };
};
