import type { Package } from 'custom-elements-manifest';
import { MODULES, stemOf, type Widget, widgetsOf } from './manifest.ts';

/** `onKinerjaLoad` of `kinerja-load`. */
const handlerOf = (event: string) => `on-${event}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function component(widget: Widget): string {
  const { name, tagName, events = [] } = widget;
  const stem = stemOf(widget);
  return `import { createComponent } from '@lit/react';
import * as react from 'react';
import { ${name} as elementClass } from '../${stem}/${stem}.js';
import '../${stem}/define.js';

export const ${name} = /* @__PURE__ */ createComponent({
  react,
  elementClass,
  tagName: '${tagName}',
  displayName: '${name}',
  events: {
${events.map((event) => `    ${handlerOf(event.name)}: '${event.name}',`).join('\n')}
  },
});
`;
}

function declaration(widget: Widget, moduleOf: ReadonlyMap<string, string>): string {
  const { name, summary, events = [] } = widget;
  const stem = stemOf(widget);
  const imports = events.map(({ type }) => `import type { ${type.text} } from '${moduleOf.get(type.text)}';`);
  return `import type { EventName, ReactWebComponent } from '@lit/react';
import type { ${name} as Widget } from '../${stem}/${stem}.js';
${imports.join('\n')}

/** ${summary} */
export declare const ${name}: ReactWebComponent<
  Widget,
  {
${events.map((event) => `    /** ${event.description} */\n    ${handlerOf(event.name)}: EventName<${event.type.text}>;`).join('\n')}
  }
>;
`;
}

/** A component of React for each widget, by file name; importing one registers its tag, and only its. */
export function reactWrappers(manifest: Package): Readonly<Record<string, string>> {
  const widgets = widgetsOf(manifest);
  const moduleOf = new Map(
    manifest.modules.flatMap(({ path, declarations = [] }) =>
      declarations.map(({ name }) => [name, path.replace(MODULES, '../')] as const),
    ),
  );
  const index = widgets.map((widget) => `export { ${widget.name} } from './${stemOf(widget)}.js';\n`).join('');
  return Object.fromEntries([
    ['index.js', index],
    ['index.d.ts', index],
    ...widgets.flatMap((widget) => [
      [`${stemOf(widget)}.js`, component(widget)],
      [`${stemOf(widget)}.d.ts`, declaration(widget, moduleOf)],
    ]),
  ]);
}
