import { PublicReplies } from './public-replies.ts';

PublicReplies.define('kinerja-public-replies');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-public-replies': PublicReplies;
  }
}
