import type { CustomElementField, Package } from 'custom-elements-manifest';
import { stemOf, type Widget, widgetsOf } from './manifest.ts';

const lines = (items: readonly (readonly [name: string, text: string])[]) =>
  items.map(([name, text]) => `- ${name}: ${text}\n`).join('');

const section = (title: string, items: readonly (readonly [name: string, text: string])[]) =>
  items.length > 0 ? `\n${title}:\n\n${lines(items)}` : '';

/** What every widget has is told once. */
const isShared = (item: { readonly name: string }, others: readonly (readonly { readonly name: string }[])[]) =>
  others.every((items) => items.some(({ name }) => name === item.name));

const typeOf = (text = '') => (text === 'string' ? '' : ` (${text})`);

function chapter(widget: Widget, widgets: readonly Widget[]): string {
  const { tagName, name, summary, description, attributes = [], members = [], events = [], cssParts = [] } = widget;
  const own = <Item extends { readonly name: string }>(items: readonly Item[], key: 'attributes' | 'members') =>
    items.filter(
      (item) =>
        !isShared(
          item,
          widgets.map((other) => other[key] ?? []),
        ),
    );
  const properties = members.filter(
    (member): member is CustomElementField => member.kind === 'field' && !('attribute' in member),
  );
  const methods = own(members, 'members').filter(({ kind }) => kind === 'method');
  return `
## <${tagName}>

${summary} ${description === summary ? '' : description}

Modules: \`@kinerja/widgets/${stemOf(widget)}\` (class \`${name}\`), \`@kinerja/widgets/${stemOf(widget)}/define\` (registers the tag),
\`@kinerja/widgets/react/${stemOf(widget)}\` (component of React).
${section(
  'Attributes',
  own(attributes, 'attributes').map(({ name, type, description = '' }) => [
    `\`${name}\`${typeOf(type?.text)}`,
    description,
  ]),
)}${section(
  'Properties without an attribute',
  properties.map(({ name, description = '' }) => [`\`${name}\``, description]),
)}${section(
  'Methods',
  methods.map(({ name, description = '' }) => [`\`${name}()\``, description]),
)}${section(
  'Events',
  events.map(({ name, type, description = '' }) => [`\`${name}\` (${type.text})`, description]),
)}${section(
  'CSS parts',
  cssParts.map(({ name, description = '' }) => [`\`${name}\``, description]),
)}`;
}

/** `llms.txt`: all that can be used, as plain text, for assistants that write pages. */
export function guide(manifest: Package): string {
  const widgets = widgetsOf(manifest);
  const [{ attributes = [], slots = [], cssProperties = [] }] = widgets as [Widget];
  const shared = attributes.filter((item) =>
    isShared(
      item,
      widgets.map((widget) => widget.attributes ?? []),
    ),
  );
  return `# @kinerja/widgets

> Custom elements by which citizens rate public services of Indonesian regions, and by which the figures are shown. Each asks a
> Kinerja gateway; every figure is the gateway's.

- Configure by attributes alone. Each attribute has a property in camelCase.
- By a script tag from the gateway: \`<script type="module" async src="https://GATEWAY/widgets/VERSION/kinerja.js"></script>\`. The gateway
  is then known.
- By a bundler: \`import '@kinerja/widgets'\` registers everything; the attribute \`gateway\` is then required.
- Put a link to the plain form or page inside the tag: it is shown while there is nothing better.
- Events bubble, are composed, and carry what they tell as properties, not in \`detail\`.
- Never self-close a tag, never set \`innerHTML\`, never compute a figure: ask for it.

## Every widget
${section(
  'Attributes',
  shared.map(({ name, type, description = '' }) => [`\`${name}\`${typeOf(type?.text)}`, description]),
)}${section(
  'Slot',
  slots.map(({ description = '' }) => ['default', description]),
)}${section(
  'CSS custom properties, on the element or above it',
  cssProperties.map(({ name, description = '', default: preset }) => [`\`${name}\` (${preset})`, description]),
)}${widgets.map((widget) => chapter(widget, widgets)).join('')}`;
}
