import { attributeName } from './reactive-element.ts';

/** What an attribute must look like; the words for a wrong one are the doctor's. */
export interface AttributeRule {
  /** What its value matches; the value is empty when the attribute is missing. */
  readonly pattern: RegExp;
  /** Without a usable value there is nothing to show. */
  readonly vital?: boolean;
}

/** Rules by property. */
export type AttributeRules = Readonly<Record<string, AttributeRule>>;

/** A period of any length, or none. */
export const PERIOD = /^(\d{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?)?$/;

/** The properties whose attributes are missing or malformed. */
export const wrongAttributes = (element: Element, rules: AttributeRules): string[] =>
  Object.keys(rules).filter(
    (property) => !rules[property]?.pattern.test(element.getAttribute(attributeName(property)) ?? ''),
  );
