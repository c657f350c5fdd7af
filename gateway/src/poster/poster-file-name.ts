import type { Poster } from './load-poster.ts';

/** A poster's file name without its ending, such as `poster-disdukcapil-ktp-el-loket-3`: safe in every file system. */
export const posterFileName = ({ unit, service, place }: Poster): string => {
  const plain = ['poster', unit, service, place ?? '']
    .join(' ')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 120).replaceAll(/^-|-$/g, '');
};
