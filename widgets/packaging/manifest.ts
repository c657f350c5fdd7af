/// <reference path="./analyzer.d.ts" />
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer/index.js';
import type {
  Attribute,
  ClassDeclaration,
  ClassMember,
  CustomElementDeclaration,
  CustomElementField,
  Declaration,
  Event,
  JavaScriptModule,
  Package,
} from 'custom-elements-manifest';
import rulesOfTags from '../attributes.json' with { type: 'json' };
import { listedValues } from '../src/embedding/attribute-examples.ts';

/** One widget, as the manifest tells of it. */
export type Widget = CustomElementDeclaration & { readonly tagName: string };

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the modules are in the package. */
export const MODULES = 'dist/esm/';

/** The module of a source. */
const moduleOf = (source: string) => source.replace(/^src\/(.*)\.ts$/, `${MODULES}$1.js`);

/** `rating-form`, by which a widget is called everywhere. */
export const stemOf = ({ tagName }: Widget): string => tagName.replace('kinerja-', '');

/** Attributes that are there or not, whatever their value. */
const FLAGS: ReadonlySet<string> = new Set(['debug']);

/** Classes that pages meet without being elements. */
const MET_BY_PAGES = /^(Kinerja\w+Event|GatewayError)$/;

const rules: Readonly<Record<string, Readonly<Record<string, { readonly pattern: string }>>>> = rulesOfTags;

/**
 * The Custom Elements Manifest of the widgets, from the doc comments of their classes and the rules of their attributes. It
 * tells what pages may use, and nothing that is only ours.
 */
export function createManifest(): Package {
  const sources = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.test)\.ts$/.test(path))
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .sort();
  const parsed = sources.map((path) =>
    ts.createSourceFile(path, readFileSync(`${ROOT}${path}`, 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const { schemaVersion, modules } = create({ modules: parsed });
  const manifest: Package = { schemaVersion, readme: 'README.md', modules: modules.flatMap(publicModule) };
  // A description is one paragraph, however its comment is broken into lines.
  return JSON.parse(JSON.stringify(manifest), (key, value) => (key === 'description' ? unbroken(value) : value));
}

const unbroken = (text: string) => text.replace(/\s*\n\s*/g, ' ');

/** The committed text of a manifest. */
export const manifestText = (manifest: Package): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** Not every tag is a widget: parts of one may be elements, too. */
const isWidget = (declaration: Declaration): declaration is Widget =>
  'tagName' in declaration && declaration.tagName !== undefined && declaration.tagName in rules;

/** The widgets of a manifest. */
export const widgetsOf = ({ modules }: Package): readonly Widget[] =>
  modules.flatMap(({ declarations = [] }) => declarations).filter(isWidget);

function publicModule({ path, declarations = [] }: JavaScriptModule): readonly JavaScriptModule[] {
  const shown = declarations.flatMap((declaration) => {
    if (isWidget(declaration)) return [publicWidget(declaration)];
    return declaration.kind === 'class' && MET_BY_PAGES.test(declaration.name) ? [publicClass(declaration)] : [];
  });
  if (shown.length === 0) return [];
  const module = moduleOf(path);
  const told: JavaScriptModule = {
    kind: 'javascript-module',
    path: module,
    declarations: shown,
    exports: shown.map(({ name }) => ({ kind: 'js', name, declaration: { name, module } })),
  };
  return [told, ...shown.filter(isWidget).map((widget) => definition(widget, module))];
}

/** The module beside a class that claims its tag. */
const definition = ({ name, tagName }: Widget, module: string): JavaScriptModule => ({
  kind: 'javascript-module',
  path: module.replace(/[^/]+$/, 'define.js'),
  declarations: [],
  exports: [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module } }],
});

const publicClass = ({ kind, name, description, members = [] }: ClassDeclaration): ClassDeclaration => ({
  kind,
  name,
  ...(description && { description }),
  ...(members.length > 0 && { members: members.flatMap(publicMember) }),
});

function publicWidget(widget: Widget): Widget {
  const { kind, name, tagName, summary, description, members = [], attributes = [], events = [] } = widget;
  return {
    kind,
    name,
    tagName,
    customElement: true,
    superclass: { name: 'HTMLElement', package: 'global:' },
    ...(summary && { summary }),
    ...(description && { description }),
    attributes: attributes.map((attribute) => publicAttribute(attribute, rules[tagName] ?? {})),
    members: members.flatMap(publicMember),
    events: events.flatMap(publicEvent),
    slots: own(widget.slots),
    cssParts: own(widget.cssParts),
    cssProperties: own(widget.cssProperties),
  };
}

/** Every widget tells all of itself: what it has of its base class is no less its own. */
const own = <Item extends object>(items: readonly Item[] = []): Item[] =>
  items.map(({ inheritedFrom: _, ...item }: Item & { inheritedFrom?: unknown }) => item as Item);

function publicAttribute(
  { name, fieldName, description, default: preset }: Attribute,
  ruled: Readonly<Record<string, { readonly pattern: string }>>,
): Attribute {
  const values = listedValues(new RegExp(ruled[name]?.pattern ?? ''));
  const text = FLAGS.has(name) ? 'boolean' : values.map((value) => `'${value}'`).join(' | ') || 'string';
  return {
    name,
    type: { text },
    ...(preset && { default: preset }),
    ...(description && { description }),
    ...(fieldName && { fieldName }),
  };
}

/** What has no description is not for pages. */
const publicMember = (member: ClassMember): ClassMember[] => {
  const { privacy, description } = member;
  if (privacy === 'private' || privacy === 'protected' || !description) return [];
  if (member.kind === 'field') return member.static ? [] : own([publicField(member)]);
  const { parameters = [] } = member;
  return own([{ ...member, parameters: parameters.filter(({ name }) => name !== 'this') }]);
};

/** What a constructor assigns is no default, and a property reads null while its attribute is missing. */
const publicField = (field: CustomElementField): CustomElementField => {
  const { default: preset, ...rest } = field;
  return preset === field.name || field.attribute ? rest : field;
};

/** The analyzer also lists what it sees dispatched, under the name of the first argument. */
const publicEvent = (event: Event): Event[] => (event.description ? own([event]) : []);
