import './define.ts';

export { IndexBadge } from './index-badge.ts';
