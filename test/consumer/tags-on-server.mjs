// A server renders the tags of the components; run by Node alone.
import { RatingForm, Scorecard } from '@kinerja/widgets/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

const link = createElement('a', { href: '/form' }, 'Formulir biasa');
const widgets = [
  createElement(RatingForm, { key: 'form', id: 'form', service: 'service_x', siteKey: 'demo-3273' }, link),
  createElement(Scorecard, { key: 'card', className: 'wide' }),
];
process.stdout.write(renderToString(widgets));
