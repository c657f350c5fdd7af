/** One row of what the bench prints. */
export type Row = readonly string[];

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const whole = (value: number): string => number.format(value);
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
export const microseconds = (value: number): string => `${whole(value)} µs`;
export const megabytes = (value: number): string => `${whole(value)} MB`;
export const ratio = (value: number): string => value.toFixed(2);
export const verdict = (isMet: boolean): string => (isMet ? 'met' : 'not met');

/** Columns under each other: the first to the left, the others to the right. */
export const table = (rows: readonly Row[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row) =>
    widths
      .map((width, column) => (column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width)))
      .join('   ')
      .trimEnd();
  const [head, ...body] = rows.map(line);
  return [head, '-'.repeat(widths.reduce((sum, width) => sum + width + 3, -3)), ...body].join('\n');
};

/** The same as Markdown. */
export const markdown = ([head = [], ...body]: readonly Row[]): string => {
  const line = (row: Row) => `| ${head.map((_, column) => row[column] ?? '').join(' | ')} |`;
  return [
    line(head),
    `|---|${head
      .slice(1)
      .map(() => '---:|')
      .join('')}`,
    ...body.map(line),
  ].join('\n');
};
