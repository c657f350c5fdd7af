import './define.ts';

export { ReportForm } from './report-form.ts';
