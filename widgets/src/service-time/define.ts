import { ServiceTime } from './service-time.ts';

ServiceTime.define('kinerja-service-time');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-service-time': ServiceTime;
  }
}
