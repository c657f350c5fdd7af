import './define.ts';

export { Trend } from './trend.ts';
