import { Builder } from './builder.ts';

Builder.define('kinerja-builder');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-builder': Builder;
  }
}
