import { Receipt } from './receipt.ts';

Receipt.define('kinerja-receipt');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-receipt': Receipt;
  }
}
