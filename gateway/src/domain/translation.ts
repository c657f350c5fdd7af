import type { Questionnaire } from './questionnaire.ts';
import { type Text, tagAmong } from './text.ts';

/** The languages in which everything can be asked: those that no text lacks. */
function languagesOf(questionnaire: Questionnaire): readonly string[] {
  const texts = textsOf(questionnaire);
  return Object.keys(questionnaire.title).filter((tag) => texts.every((text) => Object.hasOwn(text, tag)));
}

/**
 * The one language in which a questionnaire is asked when `lang` is wanted: Indonesian unless every text is there in it, so
 * that nobody reads a question in one language and its answers in another.
 */
export function languageAsked(questionnaire: Questionnaire, lang?: string | null): string {
  return tagAmong(languagesOf(questionnaire), lang) ?? 'id';
}

/** Whether somebody who grew up with the language in which it is asked has checked the texts. */
export function isTranslationReviewed(questionnaire: Questionnaire, lang?: string | null): boolean {
  return !questionnaire.awaitingReview.includes(languageAsked(questionnaire, lang));
}

/**
 * `stored` with the languages of `shipped`, which is what people have answered all along: the same elements, asked in the same
 * Indonesian words. Languages that only `stored` has stay.
 * @returns `stored` itself when the two are different instruments, or nothing is new.
 */
export function withTranslationsOf(shipped: Questionnaire, stored: Questionnaire): Questionnaire {
  if (instrument(stored) !== instrument(shipped)) return stored;
  const own = textsOf(stored);
  const merged = mapTexts(shipped, (text, place) => ({ ...own[place], ...text }));
  return translations(merged) === translations(stored) ? stored : merged;
}

/** What a version stands for: everything but its translations. */
function instrument({ key, version, template, title, elements, profile }: Questionnaire): string {
  const asked = elements.map((element) => [
    element.key,
    element.label.id,
    element.question.id,
    element.required,
    element.answers.map(({ id }) => id),
  ]);
  const about = profile.map((field) => [
    field.key,
    field.label.id,
    field.options.map(({ code, label }) => [code, label.id]),
  ]);
  return JSON.stringify([key, version, template, title.id, asked, about]);
}

/** Every text in every language, in an order that does not depend on how it was stored. */
function translations(questionnaire: Questionnaire): string {
  return JSON.stringify(textsOf(questionnaire).map((text) => Object.entries(text).toSorted()));
}

function textsOf(questionnaire: Questionnaire): readonly Text[] {
  const texts: Text[] = [];
  mapTexts(questionnaire, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** Every text changed, in an order that is the same for all questionnaires with the same elements. */
function mapTexts(questionnaire: Questionnaire, change: (text: Text, place: number) => Text): Questionnaire {
  let place = 0;
  const next = (text: Text): Text => {
    const changed = change(text, place);
    place += 1;
    return changed;
  };
  return {
    ...questionnaire,
    title: next(questionnaire.title),
    elements: questionnaire.elements.map(({ answers: [first, second, third, fourth], ...element }) => ({
      ...element,
      label: next(element.label),
      question: next(element.question),
      answers: [next(first), next(second), next(third), next(fourth)],
    })),
    profile: questionnaire.profile.map((field) => ({
      ...field,
      label: next(field.label),
      options: field.options.map((option) => ({ ...option, label: next(option.label) })),
    })),
  };
}
