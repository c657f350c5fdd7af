// What the further members of the family are made of. Their files import it from `kinerja.js`, which has it all anyway: so a
// member weighs only what it adds, and no page loads the same twice.
export { html, render, svg } from 'lit/html.js';
export { type AttributeRules, PERIOD } from './attributes.ts';
export { gatewayRequest } from './gateway-client.ts';
export { GatewayElement } from './gateway-element.ts';
export { GatewayError } from './gateway-error.ts';
export { formatDay, formatFigure, formatInstant, formatNumber, languageOf, localesOf } from './locale/locale.ts';
export { loadMember } from './members.ts';
export { type Asking, OperationController, type OperationHost, type OperationState } from './operation-controller.ts';
export { discard, outboxParcels, type Parcel, send } from './outbox.ts';
export { badge, button, notice } from './parts.ts';
export { randomKey } from './random-key.ts';
export { addStyles, css, type ReactiveElement } from './reactive-element.ts';
