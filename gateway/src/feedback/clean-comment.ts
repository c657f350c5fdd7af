import { freeText } from '../domain/free-text.ts';

/** Most graphemes (what a reader counts as characters) in a comment. */
export const MAX_COMMENT = 1000;

/** A usable comment (null when nothing is left), or what is wrong with it in words for the citizen. */
export type CleanComment = { readonly comment: string | null } | { readonly problem: string };

/** A citizen's comment as it is kept: free words of at most 1,000 characters. */
export const cleanComment = (given: string): CleanComment => {
  const result = freeText('comment', given, MAX_COMMENT);
  return 'problem' in result ? result : { comment: result.text };
};
