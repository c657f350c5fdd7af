import { RatingForm } from './rating-form.ts';

RatingForm.define('kinerja-rating-form');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-rating-form': RatingForm;
  }
}
