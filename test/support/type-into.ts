import type { Locator } from 'playwright-core';

/**
 * Types into a field by its keys, over what it held. What `fill()` puts there is, to Firefox, the doing of a script: leaving the
 * field, it has nothing to tell by `change`.
 */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.fill('');
  await field.pressSequentially(text);
}
