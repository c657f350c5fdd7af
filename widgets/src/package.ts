import { openMembers } from './members.ts';

// Their tags are known to the compiler, too; their modules arrive when a page has one.
export type {} from './appraisal-desk/define.ts';
export type {} from './builder/define.ts';
export type {} from './index-badge/define.ts';
export * from './kinerja.ts';
export { KinerjaRestartEvent } from './kiosk/restart-event.ts';
export type {} from './public-replies/define.ts';
export type {} from './receipt/define.ts';
export type {} from './report-form/define.ts';
export type {} from './service-time/define.ts';
export type {} from './ticket-desk/define.ts';
export { KinerjaSignOutEvent } from './ticket-desk/sign-out-event.ts';
export type {} from './trend/define.ts';

// Servers import it too, to render the tags.
if (globalThis.document) openMembers();
