import type { PublicText } from './text.ts';

/** Whether a citizen's post waits for a person, or is shown at once and can be hidden; the region chooses. */
export const FORUM_MODERATIONS = ['BEFORE', 'AFTER'] as const;
export type ForumModeration = (typeof FORUM_MODERATIONS)[number];

/** What an official does in an open topic. */
export const FORUM_TOPIC_MOVES = ['ANSWER', 'CLOSE'] as const;
export type ForumTopicMove = (typeof FORUM_TOPIC_MOVES)[number];

/** Where a post stands. Nothing of it is thrown away in any of them. */
export const FORUM_POST_STATES = ['WAITING', 'SHOWN', 'HIDDEN', 'SPAM'] as const;
export type ForumPostState = (typeof FORUM_POST_STATES)[number];

/** What a person decides about a post. */
export const FORUM_VERDICTS = ['SHOW', 'HIDE', 'FLAG_SPAM'] as const;
export type ForumVerdict = (typeof FORUM_VERDICTS)[number];

/** Where a verdict leads, and whether it needs a reason: of what is hidden everybody reads it, of spam its writer. */
export const VERDICTS: Readonly<
  Record<ForumVerdict, { readonly leadsTo: ForumPostState; readonly needsReason: boolean }>
> = {
  SHOW: { leadsTo: 'SHOWN', needsReason: false },
  HIDE: { leadsTo: 'HIDDEN', needsReason: true },
  FLAG_SPAM: { leadsTo: 'SPAM', needsReason: true },
};

/** What can be decided about a post that stands here: all that it is not already. */
export const verdictsOn = (state: ForumPostState): readonly ForumVerdict[] =>
  FORUM_VERDICTS.filter((verdict) => VERDICTS[verdict].leadsTo !== state);

/** Where a citizen's post begins. */
export const stateOnArrival: Readonly<Record<ForumModeration, ForumPostState>> = { BEFORE: 'WAITING', AFTER: 'SHOWN' };

export const FORUM_POST_STATE_NAMES: Readonly<Record<ForumPostState, PublicText>> = {
  WAITING: {
    id: 'menunggu diperiksa',
    en: 'waiting to be checked',
    su: 'ngantosan dipariksa',
    jv: 'ngrantos dipunpriksa',
  },
  SHOWN: { id: 'ditampilkan', en: 'shown', su: 'ditémbongkeun', jv: 'dipunketingalaken' },
  HIDDEN: { id: 'disembunyikan', en: 'hidden', su: 'disumputkeun', jv: 'dipunsingidaken' },
  SPAM: { id: 'ditandai spam', en: 'taken for spam', su: 'ditandaan spam', jv: 'dipuntandhani spam' },
};
