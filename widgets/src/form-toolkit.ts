// What further forms are made of; like `toolkit.ts`, out of `kinerja.js`.
export { feedbackFormStyles } from './feedback-form.styles.ts';
export { FeedbackForm } from './feedback-form.ts';
export { commentLeft } from './rating-form/draft.ts';
export type { FormWords } from './rating-form/words.ts';
