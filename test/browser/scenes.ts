import type { BrowserContextOptions, Page } from 'playwright-core';
import { board, tooFewUnits } from './board.ts';
import { type MockGateway, RECEIPT_CODE, SERVICE } from './mock-gateway.ts';
import { elementKeys } from './questionnaire.ts';
import { formTag, type RatingFormDriver } from './rating-form-driver.ts';
import { hiddenServiceTimes } from './service-times.ts';
import { TicketDesk } from './ticket-desk.ts';
import { unitCard } from './unit-card.ts';

/** A page with widgets, and the states that one visit brings it into, one after the other. */
export interface Scene {
  readonly tag: string;
  /** How the gateway answers from the start. */
  readonly given?: (gateway: MockGateway) => void;
  readonly visitor?: BrowserContextOptions;
  /** Time passes only when a state lets it pass: a kiosk goes on by itself. */
  readonly isTimeless?: true;
  /** What a finger must be able to hit, in pixels. */
  readonly target?: number;
  /** How each state is reached from the one before; done when it is on the page. */
  readonly states: Readonly<Record<string, (form: RatingFormDriver, gateway: MockGateway) => Promise<void>>>;
}

const shows = (text: string | RegExp) => async (form: RatingFormDriver) => form.page.getByText(text).last().waitFor();
const FALLBACK = '<a href="/formulir" style="display:block;padding:1em">Formulir biasa</a>';
const withFallback = (tag: string) => tag.replace('></', `>${FALLBACK}</`);
const boardTag = (attributes = '') =>
  withFallback(`<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" ${attributes}></kinerja-unit-leaderboard>`);
const cardTag = (attributes = '') =>
  withFallback(`<kinerja-scorecard unit="unit_Arcamanik" ${attributes}></kinerja-scorecard>`);
const badgeTag = withFallback('<kinerja-index-badge unit="unit_Arcamanik" href="/rincian"></kinerja-index-badge>');
const trendTag = withFallback('<kinerja-trend unit="unit_Arcamanik"></kinerja-trend>');
const reportTag = withFallback(`<kinerja-report-form service="${SERVICE}" site-key="pk_demo"></kinerja-report-form>`);
const receiptTag = withFallback('<kinerja-receipt></kinerja-receipt>');

const timeTag = (attributes = '') =>
  withFallback(`<kinerja-service-time service="${SERVICE}" ${attributes}></kinerja-service-time>`);
const repliesTag = withFallback('<kinerja-public-replies unit="unit_Arcamanik"></kinerja-public-replies>');

const sampleData = (gateway: MockGateway) => {
  gateway.sampleData = true;
  gateway.unit = unitCard;
};
const withheld = {
  ...unitCard,
  satisfactionIndex: {
    ...unitCard.satisfactionIndex,
    state: 'TOO_FEW_RATINGS',
    derivation: 'Penilaian kurang dari 10, jadi angkanya tidak ditampilkan.',
    closed: false,
    value: null,
    grade: null,
    ratings: null,
  },
  weakestElements: [],
};

const KIOSK: BrowserContextOptions = { viewport: { width: 1080, height: 1920 } };
/** A press at a counter, by people of every age. */
const COUNTER_TARGET = 44;

/** Answers the questions that come next, and goes on after each. */
async function answer(form: RatingFormDriver, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await form.choose(key, 3);
    await form.button('Lanjut').click();
  }
}

/** Makes a page whose clocks only `pass` moves. */
export async function stopTime(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(() => {
    Object.assign(globalThis, { passed: 0 });
    performance.now = () => (globalThis as unknown as { passed: number }).passed;
  });
}

async function pass(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate((more) => {
    (globalThis as unknown as { passed: number }).passed += more;
  }, milliseconds);
  await page.clock.runFor(milliseconds);
}

/** A voice of the device, so that the button that reads aloud is there. */
const giveVoice = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(speechSynthesis, 'getVoices', { value: () => [{ lang: 'id-ID', localService: true }] });
    speechSynthesis.dispatchEvent(new Event('voiceschanged'));
  });

