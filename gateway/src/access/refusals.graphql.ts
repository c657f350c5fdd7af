import type { ObjectRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Issue } from '../domain/score.ts';
import { ExpectedError } from '../errors.ts';
import { type Refusal, Refused } from '../refusals.ts';

export const InputIssue = builder.objectRef<Issue>('InputIssue').implement({
  description: 'One thing that is wrong with an input.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where, for example `answers.3.score`.' }),
    message: t.exposeString('message', {
      description: 'The field, the value and what was expected, in plain words.',
    }),
  }),
});

/** Nothing was stored: the input is wrong. */
export const InvalidInput = builder.objectRef<Extract<Refusal, { outcome: 'invalid' }>>('InvalidInput').implement({
  description: 'Nothing was stored: something in the input is wrong.',
  fields: (t) => ({
    message: t.string({
      description: 'All issues in one text.',
      resolve: ({ issues }) => issues.map(({ message }) => message).join('\n'),
    }),
    issues: t.field({
      type: [InputIssue],
      description: 'Everything that is wrong, at once.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

const NotPermitted = builder.objectRef<Extract<Refusal, { outcome: 'notPermitted' }>>('NotPermitted').implement({
  description: 'Nothing was changed: this person may not do it. The refusal is in the audit trail.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'Who may do it, in plain words.' }) }),
});

export const NotAllowedNow = builder
  .objectRef<Extract<Refusal, { outcome: 'notAllowedNow' }>>('NotAllowedNow')
  .implement({
    description: 'Nothing was changed: it cannot be done in the present state.',
    fields: (t) => ({
      message: t.exposeString('message', {
        description: 'The present state, what is possible in it, and who may do it.',
      }),
      allowed: t.stringList({
        description: 'What is possible now, in words that name who may do it.',
        resolve: ({ allowed }) => [...allowed],
      }),
    }),
  });

const ChangedMeanwhile = builder
  .objectRef<Extract<Refusal, { outcome: 'changedMeanwhile' }>>('ChangedMeanwhile')
  .implement({
    description: 'Nothing was changed: somebody else changed it since it was read.',
    fields: (t) => ({
      message: t.exposeString('message', { description: 'What happened and what to do.' }),
      version: t.exposeInt('version', { description: 'The version that is stored now.' }),
    }),
  });

const REFUSALS = {
  invalid: InvalidInput,
  notPermitted: NotPermitted,
  notAllowedNow: NotAllowedNow,
  changedMeanwhile: ChangedMeanwhile,
} as const satisfies Record<Refusal['outcome'], unknown>;

const isRefusal = (value: object): value is Refusal =>
  'outcome' in value && typeof value.outcome === 'string' && value.outcome in REFUSALS;

/** How a change of a `Shape` ends: the thing as it is now, or why nothing was changed. Named `<name>Result`. */
export const resultOf = <Shape extends object>(
  name: string,
  success: ObjectRef<typeof builder.$inferSchemaTypes, Shape>,
) =>
  builder.unionType(`${name}Result`, {
    description: `The ${name} as it is now, or why nothing was changed.`,
    types: [success, ...Object.values(REFUSALS)],
    resolveType: (value) => (isRefusal(value) ? REFUSALS[value.outcome] : success),
  });

/** The result of a use case, or its refusal as a value. */
export const orRefusal = async <Shape>(work: () => Promise<Shape>): Promise<Shape | Refusal> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
};

/** The result of reading what only some may read; a refusal becomes an error: BAD_USER_INPUT for a wrong input, else FORBIDDEN. */
export const orError = async <Shape>(work: () => Promise<Shape>): Promise<Shape> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused)
      throw new ExpectedError(error.message, error.refusal.outcome === 'invalid' ? 'BAD_USER_INPUT' : 'FORBIDDEN');
    throw error;
  }
};
