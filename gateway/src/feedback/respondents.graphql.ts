import { builder } from '../builder.ts';
import { EXCLUSION_REASON_NAMES, type ExclusionReason } from '../domain/exclusion.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { respondentFieldName, respondentGroupName } from '../domain/respondent-words.ts';
import { inPublicLanguage } from '../domain/text.ts';
import { DATA_LANG, PUBLIC_LANG } from '../lang-argument.ts';
import type { Exclusions } from './read-exclusions.ts';
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
      usersShare: t.float({
        nullable: true,
        description:
          'What part of those who used the services in that year the group is, 0 to 1, as the region tells from its registers; null where it has not told, of every unit. To be held against those who told: the groups and `hidden`, without `notTold`.',
        resolve: ({ of, group }) => of.usersShares.get(group.code) ?? null,
      }),
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

/** Why ratings do not count. */
export const ExclusionReasonType = builder.enumType('ExclusionReason', {
  description: 'Why ratings are out of the figures.',
  values: {
    REPEATED: { description: 'The same person or device rated many times.' },
    OWN_STAFF: { description: 'They were given by the staff of the office that is judged.' },
    AUTOMATED: { description: 'They were sent by a program.' },
    TEST: { description: 'They were a trial of the form.' },
    OFFICE_NETWORK: {
      description: 'They came from the office’s own network; set aside by the gateway, looked at by people.',
    },
  } as const satisfies Record<ExclusionReason, unknown>,
});

const ExcludedGroupRef = builder.objectRef<Exclusions['reasons'][number]>('ExcludedGroup').implement({
  description: 'Ratings that were taken out for one reason.',
  fields: (t) => ({
    reason: t.field({ type: ExclusionReasonType, description: 'Why.', resolve: ({ reason }) => reason }),
    label: t.string({
      description: 'The reason in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ reason }, { lang }) => inPublicLanguage(EXCLUSION_REASON_NAMES[reason], lang),
    }),
    ratings: t.exposeInt('ratings', { description: 'Ten or more.' }),
  }),
});

const ExclusionsRef = builder.objectRef<Exclusions>('Exclusions').implement({
  description:
    'What people took out of a figure: counted, with the reasons, and the index with it. The ratings are kept.',
  fields: (t) => ({
    ratings: t.exposeInt('ratings', { description: 'Ratings in the groups that are shown.' }),
    reasons: t.field({
      type: [ExcludedGroupRef],
      description: 'By the reason, as far as it may be shown.',
      complexity: { field: 1, multiplier: 4 },
      resolve: ({ reasons }) => [...reasons],
    }),
    hidden: t.exposeBoolean('hidden', {
      description:
        'Whether more were taken out: in groups of fewer than ten, in those that would give such a group away, or of a figure that is not shown.',
    }),
    indexWith: t.exposeFloat('indexWith', {
      nullable: true,
      description:
        'The index as it would be with all of them, 25.00 to 100.00; null when nothing was taken out, and when some of it is hidden.',
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
      exclusions: t.field({
        type: ExclusionsRef,
        description: 'What people took out of the figure, and why.',
        resolve: ({ respondents }) => respondents.exclusions,
      }),
    }),
  });
