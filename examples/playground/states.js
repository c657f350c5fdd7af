// Every widget in every state: what the tag says, what the gateway answers, what the visitor does, and words by which one
// can tell that the state is there.

/**
 * @typedef {object} State
 * @property {string} name
 * @property {string} tag
 * @property {string} title
 * @property {string} english
 * @property {string} shows Words by which one can tell that it is there.
 * @property {Readonly<Record<string, string>>} attributes
 * @property {Readonly<Record<string, string>>} [answers] By operation: a recorded answer, or what goes wrong.
 * @property {readonly ((widget: HTMLElement) => Promise<void>)[]} [steps] What the visitor does.
 * @property {boolean} [alone] Needs the page for itself.
 */

const shadow = (form, selector) => form.shadowRoot.querySelector(selector);
const settled = async (form) => {
  await form.requestUpdate();
  await form.requestUpdate();
};
const press = async (form) => {
  shadow(form, 'form .primary').click();
  await settled(form);
};
/** Answers the first questions, up to this many. */
const answer = (count) => async (form) => {
  for (let at = 0; at < count; at += 1) {
    shadow(form, 'form .answer:nth-of-type(3) input')?.click();
    await press(form);
  }
};
const comment = async (form) => {
  const box = shadow(form, 'form textarea');
  box.value = 'Antreannya cepat.';
  box.dispatchEvent(new Event('input', { bubbles: true }));
  await settled(form);
};
/** All that a citizen does, up to the review. */
const review = [answer(9), comment, press];
const send = [...review, press];

/** All that somebody may do with an appraisal. */
const openSteps = async (desk) => {
  for (const step of desk.shadowRoot.querySelectorAll('details.step')) step.open = true;
  await settled(desk);
};

const report = (name, title, english, shows, more = {}) => ({
  name: `report-${name}`,
  tag: 'kinerja-report-form',
  title,
  english,
  shows,
  ...more,
  attributes: { service: `service_contoh-report-${name}`, 'site-key': 'contoh', ...more.attributes },
  answers: { ReportForm: 'report-form', ...more.answers },
});
/** A complaint, written and sent. */
const sendReport = [
  async (widget) => {
    shadow(widget, '.answer input').click();
    await comment(widget);
    await press(widget);
  },
];

const form = (name, title, english, shows, more = {}) => ({
  name: `form-${name}`,
  tag: 'kinerja-rating-form',
  title,
  english,
  shows,
  ...more,
  attributes: { service: `service_contoh-${name}`, 'site-key': 'contoh', ...more.attributes },
  answers: { RatingForm: 'form-id', ...more.answers },
});

const board = (name, title, english, shows, found) => ({
  name: `board-${name}`,
  tag: 'kinerja-unit-leaderboard',
  title,
  english,
  shows,
  attributes: { tenant: '32.73', kind: 'puskesmas', period: '2026-Q3' },
  answers: { UnitLeaderboard: found },
});

const ofUnit = (tag, operation) => (name, title, english, shows, found) => ({
  name: `${tag.replace('kinerja-', '')}-${name}`,
  tag,
  title,
  english,
  shows,
  attributes: { unit: 'unit_contoh' },
  answers: { [operation]: found },
});
const card = ofUnit('kinerja-scorecard', 'UnitScorecard');
const badge = ofUnit('kinerja-index-badge', 'UnitIndex');
const trend = ofUnit('kinerja-trend', 'UnitTrend');
const replies = ofUnit('kinerja-public-replies', 'PublicReplies');

const time = (name, title, english, shows, found, attributes = {}) => ({
  name: `service-time-${name}`,
  tag: 'kinerja-service-time',
  title,
  english,
  shows,
  attributes: { service: 'service_contoh', ...attributes },
  answers: { ServiceTime: found, ServiceTimeChange: found },
});

const receipt = (name, title, english, shows, more = {}) => ({
  name: `receipt-${name}`,
  tag: 'kinerja-receipt',
  title,
  english,
  shows,
  attributes: {},
  answers: {},
  ...more,
});

