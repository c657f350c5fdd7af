// An application that registers a form and shows a component of React beside it.
import '@kinerja/widgets/rating-form/define';
import { IndexBadge } from '@kinerja/widgets/react';
import { Trend } from '@kinerja/widgets/trend';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const { gateway, service, unit } = document.documentElement.dataset;
const form = document.createElement('kinerja-rating-form');
Object.assign(form, { gateway, service, siteKey: 'pk_demo', theme: 'blue', lang: 'su' });
document.querySelector('main').append(form);

const told = [];
const badge = createElement(IndexBadge, {
  gateway,
  unit,
  onKinerjaLoad: ({ type }) => told.push(type),
});
createRoot(document.querySelector('aside')).render(badge);
globalThis.seen = { told, trend: () => [Trend.name, customElements.get('kinerja-trend')] };
