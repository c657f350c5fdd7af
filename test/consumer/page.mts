import '@kinerja/widgets';
import '@kinerja/widgets/trend/define';
import type { KinerjaSubmitEvent } from '@kinerja/widgets/events';
import { RatingForm } from '@kinerja/widgets/rating-form';

declare function show(text: string): void;

RatingForm.define('region-rating-form');

const form = document.createElement('kinerja-rating-form');
form.siteKey = 'demo-3273';
form.deviceToken = null;
form.addEventListener('kinerja-success', ({ receipt }) => show(receipt.code));
form.addEventListener('kinerja-submit', (event: KinerjaSubmitEvent) => {
  if (event.input.serviceId === '') event.preventDefault();
});
form.addEventListener('kinerja-error', ({ error: { failure, status } }) => show(`${failure} ${status ?? ''}`));
form.restart();
form.requestUpdate().then(() => show('ready'));

const trend = document.querySelector('kinerja-trend');
show(trend?.unit ?? '');
const desk = document.querySelector('kinerja-appraisal-desk');
if (desk) desk.tokenProvider = async () => 'token';
const office = document.querySelector('kinerja-ticket-desk');
if (office) office.tokenProvider = desk?.tokenProvider ?? null;
show(document.querySelector('kinerja-index-badge')?.href ?? document.querySelector('kinerja-receipt')?.code ?? '');

// @ts-expect-error A form has no unit.
form.unit = 'unit_x';
// @ts-expect-error An attribute is text or missing.
form.siteKey = 3273;
// @ts-expect-error The gateway's word is not in `detail`.
form.addEventListener('kinerja-success', ({ detail }) => show(detail));
// @ts-expect-error What is sent cannot be changed.
form.addEventListener('kinerja-submit', (event) => (event.input = null));
// @ts-expect-error What only the widget does is not for pages.
form.goTo(1);