/** @type {readonly State[]} */
export const STATES = [
  form(
    'loading',
    'Memuat; setelah 0,8 detik tautan di dalam tag muncul',
    'Loading, and slow: the link inside the tag appears',
    'Formulir biasa',
    {
      answers: { RatingForm: 'silent' },
    },
  ),
  form('question', 'Pertanyaan pertama', 'The first question', 'Pertanyaan 1 dari 9'),
  form('halfway', 'Pertanyaan kelima', 'The fifth question', 'Pertanyaan 5 dari 9', { steps: [answer(4)] }),
  form('mistake', 'Belum dijawab', 'Not answered', 'Masih ada yang perlu diperbaiki', { steps: [press] }),
  form('comment', 'Komentar dan profil', 'Comment and profile', 'Periksa jawaban', { steps: [answer(9)] }),
  form('review', 'Jawaban diperiksa', 'Answers reviewed', 'Kirim', { steps: review }),
  form(
    'receipt',
    'Terkirim, dengan tanda terima',
    'Sent, with its receipt',
    'Terima kasih, penilaian Saudara sudah tercatat.',
    {
      steps: send,
      answers: { SubmitFeedback: 'sent' },
    },
  ),
  form(
    'saved',
    'Tersimpan di perangkat, tanpa jaringan',
    'Saved on the device, without a network',
    'Tersimpan di perangkat ini, menunggu jaringan.',
    {
      steps: send,
      answers: { SubmitFeedback: 'dead' },
    },
  ),
  form(
    'later',
    'Tersimpan, server meminta menunggu',
    'Saved, the server asks for patience',
    'Tersimpan di perangkat ini, menunggu server.',
    {
      steps: send,
      answers: { SubmitFeedback: 'later' },
    },
  ),
  form('refused', 'Ditolak, dan kembali ke isian', 'Refused, and back at the form', 'Paling banyak 2.000 huruf.', {
    steps: send,
    answers: { SubmitFeedback: 'refused' },
  }),
  form('not-sent', 'Tidak terkirim', 'Could not be sent', 'Penilaian tidak terkirim, isiannya masih ada.', {
    steps: send,
    answers: { SubmitFeedback: 'forbidden' },
  }),
  form('dead', 'Server mati', 'Dead gateway', 'Server tidak terhubung. Periksa jaringan.', {
    answers: { RatingForm: 'dead' },
  }),
  form(
    'garbage',
    'Jawaban bukan dari server',
    'An answer that is not the gateway’s',
    'Server tidak terhubung. Periksa jaringan.',
    {
      answers: { RatingForm: 'garbage' },
    },
  ),
  form('unknown', 'Layanan tidak dikenal', 'Unknown service', 'Tidak ditemukan di server.', {
    answers: { RatingForm: 'no-service' },
  }),
  form(
    'wrong',
    'Atribut salah, disebut untuk pengelola',
    'A wrong attribute, named for the web admin',
    'layout="wizard" tidak dapat dipakai',
    {
      attributes: { layout: 'wizard' },
    },
  ),
  form('all', 'Semua pertanyaan sekaligus', 'All questions at once', 'Pertanyaan 9 dari 9', {
    attributes: { layout: 'all' },
  }),
  form('icons', 'Wajah besar, dibacakan', 'Large faces, read aloud', 'Pertanyaan 1 dari 9', {
    attributes: { layout: 'icons' },
  }),
  form('english', 'Bahasa Inggris', 'In English', 'Question 1 of 9', {
    attributes: { lang: 'en' },
    answers: { RatingForm: 'form-en' },
  }),
  form('sundanese', 'Bahasa Sunda', 'In Sundanese', 'Patarosan 1 ti 9', {
    attributes: { lang: 'su' },
    answers: { RatingForm: 'form-su' },
  }),
  form('javanese', 'Bahasa Jawa', 'In Javanese', 'Pitakènan 1 saking 9', {
    attributes: { lang: 'jv' },
    answers: { RatingForm: 'form-jv' },
  }),
  ...['light', 'dark', 'blue', 'neutral', 'contrast'].map((theme) =>
    form(theme, `Tema ${theme}`, `Theme ${theme}`, 'Pertanyaan 1 dari 9', { attributes: { theme } }),
  ),
  form('kiosk', 'Kios di loket, layar penuh', 'Kiosk at a counter, full screen', 'Pertanyaan 1 dari 9', {
    attributes: { mode: 'kiosk' },
    alone: true,
  }),
  board('published', 'Papan triwulan', 'Board of a quarter', 'Puskesmas Arcamanik', 'board'),
  board('provisional', 'Papan sementara', 'Provisional board', 'Sementara, keadaan', 'provisional-board'),
  board(
    'few',
    'Unit terlalu sedikit, yang lain disebut',
    'Too few units, the others named',
    'Puskesmas Ledeng',
    'few-units',
  ),
  board('empty', 'Papan kosong', 'Empty board', 'Papan ini tampil setelah paling sedikit 3 unit', 'empty-board'),
  board('dead', 'Server mati', 'Dead gateway', 'Server tidak terhubung. Periksa jaringan.', 'dead'),
  card('published', 'Kartu unit', 'Card of a unit', 'Waktu Penyelesaian', 'card'),
  card('withheld', 'Belum ditampilkan', 'Withheld', 'Belum ditampilkan: penilaian kurang dari 10.', 'withheld-card'),
  card('dead', 'Server mati', 'Dead gateway', 'Server tidak terhubung. Periksa jaringan.', 'dead'),
  badge('published', 'Indeks', 'Index', '82,50', 'badge'),
  badge('provisional', 'Sementara', 'Provisional', 'Sementara, keadaan', 'provisional-badge'),
  badge('withheld', 'Belum ditampilkan', 'Withheld', 'Belum ditampilkan: penilaian kurang dari 10.', 'withheld-badge'),
  trend('up', 'Naik', 'Up', 'Naik.', 'trend'),
  trend(
    'empty',
    'Belum dapat dibandingkan',
    'Nothing to compare yet',
    'Belum ada dua triwulan yang dapat dibandingkan.',
    'empty-trend',
  ),
  report('kinds', 'Jenis laporan dipilih', 'A kind is chosen', 'Yang ingin Saudara sampaikan'),
  report('one-kind', 'Hanya pengaduan', 'Complaints only', 'Apa yang terjadi, di mana, dan kapan?', {
    attributes: { kind: 'complaint' },
  }),
  report('mistake', 'Belum diisi', 'Not filled in', 'Masih ada yang perlu diperbaiki', { steps: [press] }),
  report('sent', 'Terkirim, dengan kode', 'Sent, with its code', 'Terima kasih, laporan Saudara sudah tersimpan.', {
    steps: sendReport,
    answers: { SubmitFeedback: 'sent' },
  }),
  report('none', 'Daerah tidak menerima laporan', 'The region takes none', 'Daerah ini tidak menerima laporan', {
    answers: { ReportForm: 'no-reports' },
  }),
  replies('published', 'Anda sampaikan, kami lakukan', 'You said, we did', 'Loket kedua dibuka', 'replies'),
  replies('none', 'Belum ada', 'None yet', 'Unit ini belum menulis', 'no-replies'),
  replies('dead', 'Server mati', 'Dead gateway', 'Server tidak terhubung. Periksa jaringan.', 'dead'),
  time('published', 'Waktu layanan', 'Service time', 'Menunggu dipanggil', 'times'),
  time('change', 'Sebelum dan sesudah', 'Before and after', 'Lebih cepat', 'times-change', {
    compare: '2026-Q2',
    period: '2026-Q3',
  }),
  time('hidden', 'Belum ditampilkan', 'Withheld', 'kurang dari 10 sebulan', 'hidden-times'),
  time('dead', 'Server mati', 'Dead gateway', 'Server tidak terhubung. Periksa jaringan.', 'dead'),
  receipt('ask', 'Kode diminta', 'Asks for the code', 'Kode tanda terima'),
  receipt('found', 'Ditemukan', 'Found', 'Sudah tercatat.', {
    attributes: { code: '3273-7K3M-9QXT-2WZ4-H8RN' },
    answers: { Receipt: 'receipt' },
  }),
  receipt('ticket', 'Laporan yang sudah dijawab', 'A report that was answered', 'Balas jawaban petugas', {
    attributes: { code: '3273-7K3M-9QXT-2WZ4-H8RN' },
    answers: { Receipt: 'ticket' },
  }),
  receipt('unknown', 'Tidak ditemukan', 'Not found', 'Tidak ada tanda terima dengan kode ini.', {
    attributes: { code: '3273-0000-0000-0000-0000' },
    answers: { Receipt: 'no-receipt' },
  }),
  {
    name: 'appraisal-desk-sign-in',
    tag: 'kinerja-appraisal-desk',
    title: 'Belum masuk, disebut untuk pengelola',
    english: 'Not signed in, named for the web admin',
    shows: 'token-provider="…"',
    attributes: {},
  },
  {
    name: 'appraisal-desk-sheet',
    tag: 'kinerja-appraisal-desk',
    title: 'Penilaian diri menunggu diisi',
    english: 'Self-assessment to be filled in',
    shows: 'Berorientasi Pelayanan',
    attributes: { token: 'contoh' },
    answers: { Scorecards: 'own-sheet', Scorecard: 'sheet' },
    steps: [openSteps],
  },
  {
    name: 'appraisal-desk-result',
    tag: 'kinerja-appraisal-desk',
    title: 'Hasil yang dapat dikeberatkan',
    english: 'A result that may be objected to',
    shows: 'Pertahankan mutu pelayanan di loket.',
    attributes: { token: 'contoh' },
    answers: { Scorecards: 'own-result', Scorecard: 'result' },
  },
  {
    name: 'appraisal-desk-dead',
    tag: 'kinerja-appraisal-desk',
    title: 'Server mati',
    english: 'Dead gateway',
    shows: 'Server tidak terhubung. Periksa jaringan.',
    attributes: { token: 'contoh' },
  },
  {
    name: 'ticket-desk-sign-in',
    tag: 'kinerja-ticket-desk',
    title: 'Meja laporan, token diminta',
    english: 'Desk of the office, a token is asked for',
    shows: 'Token masuk',
    attributes: { 'ask-token': '' },
  },
  {
    name: 'builder-regions',
    tag: 'kinerja-builder',
    title: 'Perakit, daerah dapat dipilih',
    english: 'Builder, a region can be chosen',
    shows: '2. Lihat',
    attributes: {},
    answers: { EmbeddableRegions: 'regions' },
  },
];