/** Every widget in every state that people meet. */
export const SCENES: Readonly<Record<string, Scene>> = {
  'the form from the first question to the receipt': {
    tag: formTag(),
    given: sampleData,
    states: {
      'the first question': shows('Pertanyaan 1 dari 9'),
      'a question left open': async (form) => {
        await form.button('Lanjut').click();
        await form.text('Masih ada yang perlu diperbaiki').waitFor();
      },
      'a question answered': async (form) => form.choose(elementKeys[0] ?? '', 3),
      'a question that may be skipped': async (form) => {
        await answer(form, elementKeys.slice(0, 3));
        await form.page.getByText('Lewati — tidak saya alami').first().waitFor();
      },
      'the comment and the profile': (form) => answer(form, elementKeys.slice(3)),
      'a comment that is too long': async (form) => {
        await form.page.getByRole('textbox').fill('x'.repeat(1_001));
        await form.button('Periksa jawaban').click();
        await form.page.locator('#mistakes').waitFor();
      },
      'the review': async (form) => {
        await form.page.getByRole('textbox').fill(`${'Antreannya cepat. '.repeat(10)}${'panjang'.repeat(20)}`);
        await form.button('Periksa jawaban').click();
        await form.page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor();
      },
      'what the gateway refuses': async (form, gateway) => {
        gateway.outcome = () => ({
          __typename: 'InvalidInput',
          message: 'x',
          issues: [
            { path: 'comment', message: 'Komentar memuat NIK.' },
            { path: 'respondent.sex', message: 'Pilihan ini tidak ada.' },
            { path: 'siteKey', message: 'Kunci dicabut.' },
          ],
        });
        await form.button('Kirim').click();
        await form.text('Kunci dicabut').waitFor();
      },
      'saved on the device': async (form, gateway) => {
        gateway.outcome = undefined;
        gateway.writeTrouble = (response) => response.destroy();
        await form.button('Kirim').click();
        await form.text('menunggu jaringan').waitFor();
      },
      'not sent': async (form, gateway) => {
        gateway.writeTrouble = (response) => response.writeHead(403).end();
        await form.button('Coba lagi').click();
        await form.text('Penilaian tidak terkirim').waitFor();
      },
      'being sent': async (form, gateway) => {
        gateway.writeTrouble = () => undefined;
        await form.button('Coba lagi').click();
        await form.text('Mengirim…').waitFor();
      },
    },
  },
  'the form with its receipt': {
    tag: formTag('lang="en"'),
    states: {
      'the receipt': async (form) => {
        await form.answerAll();
        await form.button('Check answers').click();
        await form.button('Send').click();
        await form.text('Thank you').waitFor();
      },
    },
  },
  'the form where the browser refuses to store': {
    tag: formTag(),
    given: (gateway) => {
      gateway.writeTrouble = (response) => response.writeHead(503, { 'retry-after': '600' }).end();
    },
    states: {
      'waiting in the page': async (form) => {
        await form.page.evaluate(() => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('denied', 'SecurityError');
          };
        });
        await form.answerAndSend();
        await form.text('Jangan tutup halaman ini').waitFor();
      },
    },
  },
  'the form on one page': {
    tag: formTag('layout="all" lang="jv"'),
    states: {
      'all of them left open': async (form) => {
        await form.page.locator('.root .primary').click();
        await form.page.locator('#mistakes').waitFor();
      },
    },
  },
  'the form with large icons': {
    tag: formTag('layout="icons" lang="su"'),
    target: COUNTER_TARGET,
    states: {
      'a question with faces': async (form) => form.page.locator('.face').first().waitFor(),
      'and with a voice': async (form) => {
        await giveVoice(form.page);
        await form.page.locator('kinerja-speaker button').first().waitFor();
      },
    },
  },
  'the form while it loads': {
    tag: formTag(),
    given: (gateway) => {
      gateway.readTrouble = () => undefined;
    },
    states: { 'loading, with the fallback': shows('Formulir biasa') },
  },
  'the form without a gateway, with a wrong attribute': {
    tag: formTag('layout="wizard" sitekey="x"'),
    given: (gateway) => {
      gateway.readTrouble = (response) => response.destroy();
    },
    states: { 'unreachable, with the fallback': async (form) => form.button('Coba lagi').waitFor() },
  },
  'the form with the doctor': {
    tag: formTag('debug theme="blue"'),
    states: { 'what the doctor says': async (form) => form.page.locator('#problems li.warn').first().waitFor() },
  },
  'the theme neutral': {
    tag: `${formTag('theme="neutral"')}${boardTag('theme="neutral"')}`,
    states: { 'form and board': async (form) => form.page.getByRole('table').waitFor() },
  },
  'the theme contrast': {
    tag: `${formTag('theme="contrast"')}${boardTag('theme="contrast"')}`,
    states: { 'form and board': async (form) => form.page.getByRole('table').waitFor() },
  },
  'the theme blue': {
    tag: `${formTag('theme="blue"')}${boardTag('theme="blue"')}`,
    states: { 'form and board': async (form) => form.page.getByRole('table').waitFor() },
  },
  'the board': {
    tag: boardTag(),
    given: (gateway) => {
      sampleData(gateway);
      gateway.board = { ...board, closed: false, basis: 'VERIFIED' };
    },
    states: { 'rows, provisional': async (form) => form.page.getByRole('table').waitFor() },
  },
  'the board with too few units': {
    tag: boardTag('lang="en"'),
    given: (gateway) => {
      gateway.board = tooFewUnits;
    },
    states: { 'names with their reasons': shows('Puskesmas Kopo') },
  },
  'the board without any unit': {
    tag: boardTag(),
    given: (gateway) => {
      gateway.board = { ...tooFewUnits, withheld: [] };
    },
    states: { 'a sentence': shows('Papan ini tampil setelah') },
  },
  'the board without a gateway': {
    tag: boardTag(),
    given: (gateway) => {
      gateway.readTrouble = (response) => response.writeHead(502).end();
    },
    states: { unreachable: async (form) => form.button('Coba lagi').waitFor() },
  },
  'the card of a unit': {
    tag: cardTag(),
    given: sampleData,
    states: {
      'figures, trend and what is weak': shows('Unsur terlemah dan perbaikannya'),
      'the derivation': async (form) => {
        await form.page.getByText('Penjelasan').click();
        await form.page.getByText('Dihitung dari 1.120 penilaian.').waitFor();
      },
    },
  },
  'the card of a unit without a figure': {
    tag: cardTag('lang="su"'),
    given: (gateway) => {
      gateway.unit = withheld;
    },
    states: { 'the reason': shows('Penilaian kurang dari 10') },
  },
  'the badge, the trend and the receipt': {
    tag: badgeTag + trendTag + receiptTag,
    given: sampleData,
    states: {
      'figures and line': async (form) => form.page.locator('kinerja-trend [part=line]').waitFor(),
      'the trend as a table, a code that is not whole': async (form) => {
        await form.page.getByText('Tampilkan sebagai tabel').click();
        await form.page.getByLabel('Kode tanda terima').fill('3273');
        await form.button('Cek').click();
        await form.page.getByText('Kode ini belum lengkap').waitFor();
      },
      'a code that nobody knows': async (form) => {
        await form.page.getByLabel('Kode tanda terima').fill('3273-AAAA-BBBB-CCCC-DDDD');
        await form.button('Cek').click();
        await form.page.getByText('Tidak ada tanda terima dengan kode ini').last().waitFor();
      },
      'the receipt': async (form) => {
        await form.page.getByLabel('Kode tanda terima').fill(RECEIPT_CODE);
        await form.button('Cek').click();
        await form.page.getByText('Sudah tercatat.').waitFor();
      },
    },
  },
  'the form for reports': {
    tag: reportTag,
    given: sampleData,
    states: {
      'nothing chosen yet': shows('Yang ingin Saudara sampaikan'),
      'with mistakes': async (form) => {
        await form.page.getByRole('textbox').fill('a'.repeat(1_001));
        await form.button('Kirim laporan').click();
        await form.page.getByRole('link', { name: 'Pilih salah satu' }).waitFor();
      },
      'on its way': async (form, gateway) => {
        gateway.writeTrouble = (response) => response.writeHead(503).end();
        await form.page.getByText('Pengaduan', { exact: true }).click();
        await form.page.getByRole('textbox').fill('panjang'.repeat(30));
        await form.button('Kirim laporan').click();
        await form.page.getByText('menunggu server').last().waitFor();
      },
      'with its code': async (form, gateway) => {
        gateway.writeTrouble = undefined;
        await form.button('Coba lagi').click();
        await form.page.getByText('laporan Saudara sudah tersimpan').last().waitFor();
      },
    },
  },
  'the receipt of a report': {
    tag: withFallback(`<kinerja-receipt code="${RECEIPT_CODE}"></kinerja-receipt>`),
    given: (gateway) => {
      sampleData(gateway);
      gateway.desk = new TicketDesk();
      gateway.desk.ticket.outcome = 'NOT_FIXED';
    },
    states: {
      'answered, with all that can be done': async (form) => {
        await form.page.locator('[part=history]').waitFor();
        for (const summary of await form.page.locator('summary').all()) await summary.click();
      },
      'a reply without words': async (form) => {
        await form.button('Kirim tulisan').click();
        await form.page.getByText('Tulis dulu isinya').waitFor();
      },
      'a reply that could not be sent': async (form, gateway) => {
        gateway.writeTrouble = (response) => response.writeHead(503).end();
        await form.page.getByLabel('Balas jawaban petugas').fill('panjang'.repeat(30));
        await form.button('Kirim tulisan').click();
        await form.button('Kirim lagi').waitFor();
      },
      'sent, and late by now': async (form, gateway) => {
        gateway.writeTrouble = undefined;
        await form.button('Kirim lagi').click();
        await form.page.getByText('Sudah terkirim').last().waitFor();
        await form.page.getByText('Sedang diproses').waitFor();
      },
      'with its words erased': async (form) => {
        await form.button('Ya, hapus tulisan saya').click();
        await form.page.getByText('Tulisan ini sudah dihapus.').first().waitFor();
      },
    },
  },
  'the badge and the trend without figures': {
    tag: badgeTag + trendTag,
    given: (gateway) => {
      gateway.unit = { ...withheld, trend: { ...unitCard.trend, points: [] } };
    },
    states: { 'the reason': shows('Penilaian kurang dari 10') },
  },
  'public replies': {
    tag: repliesTag,
    given: sampleData,
    states: { 'what was said and done': shows('Loket kedua dibuka setiap hari Senin.') },
  },
  'public replies of a unit that wrote none': {
    tag: repliesTag,
    given: (gateway) => {
      gateway.unit = { ...withheld, publicReplies: [] };
    },
    states: { 'a sentence': shows('Unit ini belum menulis') },
  },
  'public replies without a gateway': {
    tag: repliesTag,
    given: (gateway) => {
      gateway.readTrouble = (response) => response.destroy();
    },
    states: { unreachable: async (form) => form.button('Coba lagi').waitFor() },
  },
  'service time': {
    tag: timeTag('compare="2026-Q2" period="2026-Q3"'),
    states: { 'durations, steps and change': async (form) => form.page.getByRole('table').waitFor() },
  },
  'service time that is not shown': {
    tag: timeTag('lang="jv"'),
    given: (gateway) => {
      gateway.serviceTime = hiddenServiceTimes;
    },
    states: { 'the reason': shows('kurang dari 10 sebulan') },
  },
  'service time without a gateway': {
    tag: timeTag(),
    given: (gateway) => {
      gateway.readTrouble = (response) => response.destroy();
    },
    states: { unreachable: async (form) => form.button('Coba lagi').waitFor() },
  },
  'the badge, the trend and the receipt without a gateway': {
    tag: badgeTag + trendTag + receiptTag,
    given: (gateway) => {
      gateway.readTrouble = (response) => response.destroy();
    },
    states: { unreachable: async (form) => form.page.getByRole('button', { name: 'Coba lagi' }).nth(1).waitFor() },
  },
  'the kiosk': {
    tag: formTag('mode="kiosk" layout="icons"'),
    given: sampleData,
    visitor: KIOSK,
    isTimeless: true,
    target: COUNTER_TARGET,
    states: {
      'a question': async (form) => {
        await form.page.locator('.face').first().waitFor();
        await form.page.locator('.kiosk').waitFor({ state: 'attached' });
        await form.choose(elementKeys[0] ?? '', 3);
      },
      'is anybody there?': async (form) => {
        await pass(form.page, 26_000);
        await form.page.getByRole('dialog').waitFor();
      },
      'the comment': async (form) => {
        await form.button('Ya, lanjutkan').click();
        await answer(form, elementKeys);
      },
      'the review': async (form) => {
        await form.button('Periksa jawaban').click();
        await form.page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor();
      },
      'thanks for what is stored here': async (form, gateway) => {
        gateway.writeTrouble = (response) => response.destroy();
        await form.button('Kirim').click();
        await form.page.getByText('terkirim sendiri').waitFor();
      },
      'thanks with the receipt': async (form, gateway) => {
        gateway.writeTrouble = undefined;
        await pass(form.page, 8_000);
        await form.page.getByText('BDG-').waitFor();
      },
    },
  },
  'the kiosk without a network': {
    tag: formTag('mode="kiosk"'),
    given: (gateway) => {
      gateway.writeTrouble = (response) => response.destroy();
    },
    visitor: KIOSK,
    isTimeless: true,
    target: COUNTER_TARGET,
    states: {
      'the queue, for the staff': async (form) => {
        await form.page.locator('.kiosk').waitFor({ state: 'attached' });
        await form.answerAndSend('');
        await form.page.getByText('terkirim sendiri').waitFor();
        await pass(form.page, 21_000);
        await form.page.getByText('1 penilaian menunggu jaringan.').waitFor();
      },
    },
  },
};
