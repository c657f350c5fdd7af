export { discardFailed, queueSentences, resendFailed } from './queue.ts';
export { takeOver } from './take-over.ts';
