// Builds the page: all states under each other, or with `?state=<name>` one alone.
import { replay, standApart } from './replay.js';
import { STATES } from './states.js';

const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const alone = new URLSearchParams(location.search).get('state');
const shown = STATES.filter((state) => (alone ? state.name === alone : true));
const written = ({ tag, attributes }) =>
  `<${tag}${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')}>`;

const widgetOf = ({ name, tag, attributes }) =>
  make(
    tag,
    { gateway: new URL(`states/${name}/`, location.href.replace(/[?#].*/, '')).href, ...attributes },
    make('a', { href: '/' }, 'Formulir biasa'),
  );

const loaded = (widget) =>
  new Promise((resolve) => {
    for (const type of ['kinerja-load', 'kinerja-error']) widget.addEventListener(type, resolve, { once: true });
  });

function show(state) {
  const { name, tag, title, english } = state;
  const section = make(
    'section',
    { id: name, 'aria-labelledby': `${tag} ${name}-title` },
    make('h3', { id: `${name}-title` }, title),
    make('p', { lang: 'en' }, english, ' ', make('code', {}, written(state))),
  );
  if (state.alone && !alone) section.append(make('a', { href: `?state=${name}` }, `Buka sendiri: ${title}`));
  else section.append(widgetOf(state));
  return section;
}

/** Where to find each state; a phone would scroll for long. */
const contents = (states) =>
  make(
    'details',
    {},
    make('summary', {}, `${states.length} keadaan · states`),
    make('ul', {}, ...states.map(({ name, title }) => make('li', {}, make('a', { href: `#${name}` }, title)))),
  );

const tags = [...new Set(STATES.map(({ tag }) => tag))];
document
  .querySelector('nav')
  .append(
    make(
      'ul',
      {},
      ...(alone ? [make('li', {}, make('a', { href: './' }, 'Semua keadaan'))] : []),
      ...tags.map((tag) => make('li', {}, make('a', { href: `${alone ? './' : ''}#${tag}` }, tag))),
    ),
  );

/** Done when the state is there: an answer may come after the last step, and would take the focus then. Or after a second. */
const arrived = async (widget, { shows }) => {
  const until = performance.now() + 1000;
  while (!widget.shadowRoot.textContent.includes(shows) && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 10));
};

await standApart();
replay(STATES);
for (const tag of tags) {
  const states = shown.filter((state) => state.tag === tag);
  if (states.length > 0)
    document
      .querySelector('main')
      .append(make('h2', { id: tag }, `<${tag}>`), contents(states), ...states.map((state) => show(state)));
}
const waiting = shown
  .filter(({ steps }) => steps)
  .map((state) => {
    const widget = document.querySelector(`#${state.name} ${state.tag}`);
    return { state, widget, ready: loaded(widget) };
  });
await import(document.documentElement.dataset.widgets);
for (const { state, widget, ready } of waiting) {
  await ready;
  // What is played takes neither the focus nor the reader's place on the page.
  widget.inert = true;
  for (const step of state.steps) await step(widget);
  await arrived(widget, state);
  widget.inert = false;
}
document.getElementById(location.hash.slice(1))?.scrollIntoView();
document.documentElement.dataset.played = 'true';
