import { exampleOf } from './attribute-examples.ts';
import type { EmbeddedAttributeRules } from './attribute-rule.ts';

/** A wrong attribute. */
export interface AttributeMistake {
  /** It is not there or empty; its value cannot be used; or its name is none of ours and almost one. */
  readonly kind: 'missing' | 'malformed' | 'misspelt';
  /** The attribute as it is written: `period="2026-Q5"`, or its name where that is all there is to say. */
  readonly written: string;
  /** What would be right: an example of the value, or the attribute that was meant. */
  readonly right: string;
  /** Without it there is nothing to show. */
  readonly vital: boolean;
}

/** Every wrong attribute of a widget, from its attributes by their names. */
export function attributeMistakes(
  given: ReadonlyMap<string, string>,
  rules: EmbeddedAttributeRules,
): AttributeMistake[] {
  const values = Object.entries(rules).flatMap(([name, { pattern, vital = false }]): AttributeMistake[] => {
    const value = given.get(name) ?? '';
    if (pattern.test(value)) return [];
    const right = exampleOf(name, pattern);
    return value
      ? [{ kind: 'malformed', written: `${name}="${value}"`, right, vital }]
      : [{ kind: 'missing', written: name, right, vital }];
  });
  return [...values, ...misspelt(given, rules)];
}

/** `sitekey`, `site_key`, `service-id`, `periode`: no attribute of HTML starts like one of ours. */
function misspelt(given: ReadonlyMap<string, string>, rules: EmbeddedAttributeRules): AttributeMistake[] {
  const ours = new Map(Object.keys(rules).map((name) => [name.slice(0, 3), name]));
  return [...given.keys()].flatMap((name) => {
    const meant = ours.get(name.slice(0, 3)) ?? name;
    return meant === name || name in rules
      ? []
      : [{ kind: 'misspelt' as const, written: name, right: meant, vital: false }];
  });
}
