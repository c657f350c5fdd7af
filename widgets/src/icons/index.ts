export { face } from './face.ts';
export { speaker } from './speaker.ts';
