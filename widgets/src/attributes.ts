import type { Dictionary } from './locale/id.ts';
import { attributeName } from './reactive-element.ts';

/** What an attribute must look like. */
export interface AttributeRule {
  /** Whether the value can be used; empty when the attribute is missing. */
  readonly accepts: (value: string) => boolean;
  /** Shown to the web admin: the values there are, or one that would do. */
  readonly example: string;
  /** Without a usable value there is nothing to show. */
  readonly vital?: boolean;
}

/** Rules by property. */
export type AttributeRules = Readonly<Record<string, AttributeRule>>;

/** One wrong attribute, in words for the web admin. */
export interface AttributeProblem {
  readonly text: string;
  readonly vital?: boolean | undefined;
}

export const matches = (pattern: RegExp) => (value: string) => pattern.test(value);

/** Every wrong attribute of an element: missing, malformed, or meant to be another one. */
export function attributeProblems(element: Element, rules: AttributeRules, texts: Dictionary): AttributeProblem[] {
  const problems: AttributeProblem[] = [];
  const ours = new Map<string, string>();
  for (const [property, { accepts, example, vital }] of Object.entries(rules)) {
    const name = attributeName(property);
    const value = element.getAttribute(name) ?? '';
    ours.set(name.slice(0, 3), name);
    if (!accepts(value)) problems.push({ text: texts.attribute(`${name}="${value}"`, example), vital });
  }
  for (const name of element.getAttributeNames()) {
    // `sitekey`, `site_key`, `service-id`, `periode`: no attribute of HTML starts like one of ours.
    const meant = ours.get(name.slice(0, 3)) ?? name;
    if (meant !== name) problems.push({ text: texts.attribute(name, meant) });
  }
  return problems;
}
