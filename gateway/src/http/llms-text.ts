import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { type Exchange, sendText } from './exchange.ts';

/** Regions that are named; of more there is a list in the API. */
const MOST_REGIONS = 50;

/** What the text is made of. */
export interface LlmsTextOptions {
  readonly tenants: Pick<TenantDirectory, 'all'>;
  readonly mode: 'demo' | 'production';
  /** The newest release of the widgets. */
  readonly release: string;
}

/** Serves `/llms.txt`: what a program that answers people's questions must know of the API, in the form of llmstxt.org. */
export const createLlmsText =
  ({ tenants, mode, release }: LlmsTextOptions) =>
  (exchange: Exchange): void => {
    const regions = tenants.all();
    const some = regions.slice(0, MOST_REGIONS).map(({ code, name, sampleData }) => {
      const sample = sampleData ? ' (sample data, "data contoh")' : '';
      return `- \`${code}\` ${name}${sample}`;
    });
    const text = `# Kinerja

> Public satisfaction with the services of Indonesian regional governments (SKM/IKM, PermenPANRB 14/2017): citizens rate, the official
> index is worked out exactly and published with its derivation, and units are compared only as far as the data prove.

One GraphQL endpoint: \`POST /graphql\` with JSON \`{"query", "variables"}\`, or \`GET /graphql?query=…&variables=…\` (cached). Reading what is
public needs no account. Names are in English, texts for people in Indonesian unless \`lang\` asks for \`en\`, \`su\` or \`jv\`.

## Start here

- [Reference](/docs): every type, field and argument with its meaning, and examples that run
- [Schema](/schema.graphql): the same as SDL
- [Query](/docs/Query): where reading begins; \`tenant(code:)\`, \`unit(id:)\`, \`service(id:)\`, \`tenants\`
- [Board](/docs/UnitLeaderboard): units of one kind compared; \`tenant { unitLeaderboard(kind:, period:) }\`
- [Index](/docs/SatisfactionIndex): the official figure of a unit or a service, with \`derivation\`
- [Rating](/docs/SubmitFeedbackInput): what \`submitFeedback\` takes, and [what it answers](/docs/SubmitFeedbackResult)
${mode === 'demo' ? '- [Explorer](/graphql): in a browser, with an example for each kind of user\n' : ''}
## Reading figures

- \`value\`, \`grade\` and \`ratings\` are null unless \`state\` is \`PUBLISHED\`. Null is not zero: say the reason in place of the number.
- \`TOO_FEW_RATINGS\`, \`TOO_FEW_STAFF\` and \`PROTECTS_OTHERS\` protect people who could be recognised: do not work such a figure out from others.
- \`UNDER_REVIEW\`: people are looking at the ratings after an alarm. \`unusualRatings\`: they count, and may be taken out with a reason. Neither
  is a proof of anything against anybody.
- Compare units by \`bandLabel\`, \`fairScore\` and \`interval\` of the board. Do not rank by \`index\`: differences within the intervals are chance.
- A closed period has \`version\` 1 or more, and a correction is a further version. An open one (\`closed: false\`) is provisional.
- Periods are \`2026\`, \`2026-S1\`, \`2026-Q3\` or \`2026-09\`; without one, the last closed quarter. Say which period a figure is of.
- What has \`sampleData\` is generated for a demonstration: label it "data contoh".

## Writing

- \`submitFeedback\` is for a citizen's own words and scores. Never make ratings up, and never send one that a person did not give.
- \`submissionKey\` is a UUID made once for each rating. When no answer came, send the same again with the same key: it is counted once.
- The receipt \`code\` is the only key to what was sent. Show it to the person; do not keep it.

## Limits

- Without a key: 1,000 tokens, depth 10, 200 fields, cost 5,000 for a document; \`first\` is 1 to 100. Too expensive is
  \`COST_LIMIT_EXCEEDED\` before anything runs: ask for smaller pages and follow \`pageInfo { hasNextPage endCursor }\` with \`after\`.
- \`extensions.cost\` says what a document cost and how many points are left of the 200,000 that a network has in 60 seconds.
- 429 and 503 come with \`Retry-After\`: wait that long.
- Errors have a stable \`extensions.code\`. Ids are opaque and stay the same for ever.

## Whole tables and pages

- \`/data/<code>/<period>.csv\` and \`.json\`: all published figures of a closed period (CC BY 4.0), for example \`/data/32.73/2026-Q3.csv\`
- \`/koreksi/<code>\`: what was changed about published figures, by whom and why
- [Builder](/builder): what to paste into a site; [versions of the widgets](/widgets/versions.json), [hashes of ${release}](/widgets/${release}/integrity.json)
- [Subgraph](/subgraph.graphql): for composing with Apollo Federation 2

## Regions of this gateway

${some.length === 0 ? 'None yet.' : some.join('\n')}${regions.length > MOST_REGIONS ? '\n- and more: `{ tenants { code name } }`' : ''}`;
    sendText(exchange, 200, text, {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'public, max-age=300',
    });
  };
