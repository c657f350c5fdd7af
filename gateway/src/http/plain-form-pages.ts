import { html } from 'hono/html';
import { PROFILE_KEYS, type Questionnaire, SCORES } from '../domain/questionnaire.ts';
import type { Issue } from '../domain/score.ts';
import { inLanguage } from '../domain/text.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';

/** What the page says around the questionnaire; Indonesian is the measure, English the second language. */
const WORDS = {
  id: {
    lang: 'id',
    title: 'Survei Kepuasan Masyarakat',
    sample: 'Data contoh: situs peragaan, bukan penilaian sungguhan.',
    intro: 'Sembilan pertanyaan singkat, tanpa akun dan tanpa NIK. Jawaban Saudara memperbaiki layanan ini.',
    optional: 'boleh dilewati',
    skip: 'Lewati, tidak saya alami',
    comment: 'Saran atau masukan',
    commentHint: `Tidak wajib, paling banyak ${MAX_COMMENT} karakter. Jangan tulis nama, NIK, atau nomor telepon.`,
    profile: 'Tentang Saudara (tidak wajib)',
    noAnswer: '— tidak diisi —',
    send: 'Kirim penilaian',
    problems: 'Belum terkirim. Periksa:',
    thanks: 'Terima kasih, penilaian Saudara sudah tersimpan.',
    replayed: 'Penilaian ini sudah tersimpan sebelumnya; tidak dicatat dua kali.',
    code: 'Kode tanda terima',
    keep: 'Simpan kode ini. Dengan kode ini Saudara dapat memeriksa bahwa penilaian sudah tercatat, tanpa akun.',
    received: 'Diterima',
    another: 'Isi penilaian lain',
    keyReused:
      'Formulir ini sudah pernah dikirim dengan isi lain, dan isi yang pertama tetap tersimpan. Untuk menilai lagi, buka formulir baru.',
    tooMany: (seconds: number) =>
      `Terlalu banyak kiriman dari jaringan ini. Isian Saudara masih ada di bawah; kirim lagi dalam ${seconds} detik.`,
  },
  en: {
    lang: 'en',
    title: 'Public Satisfaction Survey',
    sample: 'Sample data: a demonstration site, not real ratings.',
    intro: 'Nine short questions, no account and no identity number. Your answers improve this service.',
    optional: 'may be skipped',
    skip: 'Skip, does not apply to me',
    comment: 'Suggestions',
    commentHint: `Not required, at most ${MAX_COMMENT} characters. Please write no name, identity or telephone number.`,
    profile: 'About you (not required)',
    noAnswer: '— no answer —',
    send: 'Send rating',
    problems: 'Not sent yet. Please check:',
    thanks: 'Thank you, your rating has been stored.',
    replayed: 'This rating had been stored before; it was not counted twice.',
    code: 'Receipt code',
    keep: 'Keep this code. With it you can check that your rating was recorded, without an account.',
    received: 'Received',
    another: 'Give another rating',
    keyReused: 'This form was sent before with other content, which stays stored. To rate again, open a new form.',
    tooMany: (seconds: number) =>
      `Too much was sent from this network. Your entries are still below; send again in ${seconds} seconds.`,
  },
} as const;

/** Texts of the plain pages in one language. */
export type FormWords = (typeof WORDS)['id'] | (typeof WORDS)['en'];

/** English for `en`, Indonesian for everything else. */
export const wordsIn = (lang: string | null): FormWords =>
  lang?.toLowerCase().startsWith('en') === true ? WORDS.en : WORDS.id;

