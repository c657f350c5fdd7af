import { derivation } from '../domain/derivation.ts';
import type { SatisfactionIndex } from '../domain/satisfaction-index.ts';
import { explainWithheld } from '../domain/withheld-reason.ts';
import { officialCounts, type Scope } from './figure-cells.ts';
import type { PublicFigure } from './read-figure.ts';

const SCOPE_WORDS: Record<Scope, 'SERVICE' | 'UNIT' | 'UNIT_AND_SUBUNITS'> = {
  SERVICE: 'SERVICE',
  UNIT: 'UNIT',
  SUBTREE: 'UNIT_AND_SUBUNITS',
};

/** How a figure was reached, step by step, with its own numbers; when it is not shown, why. */
export const explainFigure = (
  figure: PublicFigure,
  index: SatisfactionIndex | null,
  { sampleData, lang }: { readonly sampleData: boolean; readonly lang?: string | null | undefined },
): string => {
  if (index === null || figure.counts === null)
    return explainWithheld(figure.state === 'PUBLISHED' ? 'NO_RATINGS' : figure.state, lang);
  return derivation({
    questionnaire: figure.questionnaire,
    index,
    ratings: officialCounts(figure.counts).ratings,
    recapRatings: figure.counts.recap.ratings,
    lang,
    scope: SCOPE_WORDS[figure.scope],
    otherQuestionnaires: figure.others.map(({ title }) => title),
    provisional: !figure.closed,
    sampleData,
  });
};
