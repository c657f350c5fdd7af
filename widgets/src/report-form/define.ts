import { ReportForm } from './report-form.ts';

ReportForm.define('kinerja-report-form');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-report-form': ReportForm;
  }
}
