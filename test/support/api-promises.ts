import { isDeepStrictEqual } from 'node:util';
import {
  type ASTNode,
  buildASTSchema,
  DangerousChangeType,
  type DirectiveNode,
  findBreakingChanges,
  findDangerousChanges,
  GraphQLSchema,
  isInputObjectType,
  Kind,
  parse,
  visit,
} from 'graphql';

/** The API as it was released with a version. */
export interface ApiRelease {
  readonly version: string;
  readonly sdl: string;
}

/** How long what is deprecated stays: this many releases carry the mark, and this many months have gone by since. */
const KEPT = { releases: 2, months: 12 } as const;

const SINCE = /^Since (\d{4}-\d{2}-\d{2}): \S/;

const reasonOf = (directives: readonly DirectiveNode[] = []): string | undefined => {
  const mark = directives.find(({ name }) => name.value === 'deprecated');
  if (mark === undefined) return undefined;
  const reason = mark.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? reason.value : '';
};

const nameOf = (node: ASTNode): string | undefined => ('name' in node ? node.name?.value : undefined);

/** Everything that a schema marks as deprecated: `Type.field`, `Type.field.argument` or `Enum.VALUE`, with the reason. */
const deprecations = (sdl: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const path: string[] = [];
  visit(parse(sdl), {
    enter: (node) => {
      const name = nameOf(node);
      if (!('directives' in node) || name === undefined) return;
      path.push(name);
      const reason = reasonOf(node.directives as readonly DirectiveNode[]);
      if (reason !== undefined) found.set(path.join('.'), reason);
    },
    leave: (node) => {
      if ('directives' in node && nameOf(node) !== undefined) path.pop();
    },
  });
  return found;
};

const monthsAfter = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
};

/** What may go: it was marked in the latest releases, and long enough ago. */
const mayGo = (releases: readonly ApiRelease[], today: string): ReadonlySet<string> => {
  const [latest, ...before] = releases
    .slice(-KEPT.releases)
    .map(({ sdl }) => deprecations(sdl))
    .reverse();
  if (latest === undefined || before.length < KEPT.releases - 1) return new Set();
  const due = [...latest].filter(([place, reason]) => {
    const since = SINCE.exec(reason)?.[1];
    return since !== undefined && monthsAfter(since, KEPT.months) <= today && before.every((one) => one.has(place));
  });
  return new Set(due.map(([place]) => place));
};

/** A schema without the members that may go, and without the types that only they lead to. */
const without = (sdl: string, gone: ReadonlySet<string>): GraphQLSchema => {
  const path: string[] = [];
  const document = visit(parse(sdl), {
    enter: (node) => {
      const name = nameOf(node);
      if (!('directives' in node) || name === undefined) return undefined;
      if (gone.has([...path, name].join('.'))) return null;
      path.push(name);
      return undefined;
    },
    leave: (node) => {
      if ('directives' in node && nameOf(node) !== undefined) path.pop();
    },
  });
  const { query, mutation } = buildASTSchema(document).toConfig();
  return new GraphQLSchema({ query, mutation });
};

/** Defaults of input fields that are others, or gone; GraphQL's own comparison tells those of arguments alone. */
const changedInputDefaults = (promised: GraphQLSchema, served: GraphQLSchema): readonly string[] =>
  Object.values(promised.getTypeMap()).flatMap((type) => {
    const now = served.getType(type.name);
    if (!isInputObjectType(type) || !isInputObjectType(now)) return [];
    return Object.values(type.getFields()).flatMap(({ name, defaultValue }) => {
      const field = now.getFields()[name];
      const isKept = field === undefined || isDeepStrictEqual(field.defaultValue, defaultValue);
      return isKept ? [] : [`${type.name}.${name} has changed defaultValue.`];
    });
  });

/**
 * What a program that was written against the latest release would miss, or find changed.
 *
 * @param releases the oldest first
 * @param today `YYYY-MM-DD`
 */
export const brokenPromises = (releases: readonly ApiRelease[], sdl: string, today: string): readonly string[] => {
  const latest = releases.at(-1);
  if (latest === undefined) return [];
  const promised = without(latest.sdl, mayGo(releases, today));
  const served = buildASTSchema(parse(sdl));
  const defaults = findDangerousChanges(promised, served).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  return [
    ...[...findBreakingChanges(promised, served), ...defaults].map(({ description }) => description),
    ...changedInputDefaults(promised, served),
  ];
};

/** Marks that do not say since when and what to use: `Since 2026-12-01: use …`. */
export const unclearDeprecations = (sdl: string): readonly string[] =>
  [...deprecations(sdl)].flatMap(([place, reason]) => (SINCE.test(reason) ? [] : [`${place}: ${reason}`]));
