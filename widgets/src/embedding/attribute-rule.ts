/** What an attribute must look like, by its name on the page. */
export interface EmbeddedAttributeRule {
  readonly pattern: RegExp;
  /** Without a usable value there is nothing to show. */
  readonly vital?: boolean | undefined;
}

/** Rules by attribute name. */
export type EmbeddedAttributeRules = Readonly<Record<string, EmbeddedAttributeRule>>;
