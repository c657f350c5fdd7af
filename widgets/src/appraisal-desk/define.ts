import { AppraisalDesk } from './appraisal-desk.ts';

AppraisalDesk.define('kinerja-appraisal-desk');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-appraisal-desk': AppraisalDesk;
  }
}
