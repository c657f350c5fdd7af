import { ALONE, FILES, type WeightLimit } from '../../published/limits.ts';
import { bundleAlone } from '../../support/bundle.ts';
import { type Weight, weigh } from '../../support/weight.ts';
import { markdown, type Row, whole } from '../table.ts';
import { cdnUses } from './cdn-requests.ts';
import { ownFile } from './kinerja-pages.ts';
import type { Measured } from './verdicts.ts';

interface Weighed {
  readonly name: string;
  readonly weight: Weight;
  readonly limit?: WeightLimit;
}

const ownWeights = async (): Promise<readonly Weighed[]> => {
  const own: Weighed[] = Object.entries(FILES).map(([name, limit]) => ({ name, weight: weigh(ownFile(name)), limit }));
  for (const [widget, limit] of Object.entries(ALONE))
    own.push({ name: `${widget} alone, to bundle`, weight: weigh(await bundleAlone(widget)), limit });
  return own;
};

/** A peer's part in one file. */
export interface PeerFile {
  readonly name: string;
  readonly file: Uint8Array;
}

const row = ({ name, weight: { min, gzip, brotli } }: Weighed): Row => [name, whole(min), whole(gzip), whole(brotli)];

const sum = (name: string, files: readonly Uint8Array[]): Weighed => {
  const weights = files.map(weigh);
  const total = (of: keyof Weight) => weights.reduce((bytes, weight) => bytes + weight[of], 0);
  return { name, weight: { min: total('min'), gzip: total('gzip'), brotli: total('brotli') } };
};

/** What our files weigh, beside the most comparable parts of peers: Markdown, and the figures that have limits. */
export const compareWeights = async (peers: readonly PeerFile[], posthog: readonly Uint8Array[]) => {
  const own = await ownWeights();
  const [, surveys = Buffer.of()] = posthog;
  const others = [
    ...peers.map(({ name, file }): Weighed => ({ name, weight: weigh(file) })),
    sum('PostHog surveys, as served', [surveys]),
    sum('PostHog surveys with the library that loads them', posthog),
  ];
  const measured = own.flatMap(({ name, weight, limit }): readonly Measured[] =>
    limit
      ? [
          { what: `${name}, gzip`, value: weight.gzip, bounds: limit.gzip, anchor: limit.anchor },
          { what: `${name}, brotli`, value: weight.brotli, bounds: limit.brotli, anchor: '' },
        ]
      : [],
  );
  const requests = cdnUses().map(({ name, requests: count, gzip }): Row => [name, whole(count), whole(gzip)]);
  const oneFile = own.find(({ name }) => name === 'kinerja.js')?.weight.gzip ?? Number.NaN;
  return {
    measured,
    text: [
      markdown([['bytes', 'minified', 'gzip 9', 'brotli 11'], ...[...own, ...others].map(row)]),
      markdown([
        ['straight from a CDN', 'requests for code', 'gzip'],
        ['Kinerja, form, scorecard and leaderboard', '1', whole(oneFile)],
        ...requests,
      ]),
    ].join('\n\n'),
  };
};
