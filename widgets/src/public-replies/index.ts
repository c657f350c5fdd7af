import './define.ts';

export { PublicReplies } from './public-replies.ts';