/** The pages style themselves; they load nothing, run nothing, and send to themselves only. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors *";

const STYLE = `
:root{color-scheme:light dark;--ink:#16212c;--soft:#4b5b69;--line:#b8c4ce;--paper:#fff;--accent:#0b5394;--warn:#a4161a;--tint:#eef4fa}
@media (prefers-color-scheme:dark){:root{--ink:#eef2f6;--soft:#b3c0cc;--line:#52616e;--paper:#121a22;--accent:#8cc2ff;--warn:#ff9b9b;--tint:#1c2833}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,"Segoe UI",Roboto,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1.25rem 1rem 4rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
.who{color:var(--soft);margin:0 0 1rem}.sample{border:2px dashed var(--warn);color:var(--warn);padding:.5rem .75rem;font-weight:600;border-radius:.4rem}
fieldset{border:1px solid var(--line);border-radius:.5rem;margin:0 0 1rem;padding:.75rem 1rem 1rem}legend{font-weight:600;padding:0 .35rem}
fieldset.wrong{border:2px solid var(--warn)}.hint,.soft{color:var(--soft);font-size:.95rem;font-weight:400}
label.answer{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;padding:.35rem .25rem;cursor:pointer;border-radius:.35rem}
label.answer:hover{background:var(--tint)}input[type=radio]{width:1.35rem;height:1.35rem;flex:none;accent-color:var(--accent)}
textarea,select{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.35rem;padding:.6rem}
label.field{display:block;margin:.5rem 0 .25rem;font-weight:600}
button{font:inherit;font-weight:700;min-height:3rem;padding:.6rem 1.5rem;border:0;border-radius:.4rem;background:var(--accent);color:var(--paper);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.problems{border:2px solid var(--warn);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem}
.problems h2{font-size:1.1rem;margin:0 0 .25rem;color:var(--warn)}.problems a{color:inherit}.message{color:var(--warn);margin:.25rem 0;font-weight:600}
.code{font:700 1.4rem/1.4 ui-monospace,Menlo,Consolas,monospace;background:var(--tint);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;overflow-wrap:anywhere}
a{color:var(--accent)}@media print{button,.soft{display:none}}`;

type Html = ReturnType<typeof html>;

const layout = (words: FormWords, title: string, body: Html): Html => html`<!doctype html>
<html lang="${words.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <style>
      ${STYLE}
    </style>
  </head>
  <body>
    <main>${body}</main>
  </body>
</html>`;

/** Everything that the form page shows. */
export interface FormPage {
  readonly words: FormWords;
  readonly service: string;
  readonly unit: string;
  readonly tenant: string;
  readonly sampleData: boolean;
  readonly questionnaire: Questionnaire;
  readonly submissionKey: string;
  /** What was entered before, by field name. */
  readonly entered: URLSearchParams;
  readonly issues: readonly Issue[];
  /** Said above the form when it could not be sent for a reason that is in no field. */
  readonly notice: string | null;
}

/** The field that an issue belongs to. */
const fieldOf = (path: string): string => {
  const [, second] = path.split('.');
  if (path.startsWith('answers.') && second !== undefined) return `answers.${second}`;
  return path;
};

const idOf = (field: string) => field.replaceAll('.', '-');

const problems = ({ words, issues, notice }: FormPage): Html | '' =>
  issues.length === 0 && notice === null
    ? ''
    : html`<div class="problems" role="alert">
        <h2>${notice ?? words.problems}</h2>
        <ul>
          ${issues.map(({ path, message }) => html`<li><a href="#${idOf(fieldOf(path))}">${message}</a></li>`)}
        </ul>
      </div>`;

const messages = (issues: readonly Issue[], field: string): Html[] =>
  issues.filter(({ path }) => fieldOf(path) === field).map(({ message }) => html`<p class="message">${message}</p>`);

