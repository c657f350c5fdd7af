import './define.ts';

export { AppraisalDesk } from './appraisal-desk.ts';
