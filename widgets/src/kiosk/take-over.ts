import type { Kiosk as KioskFile, RatingForm } from '../rating-form/rating-form.ts';
import { addStyles } from '../toolkit.ts';
import { kioskStyles } from './kiosk.styles.ts';
import { Kiosk } from './kiosk.ts';

const kiosks = new WeakMap<RatingForm, Kiosk>();

/** Makes a rating form a kiosk until it leaves the page or the mode; called whenever its mode may have changed. */
export const takeOver: KioskFile['takeOver'] = (form) => {
  const before = kiosks.get(form);
  if (before?.isOpen || form.mode !== 'kiosk') return;
  if (!before && form.shadowRoot) addStyles(form.shadowRoot, kioskStyles);
  kiosks.set(form, new Kiosk(form));
};
