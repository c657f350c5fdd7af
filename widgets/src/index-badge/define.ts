import { IndexBadge } from './index-badge.ts';

IndexBadge.define('kinerja-index-badge');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-index-badge': IndexBadge;
  }
}
