// What further forms are made of; like `toolkit.ts`, out of `kinerja.js`.
export { FeedbackForm } from './feedback-form.ts';
export { commentLeft } from './rating-form/draft.ts';
export type { FormWords } from './rating-form/words.ts';
