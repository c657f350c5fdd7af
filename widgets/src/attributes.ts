import { attributeName } from './reactive-element.ts';

/** What an attribute must look like; the words for a wrong one are the doctor's. */
export interface AttributeRule {
  /** Whether the value can be used; empty when the attribute is missing. */
  readonly accepts: (value: string) => boolean;
  /** Without a usable value there is nothing to show. */
  readonly vital?: boolean;
}

/** Rules by property. */
export type AttributeRules = Readonly<Record<string, AttributeRule>>;

/** A wrong attribute: missing, malformed, or meant to be another one. */
export interface WrongAttribute {
  /** As it is written. */
  readonly name: string;
  readonly vital?: boolean | undefined;
  /** The attribute that was meant: `site-key` for `sitekey`. */
  readonly meant?: string;
}

export const matches = (pattern: RegExp) => (value: string) => pattern.test(value);

/** A period of any length, or none. */
export const isPeriod = matches(/^(\d{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?)?$/);

/** Every wrong attribute of an element. */
export function wrongAttributes(element: Element, rules: AttributeRules): WrongAttribute[] {
  const wrong: WrongAttribute[] = [];
  const ours = new Map<string, string>();
  for (const [property, { accepts, vital }] of Object.entries(rules)) {
    const name = attributeName(property);
    ours.set(name.slice(0, 3), name);
    if (!accepts(element.getAttribute(name) ?? '')) wrong.push({ name, vital });
  }
  for (const name of element.getAttributeNames()) {
    // `sitekey`, `site_key`, `service-id`, `periode`: no attribute of HTML starts like one of ours.
    const meant = ours.get(name.slice(0, 3)) ?? name;
    if (meant !== name) wrong.push({ name, meant });
  }
  return wrong;
}
