import type { PostedAnswer, PostedRequest } from '../support/in-process-gateway.ts';
import type { Agenda } from './agenda.ts';
import type { Choices } from './choices.ts';

/** How the network is for now; percentages of what is sent. */
export interface Weather {
  readonly name: string;
  /** Requests that get nowhere: at once, or in silence. */
  readonly lost: number;
  /** Answers that get lost, or arrive in part. */
  readonly answersLost: number;
  /** Requests that somebody else answers: a captive portal, a proxy. */
  readonly portal: number;
  /** Requests that arrive a second time, perhaps hours later. */
  readonly twice: number;
  /** Milliseconds that a way takes, at most. */
  readonly slowest: number;
}

export const FINE: Weather = { name: 'fine', lost: 0, answersLost: 0, portal: 0, twice: 0, slowest: 500 };

export const WEATHERS: readonly Weather[] = [
  FINE,
  { name: 'answers get lost', lost: 5, answersLost: 60, portal: 0, twice: 10, slowest: 2_000 },
  { name: 'everything twice', lost: 0, answersLost: 20, portal: 0, twice: 90, slowest: 10_000 },
  { name: 'slow', lost: 10, answersLost: 10, portal: 0, twice: 20, slowest: 60_000 },
  { name: 'behind a portal', lost: 10, answersLost: 10, portal: 70, twice: 0, slowest: 2_000 },
  { name: 'cut off', lost: 100, answersLost: 100, portal: 0, twice: 0, slowest: 500 },
];

/** What stands between devices and gateway. */
export interface Network {
  weather: Weather;
  /** Milliseconds within which requests arrive at the gateway at the same moment. */
  together: number;
  readonly send: Send;
}

/** Takes a request on its way, and calls back once, or never. */
export type Send = (request: PostedRequest, answered: (answer: PostedAnswer) => void, failed: () => void) => void;

interface InTransit {
  readonly at: number;
  readonly deliver: () => void;
}

const HOUR = 3_600_000;

/** So long a lost connection may take to be noticed; pages give up before. */
const SILENCE = 60_000;

/** What others say in the gateway's name. All of it leaves a rating waiting. */
const FOREIGN: readonly ((choices: Choices, now: number) => PostedAnswer)[] = [
  () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Silakan masuk</html>' }),
  () => ({ status: 200, headers: {}, body: '' }),
  () => ({ status: 200, headers: {}, body: '{"data":null}' }),
  () => ({ status: 200, headers: {}, body: '{"data":{"submitFeedback":{"__typename":"SomethingNew"}}}' }),
  (choices) => ({
    status: 200,
    headers: {},
    body: JSON.stringify({
      data: {
        submitFeedback: {
          __typename: 'TooManyRequests',
          message: 'tunggu',
          retryAfterSeconds: choices.between(1, 3_600),
          challengeRequired: true,
        },
      },
    }),
  }),
  () => ({ status: 502, headers: {}, body: 'Bad gateway' }),
  (choices) => ({ status: 503, headers: { 'retry-after': String(choices.between(5, 30)) }, body: 'busy' }),
  (choices, now) => ({
    status: 503,
    headers: { 'retry-after': new Date(now + choices.between(-HOUR, 48 * HOUR)).toUTCString() },
    body: 'busy',
  }),
  (choices) => ({ status: 429, headers: { 'retry-after': String(choices.between(1, 600)) }, body: '' }),
  () => ({ status: 408, headers: {}, body: '' }),
  () => ({ status: 504, headers: { 'retry-after': 'soon' }, body: '<html>' }),
];

interface NetworkOptions {
  readonly agenda: Agenda;
  readonly choices: Choices;
  /** Told of all that is sent, wherever it gets. */
  readonly onSent: (request: PostedRequest) => void;
  /** Hands a request to the gateway. */
  readonly deliver: Send;
  readonly trace: (line: string) => void;
}

export const createNetwork = ({ agenda, choices, onSent, deliver, trace }: NetworkOptions): Network => {
  let inTransit: readonly InTransit[] = [];
  const way = ({ slowest }: Weather) => choices.between(1, slowest);

  /** All that come within a moment, in any order. */
  const arrive = () => {
    const until = agenda.now() + network.together;
    const due = inTransit.filter(({ at }) => at <= until);
    inTransit = inTransit.filter(({ at }) => at > until);
    while (due.length > 0) due.splice(choices.between(0, due.length - 1), 1)[0]?.deliver();
  };

  const goBack =
    (answered: (answer: PostedAnswer) => void, failed: () => void) =>
    (answer: PostedAnswer): void => {
      const { weather } = network;
      if (!choices.percent(weather.answersLost)) agenda.in(way(weather), () => answered(answer));
      else if (choices.percent(30)) {
        const cut = { ...answer, body: answer.body.slice(0, choices.between(0, answer.body.length - 2)) };
        agenda.in(way(weather), () => answered(cut));
      } else agenda.in(choices.between(1, SILENCE), failed);
    };

  const network: Network = {
    weather: FINE,
    together: 0,
    send: (request, answered, failed) => {
      const { weather } = network;
      onSent(request);
      if (choices.percent(weather.lost)) {
        agenda.in(choices.percent(50) ? 1 : SILENCE, failed);
        return;
      }
      if (choices.percent(weather.portal)) {
        const answer = choices.pick(FOREIGN)(choices, agenda.now());
        trace(`somebody else answers: ${answer.status} ${answer.body.slice(0, 60)}`);
        agenda.in(way(weather), () => answered(answer));
        return;
      }
      const put = (milliseconds: number, act: () => void) => {
        const at = agenda.now() + milliseconds;
        inTransit = [...inTransit, { at, deliver: act }];
        agenda.in(milliseconds, arrive);
      };
      put(way(weather), () => deliver(request, goBack(answered, failed), () => agenda.in(way(weather), failed)));
      if (choices.percent(weather.twice)) {
        const nobody = () => undefined;
        put(choices.percent(70) ? way(weather) : choices.between(1, 12 * HOUR), () => deliver(request, nobody, nobody));
      }
    },
  };
  return network;
};
