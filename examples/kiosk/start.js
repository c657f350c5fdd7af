// The page at the counter: the form of the service that was set up, as a kiosk.
import { lookForNews, onOldQuestions, workOffline } from './offline.js';
import { addressOf, readSettings, readSite } from './settings.js';

const NEWS_MS = 3_600_000;
/** Questions are changed once in years: a month without a network is worth a word to the staff. */
const OLD_MS = 30 * 86_400_000;

onOldQuestions((day) => {
  if (Date.now() - Date.parse(day) < OLD_MS) return;
  const since = new Date(day).toLocaleDateString('id', { dateStyle: 'long' });
  const note = document.querySelector('#stale');
  note.textContent = `Pertanyaan tersimpan sejak ${since} dan belum diperiksa lagi: server tidak terhubung. Petugas: periksa jaringan.`;
  note.hidden = false;
  document.body.classList.add('is-stale');
});

/** Loads the page anew when there are newer files, and nobody is at it. */
function stayUpToDate(form) {
  let isTouched = false;
  let hasNews = false;
  const renew = () => hasNews && !isTouched && location.reload();
  form.addEventListener('pointerdown', () => {
    isTouched = true;
  });
  form.addEventListener('kinerja-restart', () => {
    isTouched = false;
    renew();
  });
  setInterval(async () => {
    hasNews ||= await lookForNews();
    renew();
  }, NEWS_MS);
}

function show(site, { service, place, layout, token }) {
  const form = document.createElement('kinerja-rating-form');
  const attributes = { mode: 'kiosk', service, place, layout, 'site-key': site.siteKey, gateway: site.gateway };
  for (const [name, value] of Object.entries(attributes)) if (value) form.setAttribute(name, value);
  form.deviceToken = token || null;
  form.append('Maaf, kios belum siap. Mohon hubungi petugas.');
  document.querySelector('#screen').append(form);
  stayUpToDate(form);
}

await workOffline();
const site = await readSite();
const settings = readSettings() ?? { service: site.service, layout: 'icons' };
if (settings.service) {
  await import(addressOf(site, 'kinerja.js'));
  show(site, settings);
} else location.replace('petugas.html');
