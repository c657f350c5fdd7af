import { availableParallelism, loadavg } from 'node:os';
import { board } from '../../browser/board.ts';
import { MockGateway } from '../../browser/mock-gateway.ts';
import { PLAIN_FORM } from '../../published/limits.ts';
import { launchChromium } from '../../support/chromium.mjs';
import { renderBoard } from './board-render.ts';
import { bundlePeer } from './bundle-peer.ts';
import { compareClicks } from './clicks.ts';
import { compareLoads } from './cold-loads.ts';
import { compareHostPages } from './host-page.ts';
import { installPeers } from './install-peers.ts';
import { printedForm, serveOwnFile, wholeForm } from './kinerja-pages.ts';
import { compareLifetimes } from './lifetimes.ts';
import { type Answer, Origins } from './origins.ts';
import { type FormPage, NATIVE, NORD, PEERS, type Peer } from './peers.ts';
import { answerPosthog, posthogFiles, posthogPage } from './posthog.ts';
import { exceeded, type Measured, verdicts } from './verdicts.ts';
import { compareWeights } from './weights.ts';

/** A peer with its file. */
interface Bundled extends Peer {
  readonly file: Buffer;
}

interface Options {
  /** How often each page is loaded. */
  readonly rounds: number;
  /** Whether who runs this may use what Nordhealth's licence keeps for its own people. */
  readonly withNord: boolean;
  readonly say: (text: string) => void;
}

const UNITS = 50;

/** A processor that others use as well makes every time longer, and its own limits unfair. */
const machineLoad = () => {
  const [lastMinute = 0] = loadavg();
  const processors = availableParallelism();
  const verdict = lastMinute <= processors ? 'nobody had to wait' : 'the times are those of a busy machine';
  return `${lastMinute.toFixed(1)} processes wanted the ${processors} processors in the minute before: ${verdict}.`;
};

/** The sample board, until it has fifty units. */
const longBoard = () => {
  const rows = Array.from({ length: UNITS }, (_, place) => ({
    ...board.rows[place % board.rows.length],
    unit: { name: `Puskesmas ${place + 1}` },
  }));
  return { ...board, rows };
};

const bundlePeers = async (peers: readonly Peer[]): Promise<readonly Bundled[]> => {
  const bundled = [];
  for (const peer of peers) bundled.push({ ...peer, file: await bundlePeer(peer.imports) });
  return bundled;
};

const peerPages = (origins: Origins, peers: readonly Bundled[]): readonly FormPage[] =>
  peers.flatMap(({ name, page, file }) => {
    if (!page) return [];
    const script = origins.addScript(`${encodeURIComponent(name)}.js`, file);
    return [{ name, head: `<script type="module" src="${script}"></script>`, ...page }];
  });

const answerFrom =
  (gateway: MockGateway) =>
  async (url: URL): Promise<Answer | undefined> => {
    if (url.pathname !== '/graphql') return answerPosthog(url);
    const answer = await fetch(`${gateway.address}graphql${url.search}`);
    return { type: 'application/json', body: await answer.text() };
  };

/** The widgets beside their peers, in one run. What comes back are the figures that are beyond their limit. */
export const compareWidgets = async ({ rounds, withNord, say }: Options): Promise<readonly string[]> => {
  await installPeers(withNord);
  const peers = await bundlePeers(withNord ? [...PEERS, NORD] : PEERS);
  const weights = await compareWeights(peers, posthogFiles());
  say(`### Weight\n\n${weights.text}\n`);

  const gateway = new MockGateway();
  gateway.board = longBoard();
  const origins = new Origins(answerFrom(gateway));
  await gateway.start();
  await origins.start();
  const browser = await launchChromium();
  try {
    const script = serveOwnFile(origins);
    const printed = printedForm(origins.files);
    const whole = wholeForm(script);
    const pages = peerPages(origins, peers);
    const others = [NATIVE, whole, ...pages, posthogPage(origins)];
    const forms = [NATIVE, ...pages.filter(({ control }) => control !== undefined)];
    const measured: Measured[] = [...weights.measured];
    const part = async (
      title: string,
      work: Promise<{ readonly measured: readonly Measured[]; readonly text: string }>,
    ) => {
      const result = await work;
      measured.push(...result.measured);
      say(`### ${title}\n\n${result.text}\n`);
    };
    say(`Chromium ${browser.version()}, each page loaded ${rounds} times, in turn. ${machineLoad()}\n`);
    await part(
      'Start: 400 kbit/s, 400 ms, processor 6 times slower',
      compareLoads(browser, origins, { printed, others, rounds }),
    );
    await part(
      'The page around it: 400 kbit/s, 400 ms, processor as it is and 6 times slower',
      compareHostPages(browser, origins, rounds),
    );
    await part('Click: processor 6 times slower', compareClicks(browser, origins, [whole, ...forms]));
    await part(
      'Coming and going: processor not slowed',
      compareLifetimes(browser, origins, { printed, whole, others: forms }),
    );
    await part('Leaderboard: processor 6 times slower', renderBoard(browser, origins, script, rounds));
    say(`### Limits\n\n${verdicts(measured)}\n`);
    say(
      `(*) Without what the plain HTML form took more here than where the limits come from (ready ${PLAIN_FORM.ready} ms over a blank page, blocking ${PLAIN_FORM.blocking}): no form can spare it.\n`,
    );
    if (!withNord)
      say('Nord was left out: its licence is for those who work for Nordhealth (BENCH_NORD=1 takes it in).\n');
    return exceeded(measured);
  } finally {
    await browser.close();
    await origins.stop();
    await gateway.stop();
  }
};
