import type { CustomElementField, Package } from 'custom-elements-manifest';
import { MODULES, type Widget, widgetsOf } from './manifest.ts';

/** Texts of declarations, by their file names. */
export type Declarations = Readonly<Record<string, string>>;

/** A module as it is imported from the folder of the typings. */
const beside = (path: string) => path.replace(MODULES, '../esm/');

const field = (name: string, type: string, description = '') =>
  `  /** ${description} */\n  readonly '${name}'?: ${type} | undefined;\n`;

const attributesOf = ({ attributes = [] }: Widget) =>
  attributes
    .map(({ name, type, description }) =>
      // A flag is set by its being there.
      field(name, type?.text === 'boolean' ? "boolean | '' | null" : `${type?.text} | null`, description),
    )
    .join('');

/** Properties that no attribute has the name of. */
const propertiesOf = ({ name: widget, attributes = [], members = [] }: Widget) =>
  members
    .filter((member): member is CustomElementField => member.kind === 'field')
    .filter(({ name }) => !attributes.some((attribute) => attribute.name === name))
    .map(({ name, description }) => field(name, `${widget}['${name}']`, description))
    .join('');

const eventsOf = ({ events = [] }: Widget) =>
  events
    .map(({ name, type, description }) => `  /** ${description} */\n  readonly '${name}': ${type.text};\n`)
    .join('');

const describe = (widget: Widget) => `
/** ${widget.summary} */
export interface ${widget.name}Attributes {
${attributesOf(widget)}}

export interface ${widget.name}Properties {
${propertiesOf(widget)}}

export interface ${widget.name}Events {
${eventsOf(widget)}}
`;

/** What each widget takes and tells, in terms of no framework. */
function widgetTypes(manifest: Package): string {
  const widgets = widgetsOf(manifest);
  const needed = new Set(widgets.flatMap(({ name, events = [] }) => [name, ...events.map(({ type }) => type.text)]));
  const imports = manifest.modules.flatMap(({ path, declarations = [] }) => {
    const names = declarations.map(({ name }) => name).filter((name) => needed.has(name));
    return names.length > 0 ? [`import type { ${names.join(', ')} } from '${beside(path)}';`] : [];
  });
  const tags = widgets.map(
    ({ tagName, name, summary }) => `  /** ${summary} */
  '${tagName}': {
    element: ${name};
    takes: ${name}Attributes & ${name}Properties;
    events: ${name}Events;
  };`,
  );
  return `${imports.join('\n')}
${widgets.map(describe).join('')}
/** All widgets by their tags. */
export interface Widgets {
${tags.join('\n')}
}

/** Handlers of events as attributes: \`onkinerja-load\`. */
export type Handlers<Events, Prefix extends string = 'on'> = {
  readonly [Name in keyof Events as \`\${Prefix}\${Name & string}\`]?: ((event: Events[Name]) => void) | null | undefined;
};
`;
}

/** For React 18 and later. */
const JSX = `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Handlers, Widgets } from './widgets.js';

/** The widgets as elements of JSX; an attribute that a widget does not have is an error. */
export type WidgetElements = {
  [Tag in keyof Widgets]: DetailedHTMLProps<HTMLAttributes<Widgets[Tag]['element']>, Widgets[Tag]['element']> &
    Widgets[Tag]['takes'] &
    Handlers<Widgets[Tag]['events']>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends WidgetElements {}
  }
}
`;

const VUE = `import type { HTMLAttributes, PublicProps } from 'vue';
import type { Widgets } from './widgets.js';

type Emits<Events> = {
  [Name in keyof Events]: (emit: (name: Name, event: Events[Name]) => void) => void;
}[keyof Events] extends (emit: infer Emit) => void
  ? Emit
  : never;

/** The widgets as Vue's templates know components. */
export type WidgetComponents = {
  [Tag in keyof Widgets]: new () => {
    $props: HTMLAttributes & PublicProps & Widgets[Tag]['takes'];
    $emit: Emits<Widgets[Tag]['events']>;
  };
};

declare module 'vue' {
  interface GlobalComponents extends WidgetComponents {}
}
`;

/** For Svelte 4 and later. */
const SVELTE = `import type { HTMLAttributes } from 'svelte/elements';
import type { Handlers, Widgets } from './widgets.js';

/** The widgets as elements of Svelte's markup. */
export type WidgetElements = {
  [Tag in keyof Widgets]: HTMLAttributes<Widgets[Tag]['element']> &
    Widgets[Tag]['takes'] &
    Handlers<Widgets[Tag]['events']> &
    Handlers<Widgets[Tag]['events'], 'on:'>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends WidgetElements {}
}
`;

/** The typings of the package, for frameworks whose markup is checked. */
export const typings = (manifest: Package): Declarations => ({
  'widgets.d.ts': widgetTypes(manifest),
  'jsx.d.ts': JSX,
  'vue.d.ts': VUE,
  'svelte.d.ts': SVELTE,
});
