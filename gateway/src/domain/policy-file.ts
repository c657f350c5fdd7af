import { z } from 'zod';

interface PolicyIssue {
  readonly path: string;
  readonly message: string;
}

/** Thrown by `parsePolicy`; the message lists every mistake with its path. */
class InvalidPolicy extends Error {
  override readonly name = 'InvalidPolicy';
  readonly issues: readonly PolicyIssue[];
  constructor(title: string, issues: readonly PolicyIssue[]) {
    super(`${title} tidak dapat dipakai:\n${issues.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`);
    this.issues = issues;
  }
}

/** How zod's own messages reach a region's admin. */
const INDONESIAN = z.locales.id().localeError;

/**
 * Reads a policy of a region from data: a file, or a row of the database. `title` names the kind of policy in the error.
 * @throws an error named InvalidPolicy with `issues`: every path that is wrong and why, all at once.
 */
export function parsePolicy<Policy>(schema: z.ZodType<Policy>, title: string, json: unknown): Policy {
  const parsed = schema.safeParse(json, { error: INDONESIAN });
  if (parsed.success) return parsed.data;
  throw new InvalidPolicy(
    title,
    parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || '(seluruhnya)', message })),
  );
}

/** The error of `parsePolicy`. */
export const isInvalidPolicy = (error: unknown): error is InvalidPolicy => error instanceof InvalidPolicy;
