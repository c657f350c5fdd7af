import type { Finding } from '@kinerja/widgets/embedding/finding';

const VERDICTS = { ok: 'baik', warn: 'periksa', error: 'salah' } as const satisfies Record<Finding['verdict'], string>;

const WIDTH = Math.max(...Object.values(VERDICTS).map(({ length }) => length)) + 2;

/** A finding as the operator reads it: what was found, and beneath it how it is mended. */
export const inLines = ({ verdict, text, mend }: Finding): readonly string[] => [
  VERDICTS[verdict].padEnd(WIDTH) + text,
  ...(mend === undefined ? [] : [' '.repeat(WIDTH) + mend]),
];
