// What pages meet besides elements: `@kinerja/widgets/events`.
export { KinerjaErrorEvent, KinerjaLoadEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from './events.ts';
export { GatewayError, type GatewayFailure } from './gateway-error.ts';
export { KinerjaRestartEvent } from './kiosk/restart-event.ts';
export { KinerjaSignOutEvent } from './ticket-desk/sign-out-event.ts';
