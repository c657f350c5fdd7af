// @ts-check
// The pages of the portal.

/** @type {Readonly<Record<string, string>>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (/** @type {string} */ text) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/**
 * A template whose values are texts, except those that another template made.
 *
 * @param {TemplateStringsArray} parts
 * @param {readonly (string | { readonly html: string } | readonly { readonly html: string }[])[]} values
 */
const html = (parts, ...values) => ({
  html: String.raw(
    { raw: parts },
    ...values.map((value) => {
      if (typeof value === 'string') return escaped(value);
      return 'html' in value ? value.html : value.map((one) => one.html).join('');
    }),
  ),
});

/**
 * @param {string} title
 * @param {{ readonly html: string }} head
 * @param {{ readonly html: string }} body
 */
const page = (title, head, body) =>
  html`<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · SIMPEG contoh</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="portal.css">
    ${head}
  </head>
  <body>
    ${body}
  </body>
</html>
`.html;

const SAMPLE = html`<aside class="sample" aria-label="Data contoh">Portal contoh, bukan portal resmi. Semua pegawai dan penilaian di sini adalah
  <strong>data contoh</strong>.</aside>`;

/**
 * Who wants to sign in; without a password, for it is an example, and the page says so.
 *
 * @param {object} options
 * @param {import('./portal.mjs').Region} options.region
 * @param {readonly import('./portal.mjs').Region[]} options.regions
 * @param {readonly import('./portal.mjs').Person[]} options.people
 */
export const loginPage = ({ region, regions, people }) =>
  page(
    'Masuk',
    html``,
    html`<header class="navbar"><span class="navbar-brand">SIMPEG contoh</span></header>
    ${SAMPLE}
    <main class="login">
      <h1>Login contoh <small>tanpa kata sandi</small></h1>
      <p>Pilih sebagai siapa Saudara masuk. Portal yang sungguhan memeriksa kata sandi di sini.</p>
      <ul class="regions">
        ${regions.map(({ code, name }) =>
          code === region.code
            ? html`<li><strong>${name}</strong></li>`
            : html`<li><a href="login?region=${code}">${name}</a></li>`,
        )}
      </ul>
      <div class="panel">
        <div class="panel-heading">Pegawai contoh ${region.name}</div>
        <form method="post" action="login">
          <input type="hidden" name="region" value="${region.code}">
          <ul class="list-group">
            ${people.map(
              ({ name, post, unit, role }, at) => html`<li>
              <button name="person" value="${String(at)}"><strong>${name}</strong>${
                role === undefined ? html`` : html` <span class="label">${role}</span>`
              }<br>
                <span class="small">${post}, ${unit}</span></button>
            </li>`,
            )}
          </ul>
        </form>
      </div>
    </main>`,
  );

/**
 * @typedef {object} Shown
 * @property {string} region
 * @property {import('./portal.mjs').Person} person
 * @property {string} gateway
 * @property {string} widgets Address of the widgets' file.
 * @property {string} mark Names the person to the portal's own server.
 */

/**
 * A page of whoever is signed in.
 *
 * @param {Shown} shown
 * @param {'' | 'unit' | 'laporan'} path
 * @param {string} title
 * @param {{ readonly html: string }} content
 */
const inside = ({ person, widgets, mark }, path, title, content) => {
  const item = (/** @type {string} */ to, /** @type {string} */ words) =>
    to === path ? html`<a href="./${to}" aria-current="page">${words}</a>` : html`<a href="./${to}">${words}</a>`;
  return page(
    title,
    html`<script src="portal.js" data-person="${mark}" defer></script>
    <script type="module" src="${widgets}"></script>`,
    html`<header class="navbar">
      <a class="navbar-brand" href="./">SIMPEG contoh</a>
      <span>${person.name} <form method="post" action="logout"><button class="btn">Keluar</button></form></span>
    </header>
    ${SAMPLE}
    <div class="layout">
      <nav class="sidebar" aria-label="Menu">
        <p>${person.post}<br>${person.unit}</p>
        ${item('', 'Kinerja saya')}${person.unitId === undefined ? html`` : item('unit', 'Kinerja unit')}${item('laporan', 'Laporan warga')}
      </nav>
      <main class="content">
        <h1>${title} <small>${person.name}</small></h1>
        <p class="alert" id="sesi-berakhir" role="alert" hidden>Sesi portal untuk ${person.name} sudah berakhir. <a href="login" target="_blank">Masuk lagi
          di tab baru</a> sebagai orang yang sama, lalu coba lagi; isian Saudara di sini tetap ada.</p>
        ${content}
      </main>
    </div>`,
  );
};

/**
 * The scorecard of whoever is signed in, with what waits for him: as an employee, a rater, an evaluator or an administrator.
 *
 * @param {Shown} shown
 */
export const scorecardPage = (shown) =>
  inside(
    shown,
    '',
    'Kinerja saya',
    html`<div class="panel">
      <div class="panel-heading">Kartu kinerja${shown.person.role === undefined ? html`` : html` <span class="label">${shown.person.role}</span>`}</div>
      <div class="panel-body">
        <kinerja-scorecard gateway="${shown.gateway}" token-provider="kinerjaToken" lang="id">
          <p>Kartu kinerja memerlukan JavaScript. Bila tetap tidak tampil, hubungi pengelola kepegawaian.</p>
        </kinerja-scorecard>
      </div>
    </div>`,
  );

/**
 * The public scorecard of the person's unit.
 *
 * @param {Shown} shown
 */
export const unitPage = (shown) =>
  inside(
    shown,
    'unit',
    'Kinerja unit',
    html`<div class="panel">
      <div class="panel-heading">${shown.person.unit}</div>
      <div class="panel-body">
        <kinerja-scorecard gateway="${shown.gateway}" unit="${shown.person.unitId ?? ''}" lang="id">
          <p>Kartu kinerja unit memerlukan JavaScript.</p>
        </kinerja-scorecard>
      </div>
    </div>`,
  );

/**
 * The desk of the office: what citizens have reported to the person's unit, or what she was given.
 *
 * @param {Shown} shown
 */
export const reportsPage = (shown) =>
  inside(
    shown,
    'laporan',
    'Laporan warga',
    html`<div class="panel">
      <div class="panel-heading">Pengaduan, aspirasi, dan permintaan informasi</div>
      <div class="panel-body">
        <kinerja-ticket-desk gateway="${shown.gateway}" token-provider="kinerjaToken" lang="id">
          <p>Meja laporan memerlukan JavaScript, dan widget Kinerja 0.3.0 atau yang lebih baru.</p>
        </kinerja-ticket-desk>
      </div>
    </div>`,
  );