/** The form, which works without JavaScript. */
export const formPage = (page: FormPage): Html => {
  const { words, questionnaire, entered, issues } = page;
  const { lang } = words;
  const elements = questionnaire.elements.map((element, place) => {
    const field = `answers.${element.key}`;
    const given = entered.get(field);
    const wrong = messages(issues, field);
    return html`<fieldset id="${idOf(field)}" class="${wrong.length > 0 ? 'wrong' : ''}">
      <legend>${place + 1}. ${inLanguage(element.label, lang)} ${element.required ? '' : html`<span class="hint">(${words.optional})</span>`}</legend>
      <p>${inLanguage(element.question, lang)}</p>
      ${wrong}
      ${SCORES.map(
        (score) =>
          html`<label class="answer"
            ><input type="radio" name="${field}" value="${score}" ${element.required ? 'required' : ''} ${given === String(score) ? 'checked' : ''} />
            <span>${inLanguage(element.answers[score - 1] ?? { id: String(score) }, lang)}</span></label
          >`,
      )}
      ${
        element.required
          ? ''
          : html`<label class="answer"><input type="radio" name="${field}" value="" ${given === '' ? 'checked' : ''} /> <span>${words.skip}</span></label>`
      }
    </fieldset>`;
  });
  const profile = PROFILE_KEYS.flatMap((key) => {
    const field = questionnaire.profile.find((candidate) => candidate.key === key);
    if (field === undefined) return [];
    const name = `respondent.${key}`;
    return [
      html`<label class="field" for="${idOf(name)}">${inLanguage(field.label, lang)}</label>
        ${messages(issues, name)}
        <select id="${idOf(name)}" name="${name}">
          <option value="">${words.noAnswer}</option>
          ${field.options.map(
            ({ code, label }) =>
              html`<option value="${code}" ${entered.get(name) === code ? 'selected' : ''}>${inLanguage(label, lang)}</option>`,
          )}
        </select>`,
    ];
  });
  return layout(
    words,
    `${words.title} — ${page.service}`,
    html`<p class="who">${page.tenant} · ${page.unit}</p>
      <h1>${words.title}: ${page.service}</h1>
      ${page.sampleData ? html`<p class="sample">${words.sample}</p>` : ''}
      <p class="soft">${words.intro}</p>
      ${problems(page)}
      <form method="post" accept-charset="utf-8">
        <input type="hidden" name="submissionKey" value="${page.submissionKey}" />
        <input type="hidden" name="questionnaireVersion" value="${questionnaire.version}" />
        ${elements}
        <label class="field" for="comment">${words.comment}</label>
        <p class="hint" id="comment-hint">${words.commentHint}</p>
        ${messages(issues, 'comment')}
        <textarea id="comment" name="comment" rows="4" maxlength="${MAX_COMMENT}" aria-describedby="comment-hint">${entered.get('comment') ?? ''}</textarea>
        ${profile.length === 0 ? '' : html`<fieldset><legend>${words.profile}</legend>${profile}</fieldset>`}
        <p><button type="submit">${words.send}</button></p>
      </form>`,
  );
};

/** What the receipt page shows. */
export interface ReceiptPage {
  readonly words: FormWords;
  readonly service: string;
  readonly code: string;
  readonly receivedAt: string;
  readonly replayed: boolean;
  readonly sampleData: boolean;
  readonly formPath: string;
}

/** The receipt. */
export const receiptPage = ({ words, service, code, receivedAt, replayed, sampleData, formPath }: ReceiptPage): Html =>
  layout(
    words,
    words.thanks,
    html`<h1>${words.thanks}</h1>
      ${sampleData ? html`<p class="sample">${words.sample}</p>` : ''}
      ${replayed ? html`<p>${words.replayed}</p>` : ''}
      <p>${service}</p>
      <h2>${words.code}</h2>
      <p class="code">${code}</p>
      <p>${words.keep}</p>
      <p class="soft">${words.received}: ${receivedAt}</p>
      <p><a href="${formPath}">${words.another}</a></p>`,
  );

/** A page that says one thing, with a way back to a fresh form. */
export const noticePage = (words: FormWords, text: string, formPath: string): Html =>
  layout(
    words,
    words.title,
    html`<h1>${words.title}</h1><div class="problems" role="alert"><p>${text}</p></div><p><a href="${formPath}">${words.another}</a></p>`,
  );
