import type { TicketDeskWords } from './id.ts';
import type { deskTasksId } from './tasks-id.ts';

export const deskTasksEn: Pick<TicketDeskWords, keyof typeof deskTasksId> = {
  forum: 'Forum',
  forumMeans:
    'What citizens wrote in the public forum. Identity numbers, telephone numbers, e-mail addresses and number plates are masked. Nothing is thrown away, and every verdict can be changed.',
  postStates: {
    WAITING: 'Waiting',
    SHOWN: 'Shown',
    HIDDEN: 'Hidden',
    SPAM: 'Spam',
  },
  noPosts: {
    WAITING: 'No post waits for your verdict.',
    SHOWN: 'No post is shown yet.',
    HIDDEN: 'No post is hidden.',
    SPAM: 'Nothing was taken for spam.',
  },
  foundPosts: (count) => (count === 1 ? '1 post is shown.' : `${count} posts are shown.`),
  tooManyPosts: (count) => `Only ${count} posts are shown. Judge these; others follow.`,
  wholeRegion: 'the whole region',
  official: 'Official answer',
  judgedBecause: (reason) => `Reason: ${reason}`,

  tasks: {
    SHOW: 'Show the post',
    HIDE: 'Hide the post',
    FLAG_SPAM: 'Mark as spam',
  },
  taskMeans: {
    SHOW: 'Everybody can read it, with personal data masked.',
    HIDE: 'The forum says that this post is hidden, and why. Everybody reads the reason.',
    FLAG_SPAM: 'The post is not shown in the forum, and counts as spam. Its writer reads the reason.',
  },
  taskSend: {
    SHOW: 'Show',
    HIDE: 'Hide',
    FLAG_SPAM: 'Mark as spam',
  },
  changedThere: 'This was changed since you opened it. What you typed is still here.',
};
