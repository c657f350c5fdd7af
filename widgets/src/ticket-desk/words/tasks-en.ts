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

  replies: 'Public follow-up',
  repliesMean:
    'You said, we did: what everybody reads on the page of the unit. New ones are published from an answered report.',
  noReplies: 'This unit has published nothing yet. Open an answered report to publish what was done about it.',
  noUnitToSpeakFor: 'Heads of units and leaders of the region publish what was done.',
  noElement: 'About no single element',

  taskFields: {
    said: 'What citizens said',
    done: 'What we did',
    element: 'Element of the service',
  },
  tasks: {
    SHOW: 'Show the post',
    HIDE: 'Hide the post',
    FLAG_SPAM: 'Mark as spam',
    PUBLISH: 'Publish what was done',
    WITHDRAW: 'Take it back',
  },
  taskMeans: {
    SHOW: 'Everybody can read it, with personal data masked.',
    HIDE: 'The forum says that this post is hidden, and why. Everybody reads the reason.',
    FLAG_SPAM: 'The post is not shown in the forum, and counts as spam. Its writer reads the reason.',
    PUBLISH:
      'Shown at once on the public page of the unit, under “You said, we did”. Write both sides in your own words, without anybody’s name or personal data. The report itself stays closed.',
    WITHDRAW: 'The public does not see it any more; it stays stored. The reason is not published.',
  },
  taskSend: {
    SHOW: 'Show',
    HIDE: 'Hide',
    FLAG_SPAM: 'Mark as spam',
    PUBLISH: 'Publish',
    WITHDRAW: 'Take back',
  },
  changedThere: 'This was changed since you opened it. What you typed is still here.',
};
