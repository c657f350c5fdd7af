import './define.ts';

export { Builder } from './builder.ts';
