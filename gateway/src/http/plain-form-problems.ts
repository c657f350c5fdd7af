import type { FormWords } from './plain-form-words.ts';

/** The field of the page that an issue belongs to. */
export const fieldOf = (path: string): string => {
  const [, second] = path.split('.');
  if (path.startsWith('answers.') && second !== undefined) return `answers.${second}`;
  return path;
};

/** The id of a field in the page. */
export const idOf = (field: string): string => field.replaceAll('.', '-');

/** What is wrong with a field, as a citizen can mend it; null for what no field of the page is about. */
export const problemIn = (field: string, words: FormWords): string | null => {
  if (field.startsWith('answers.')) return words.chooseAnswer;
  if (field.startsWith('respondent.')) return words.chooseOption;
  switch (field) {
    case 'comment':
      return words.commentWrong;
    case 'answers':
      return words.nothingGiven;
    case 'visitCode':
      return words.visitCodeWrong;
    case 'questionnaireVersion':
      return words.questionsChanged;
    default:
      return null;
  }
};
