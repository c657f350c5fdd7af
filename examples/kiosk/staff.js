// The staff's page: behind a PIN, what waits on this device, and its settings.
import { workOffline } from './offline.js';
import { pinProblem, sealPin } from './pin.js';
import { addressOf, keepSettings, readSettings, readSite } from './settings.js';

/** Left alone, the screen is the visitors' again. */
const IDLE_MS = 120_000;
const LOOK_MS = 2_000;

const element = (id) => document.getElementById(id);
const list = (id, sentences) =>
  element(id).replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement('li');
      item.textContent = sentence;
      return item;
    }),
  );

const settings = readSettings();

async function openRoom() {
  element('gate').hidden = true;
  element('room').hidden = false;
  element('room').querySelector('h2').focus();
  const site = await readSite();
  fillIn(site);
  await tellDevice();
  // The family's file sends what waits; the kiosk's tells of it.
  await import(addressOf(site, 'kinerja.js'));
  watchQueue(await import(addressOf(site, 'kiosk.js')));
}

function watchQueue({ queueSentences, resendFailed, discardFailed }) {
  const tell = () => {
    const sentences = queueSentences(document.documentElement);
    list('queue', sentences.length > 0 ? sentences : ['Semua penilaian sudah terkirim.']);
    element('failed-tools').hidden = !sentences.some((sentence) => sentence.includes('belum diterima'));
  };
  element('resend').addEventListener('click', () => {
    resendFailed(readSettings()?.token ?? null);
    tell();
  });
  element('discard').addEventListener('click', ({ target }) => {
    if (target.dataset.sure) discardFailed();
    target.dataset.sure = target.dataset.sure ? '' : 'yes';
    target.textContent = target.dataset.sure ? 'Yakin? Tekan sekali lagi untuk menghapus' : 'Hapus yang belum diterima';
    tell();
  });
  tell();
  setInterval(tell, LOOK_MS);
}

async function tellDevice() {
  const isOffline = await workOffline();
  const isKept = await navigator.storage?.persisted?.();
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const yes = (fact, good, bad) => (fact ? good : bad);
  list('device', [
    yes(navigator.onLine, 'Terhubung ke jaringan.', 'Tidak ada jaringan.'),
    yes(
      isOffline,
      'Siap dipakai tanpa jaringan.',
      'Belum siap dipakai tanpa jaringan: buka lewat https, lalu muat ulang.',
    ),
    yes(isKept, 'Penyimpanan dijamin peramban.', 'Penyimpanan belum dijamin peramban: pasang kios sebagai aplikasi.'),
    yes(
      voices.some(({ lang }) => /^(id|in)\b/i.test(lang.replace('_', '-'))),
      'Ada suara bahasa Indonesia untuk membacakan.',
      'Tidak ada suara bahasa Indonesia: tombol “Bacakan” tidak tampil.',
    ),
  ]);
}

function fillIn(site) {
  element('service').value = settings?.service ?? site.service;
  element('place').value = settings?.place ?? '';
  element('layout').value = settings?.layout ?? 'icons';
  element('token-hint').textContent = settings?.token
    ? 'Token sudah terpasang dan tidak ditampilkan lagi. Isi hanya untuk menggantinya.'
    : 'Dari pengelola, mulai dengan device_. Boleh kosong untuk mencoba.';
  element('new-pin-hint').textContent = settings?.pin
    ? 'PIN sudah ada. Isi hanya untuk menggantinya, 4 sampai 8 angka.'
    : '4 sampai 8 angka. Tanpa PIN yang benar tidak ada yang bisa membuka halaman ini.';
}

/** What is wrong, by the id of the field. */
const problemsOf = ({ service, token, pin }) => ({
  service: /^service_[\w-]+$/.test(service) ? '' : 'Id layanan belum benar; salin utuh dari pengelola.',
  token: /^(device_[\w-]+\.[\w-]+)?$/.test(token) ? '' : 'Token belum benar; salin utuh dari pengelola.',
  'new-pin': /^\d{4,8}$/.test(pin) || (settings?.pin && pin === '') ? '' : 'PIN harus 4 sampai 8 angka.',
});

async function save(event) {
  event.preventDefault();
  const given = Object.fromEntries([...new FormData(event.target)].map(([name, value]) => [name, value.trim()]));
  const problems = Object.entries(problemsOf(given));
  for (const [id, problem] of problems) {
    element(`${id}-problem`).textContent = problem;
    element(id).setAttribute('aria-invalid', String(problem !== ''));
  }
  const wrong = problems.find(([, problem]) => problem !== '');
  if (wrong) {
    element(wrong[0]).focus();
    return;
  }
  keepSettings({
    service: given.service,
    place: given.place,
    layout: given.layout,
    token: given.token || settings?.token || '',
    pin: given.pin ? await sealPin(given.pin) : settings.pin,
  });
  location.replace('./');
}

async function enter(event) {
  event.preventDefault();
  const field = element('pin');
  const told = element('pin-problem');
  told.textContent = '';
  field.disabled = true;
  told.textContent = await pinProblem(field.value, settings.pin);
  field.value = '';
  field.disabled = false;
  if (told.textContent === '') await openRoom();
  else field.focus();
}

function goBackWhenIdle() {
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace('./'), IDLE_MS);
  };
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, wait);
  wait();
}

element('settings').addEventListener('submit', save);
element('gate').addEventListener('submit', enter);
if (settings?.pin) {
  element('gate').hidden = false;
  element('pin').focus();
} else await openRoom();
if (settings) goBackWhenIdle();
