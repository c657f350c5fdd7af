import { SubmitFeedbackOperation } from '@kinerja/schema/operations';
import { createLocks, type Parcel } from '../support/citizen-device.ts';
import { nineAnswers } from '../support/submit.ts';
import type { Agenda } from './agenda.ts';
import type { Choices } from './choices.ts';
import { type Ledger, type Rating, readAsked } from './ledger.ts';
import type { Network } from './network.ts';
import type { OpenPage, Page, Surroundings } from './page.ts';
import type { Storage, StorageMood } from './storage.ts';

/** A device in the hands of citizens. */
export interface Device {
  readonly name: string;
  readonly setOnline: (isOnline: boolean) => void;
  /** How much its clock goes ahead of the true time, in milliseconds. */
  readonly setClock: (ahead: number) => void;
  readonly setStorage: (mood: StorageMood) => void;
  readonly openPage: () => void;
  /** Closes one of its pages in the middle of whatever it does. */
  readonly closePage: () => void;
  readonly pages: () => number;
  readonly rate: (rating: Pick<Rating, 'key' | 'name'>, serviceId: string) => void;
  /** The button "Kirim sekarang", for all that waits. */
  readonly sendNow: () => void;
  /** The citizens come back to it: it has a page and a network, and takes up what is on it. */
  readonly comeBack: () => void;
  /** Keys on it, or in one of its pages, that have no end yet. */
  readonly waiting: () => readonly string[];
}

interface DeviceOptions {
  readonly name: string;
  readonly agenda: Agenda;
  readonly choices: Choices;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly storage: Storage;
  readonly hasLocks: boolean;
  readonly openPage: OpenPage;
  readonly trace: (line: string) => void;
}

const stateOf = ({ delivery: { receipt, failure, waiting } }: Parcel): string => {
  if (receipt !== undefined) return 'is sent';
  if (failure !== undefined) return `is given up: ${failure.failure}`;
  if (waiting !== undefined) return `waits for the ${waiting.reason}, kept in ${waiting.kept}`;
  return 'is under way';
};

const isOver = ({ delivery: { receipt, failure } }: Parcel): boolean => receipt !== undefined || failure !== undefined;

export const createDevice = (options: DeviceOptions): Device => {
  const { name, agenda, choices, network, ledger, storage, hasLocks, trace } = options;
  const pages = new Map<number, Page>();
  let opened = 0;
  let isOnline = true;
  let ahead = 0;
  const clock = () => agenda.now() + ahead;
  const say = (what: string) => trace(`${name}: ${what}`);
  const surroundings: Surroundings = {
    agenda,
    clock,
    chance: choices.share,
    storage,
    locks: hasLocks ? createLocks() : null,
    isOnline: () => isOnline,
    send: (request, answered, failed) => {
      if (isOnline) network.send(request, answered, failed);
      else agenda.in(1, failed);
    },
  };

  const openPage = () => {
    opened += 1;
    const number = opened;
    const page = options.openPage(surroundings, (parcel) => {
      ledger.noteShown(parcel);
      say(`page ${number}: ${ledger.nameOf(parcel.submission.key)} ${stateOf(parcel)}`);
    });
    pages.set(number, page);
    say(`page ${number} opens`);
  };

  const setOnline = (becomes: boolean) => {
    if (isOnline === becomes) return;
    isOnline = becomes;
    say(isOnline ? 'online' : 'offline');
    if (isOnline) for (const page of pages.values()) page.goOnline();
  };

  const setStorage = (mood: StorageMood) => {
    storage.mood = mood;
    say(`storage ${mood}`);
  };

  const parcelsOf = ({ outbox }: Page) => outbox.outboxParcels();

  return {
    name,
    setOnline,
    setStorage,
    openPage,
    setClock: (becomes) => {
      ahead = becomes;
      say(`clock shows ${new Date(clock()).toISOString()}`);
    },
    closePage: () => {
      if (pages.size === 0) return;
      const [number, page] = choices.pick([...pages]);
      const isCutOff = choices.percent(50);
      pages.delete(number);
      page.close(isCutOff);
      say(`page ${number} closes${isCutOff ? ', cut off' : ''}`);
    },
    pages: () => pages.size,
    rate: (rating, serviceId) => {
      if (pages.size === 0) openPage();
      const answers = nineAnswers(Array.from({ length: 9 }, () => choices.between(1, 4)));
      const createdAt = clock();
      const [number, page] = choices.pick([...pages]);
      ledger.begin({
        ...rating,
        answers: Object.fromEntries(answers.map(({ element, score }) => [element, score])),
        submittedAt: createdAt,
      });
      const submittedAt = new Date(createdAt).toISOString();
      say(`page ${number}: ${rating.name} is given at ${submittedAt}`);
      void page.outbox.send({
        key: rating.key,
        gateway: 'https://gateway.example/',
        siteKey: null,
        operation: SubmitFeedbackOperation,
        input: { submissionKey: rating.key, serviceId, questionnaireVersion: 1, answers, submittedAt },
        createdAt,
        attempt: 0,
      });
    },
    sendNow: () => {
      for (const page of pages.values())
        for (const parcel of parcelsOf(page)) if (parcel.delivery.waiting !== undefined) page.outbox.sendNow(parcel);
    },
    comeBack: () => {
      if (storage.mood === 'full') setStorage('works');
      if (pages.size === 0) openPage();
      if (isOnline) for (const page of pages.values()) page.goOnline();
      else setOnline(true);
    },
    waiting: () => {
      const shown = [...pages.values()].flatMap(parcelsOf).filter((parcel) => !isOver(parcel));
      return [
        ...[...storage.kept.values()].filter(({ failed }) => failed === undefined).map(({ key }) => key),
        ...shown.map(({ submission }) => submission.key),
      ];
    },
  };
};

/** Somebody who knows a rating that was sent: sends its key again, with the same scores or with one that is another. */
export const sendAgain = (
  request: Parameters<Network['send']>[0],
  { choices, network, trace, ledger }: Pick<DeviceOptions, 'choices' | 'network' | 'trace' | 'ledger'>,
): void => {
  const { key, answers } = readAsked(request.body);
  const isOther = choices.percent(60);
  const place = choices.between(0, 8);
  const scores = Object.values(answers).map((score, at) => (isOther && at === place ? (score % 4) + 1 : score));
  const body = JSON.parse(request.body) as { readonly variables: { readonly input: object } };
  Object.assign(body.variables.input, { answers: nineAnswers(scores) });
  trace(`${ledger.nameOf(key)} is sent by somebody else${isOther ? ', with another score' : ''}`);
  const nobody = () => undefined;
  network.send({ ...request, body: JSON.stringify(body) }, nobody, nobody);
};
