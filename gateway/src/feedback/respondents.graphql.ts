import { builder } from '../builder.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { respondentFieldName, respondentGroupName } from '../domain/respondent-words.ts';
import { DATA_LANG } from '../lang-argument.ts';
import type { Respondents } from './read-respondents.ts';

interface FieldToShow {
  readonly of: Respondents['fields'][number];
  readonly questionnaire: Questionnaire;
}

const RespondentGroupRef = builder
  .objectRef<FieldToShow & { readonly group: { readonly code: string; readonly ratings: number } }>('RespondentGroup')
  .implement({
    description: 'Ratings of one group.',
    fields: (t) => ({
      code: t.string({ description: 'As in the questionnaire, for example `L`.', resolve: ({ group }) => group.code }),
      label: t.string({
        description: 'The group in words.',
        args: { lang: t.arg.string({ description: DATA_LANG }) },
        resolve: ({ of, questionnaire, group }, { lang }) =>
          respondentGroupName(questionnaire, of.field, group.code, lang),
      }),
      ratings: t.int({ description: 'Ten or more.', resolve: ({ group }) => group.ratings }),
    }),
  });

const RespondentFieldRef = builder.objectRef<FieldToShow>('RespondentField').implement({
  description: 'The ratings of a figure by one thing that is known of who gave them.',
  fields: (t) => ({
    key: t.string({
      description: '`sex`, `ageBand`, `education`, `occupation`, `channel` or `verified`.',
      resolve: ({ of }) => of.field,
    }),
    label: t.string({
      description: 'The same in words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ of, questionnaire }, { lang }) => respondentFieldName(questionnaire, of.field, lang),
    }),
    groups: t.field({
      type: [RespondentGroupRef],
      description: 'The groups that may be shown.',
      complexity: { field: 1, multiplier: 10 },
      resolve: (field) => field.of.groups.map((group) => ({ ...field, group })),
    }),
    notTold: t.int({ description: 'Ratings that do not tell.', resolve: ({ of }) => of.notTold }),
    hidden: t.int({
      description: 'Ratings in groups of fewer than ten, or in those that would give such a group away.',
      resolve: ({ of }) => of.hidden,
    }),
  }),
});

/** Who answered, with the questionnaire that has the words for it. */
export const RespondentsRef = builder
  .objectRef<{ readonly respondents: Respondents; readonly questionnaire: Questionnaire }>('Respondents')
  .implement({
    description: 'Who answered. A large number does not make up for a group that was never asked.',
    fields: (t) => ({
      ratings: t.int({
        description:
          'Single ratings of the units and quarters that are shown: what the groups are of. A recap has no groups.',
        resolve: ({ respondents }) => respondents.ratings,
      }),
      visits: t.int({
        nullable: true,
        description: 'Visits that were recorded in the period, in steps of ten; null when none were.',
        resolve: ({ respondents }) => respondents.visits,
      }),
      fields: t.field({
        type: [RespondentFieldRef],
        description: 'By profile, channel, and whether a visit code came with the rating.',
        complexity: { field: 1, multiplier: 6 },
        resolve: ({ respondents, questionnaire }) => respondents.fields.map((of) => ({ of, questionnaire })),
      }),
    }),
  });
