import type { Language } from '../domain/text.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';
import { MAX_PLACE } from '../feedback/clean-place.ts';

/** What the plain pages say around the questionnaire; the compiler asks every language for all of it. */
export interface FormWords {
  readonly title: string;
  readonly sample: string;
  /** Names the links to the same page in other languages. */
  readonly languages: string;
  /** Said where nobody who grew up with the language has checked the words yet. */
  readonly awaitingReview: string;
  /** Said where the questionnaire is not there in the language of the page. */
  readonly askedInIndonesian: string;
  readonly intro: (questions: number) => string;
  /** Names the counter or room that the address says. */
  readonly place: string;
  readonly wrongPlace: string;
  readonly withoutPlace: string;
  readonly optional: string;
  readonly skip: string;
  readonly comment: string;
  readonly commentHint: string;
  readonly profile: string;
  readonly noAnswer: string;
  readonly send: string;
  readonly problems: string;
  readonly chooseAnswer: string;
  readonly chooseOption: string;
  readonly commentWrong: string;
  /** Names the code on the queue ticket, says what it is for, and why it cannot be used. */
  readonly visitCode: string;
  readonly visitCodeHint: string;
  readonly visitCodeWrong: string;
  readonly nothingGiven: string;
  readonly questionsChanged: string;
  readonly thanks: string;
  readonly replayed: string;
  readonly code: string;
  readonly keep: string;
  readonly received: string;
  readonly another: string;
  readonly keyReused: string;
  readonly tooMany: (seconds: number) => string;
}

/** Indonesian is the measure; Sundanese is polite without being stiff, Javanese is krama. */
export const FORM_WORDS: Readonly<Record<Language, FormWords>> = {
  id: {
    title: 'Survei Kepuasan Masyarakat',
    sample: 'Data contoh: situs peragaan, bukan penilaian sungguhan.',
    languages: 'Bahasa',
    awaitingReview: 'Terjemahan ini menunggu pemeriksaan penutur asli.',
    askedInIndonesian: 'Pertanyaan di bawah ini memakai bahasa Indonesia.',
    intro: (questions) =>
      `${questions} pertanyaan singkat, tanpa akun dan tanpa NIK. Jawaban Saudara memperbaiki layanan ini.`,
    place: 'Tempat',
    wrongPlace: `Tempat pada alamat ini bukan nama loket atau ruang: yang diharapkan paling banyak ${MAX_PLACE} huruf, angka, dan tanda baca biasa. Periksa lagi alamatnya, atau nilai layanan ini tanpa menyebut tempat.`,
    withoutPlace: 'Isi penilaian tanpa menyebut tempat',
    optional: 'boleh dilewati',
    skip: 'Lewati, tidak saya alami',
    comment: 'Saran atau masukan',
    commentHint: `Tidak wajib, paling banyak ${MAX_COMMENT} huruf. Jangan tulis nama, NIK, atau nomor telepon.`,
    profile: 'Tentang Saudara (tidak wajib)',
    noAnswer: '— tidak diisi —',
    send: 'Kirim penilaian',
    problems: 'Belum terkirim. Periksa:',
    chooseAnswer: 'Pilih salah satu jawaban.',
    chooseOption: 'Pilih dari daftar, atau biarkan kosong.',
    commentWrong: `Saran paling banyak ${MAX_COMMENT} huruf, berisi tulisan biasa.`,
    visitCode: 'Kode kunjungan',
    visitCodeHint:
      'Tercetak di nomor antrean, berlaku sekali. Kode ini membuktikan bahwa Saudara memang datang. Nama Saudara tetap tidak diketahui.',
    visitCodeWrong:
      'Kode ini bukan untuk layanan ini, sudah dipakai, atau sudah lewat waktunya. Periksa lagi, atau kosongkan untuk menilai tanpa kode.',
    nothingGiven: 'Belum ada isinya. Jawab pertanyaannya, atau tulis saran.',
    questionsChanged: 'Pertanyaannya baru saja diganti. Periksa lagi jawaban Saudara, lalu kirim.',
    thanks: 'Terima kasih, penilaian Saudara sudah tersimpan.',
    replayed: 'Penilaian ini sudah tersimpan sebelumnya; tidak dicatat dua kali.',
    code: 'Kode tanda terima',
    keep: 'Simpan kode ini. Dengan kode ini Saudara dapat memeriksa bahwa penilaian sudah tercatat, tanpa akun.',
    received: 'Diterima',
    another: 'Isi penilaian lain',
    keyReused:
      'Formulir ini sudah pernah dikirim dengan isi lain, dan isi yang pertama tetap tersimpan. Untuk menilai lagi, buka formulir baru.',
    tooMany: (seconds) =>
      `Terlalu banyak kiriman dari jaringan ini. Isian Saudara masih ada di bawah; kirim lagi dalam ${seconds} detik.`,
  },
  en: {
    title: 'Public Satisfaction Survey',
    sample: 'Sample data: a demonstration site, not real ratings.',
    languages: 'Language',
    awaitingReview: 'This translation waits to be checked by a native speaker.',
    askedInIndonesian: 'The questions are in Indonesian.',
    intro: (questions) =>
      `Short questions: ${questions}. No account and no identity number. Your answers improve this service.`,
    place: 'Place',
    wrongPlace: `The place in this address is not the name of a counter or room: at most ${MAX_PLACE} letters, digits and common punctuation are expected. Please check the address again, or rate this service without naming a place.`,
    withoutPlace: 'Rate without naming a place',
    optional: 'may be skipped',
    skip: 'Skip, does not apply to me',
    comment: 'Suggestions',
    commentHint: `Not required, at most ${MAX_COMMENT} characters. Please write no name, identity or telephone number.`,
    profile: 'About you (not required)',
    noAnswer: '— no answer —',
    send: 'Send rating',
    problems: 'Not sent yet. Please check:',
    chooseAnswer: 'Choose one answer.',
    chooseOption: 'Choose from the list, or leave it empty.',
    commentWrong: `Suggestions have at most ${MAX_COMMENT} characters of plain text.`,
    visitCode: 'Visit code',
    visitCodeHint:
      'Printed on the queue ticket, good for one rating. It proves that you were there. Your name stays unknown.',
    visitCodeWrong:
      'This code is not for this service, was used, or is too old. Check it, or leave it empty to rate without a code.',
    nothingGiven: 'Nothing is filled in yet. Answer the questions, or write a suggestion.',
    questionsChanged: 'The questions have just been changed. Please check your answers again, then send.',
    thanks: 'Thank you, your rating has been stored.',
    replayed: 'This rating had been stored before; it was not counted twice.',
    code: 'Receipt code',
    keep: 'Keep this code. With it you can check that your rating was recorded, without an account.',
    received: 'Received',
    another: 'Give another rating',
    keyReused: 'This form was sent before with other content, which stays stored. To rate again, open a new form.',
    tooMany: (seconds) =>
      `Too much was sent from this network. Your entries are still below; send again in ${seconds} seconds.`,
  },
  su: {
    title: 'Survéy Kasugemaan Masarakat',
    sample: 'Data conto: situs pintonan, sanés pangajén nu saleresna.',
    languages: 'Basa',
    awaitingReview: 'Tarjamahan ieu ngantosan dipariksa ku panyatur asli.',
    askedInIndonesian: 'Patarosanana dina basa Indonésia.',
    intro: (questions) =>
      `${questions} patarosan pondok, tanpa akun sareng tanpa NIK. Waleran Anjeun ngabantos ngaronjatkeun palayanan ieu.`,
    place: 'Tempat',
    wrongPlace: `Tempat dina alamat ieu sanés nami lokét atanapi rohangan: paling seueur ${MAX_PLACE} hurup, angka, sareng tanda baca biasa. Mangga parios deui alamatna, atanapi ajén palayanan ieu tanpa nyebatkeun tempat.`,
    withoutPlace: 'Eusian pangajén tanpa nyebatkeun tempat',
    optional: 'kénging dikantunkeun',
    skip: 'Kantunkeun, teu kaalaman ku abdi',
    comment: 'Saran atanapi pamendak',
    commentHint: `Teu wajib, paling seueur ${MAX_COMMENT} hurup. Ulah nyerat nami, NIK, atanapi nomer telepon.`,
    profile: 'Ngeunaan Anjeun (teu wajib)',
    noAnswer: '— henteu dieusian —',
    send: 'Kintunkeun pangajén',
    problems: 'Tacan kakintun. Mangga parios:',
    chooseAnswer: 'Mangga pilih salah sahiji waleran.',
    chooseOption: 'Mangga pilih tina daptar, atanapi kosongkeun.',
    commentWrong: `Saran paling seueur ${MAX_COMMENT} hurup, eusina tulisan biasa.`,
    visitCode: 'Kode kadatangan',
    visitCodeHint:
      'Kacitak dina nomer antrian, mung tiasa dianggo sakali. Kode ieu ngabuktikeun yén Sadérék leres-leres sumping. Nami Sadérék tetep teu kauninga.',
    visitCodeWrong:
      'Kode ieu sanés kanggo layanan ieu, parantos dianggo, atanapi parantos lami teuing. Pariksa deui, atanapi kosongkeun kanggo meunteun tanpa kode.',
    nothingGiven: 'Tacan aya eusina. Mangga waler patarosanana, atanapi serat saran.',
    questionsChanged: 'Patarosanana nembé pisan digentos. Mangga parios deui waleran Anjeun, teras kintunkeun.',
    thanks: 'Hatur nuhun, pangajén Anjeun parantos disimpen.',
    replayed: 'Pangajén ieu parantos disimpen sateuacanna; henteu dicatet dua kali.',
    code: 'Kode tanda tarima',
    keep: 'Simpen kode ieu. Ku kode ieu Anjeun tiasa mariksa yén pangajén parantos kacatet, tanpa akun.',
    received: 'Ditampi',
    another: 'Eusian pangajén sanés',
    keyReused:
      'Formulir ieu parantos kantos dikintunkeun kalayan eusi sanés, sareng eusi nu kahiji tetep disimpen. Kanggo ngajén deui, buka formulir énggal.',
    tooMany: (seconds) =>
      `Seueur teuing kiriman tina jaringan ieu. Eusian Anjeun masih aya di handap; kintunkeun deui dina ${seconds} detik.`,
  },
  jv: {
    title: 'Survéi Kamareman Masarakat',
    sample: 'Data conto: situs peragaan, sanès pambiji saèstu.',
    languages: 'Basa',
    awaitingReview: 'Terjemahan punika ngentosi dipunpriksa déning panutur asli.',
    askedInIndonesian: 'Pitakènanipun mawi basa Indonésia.',
    intro: (questions) =>
      `${questions} pitakènan cekak, tanpa akun lan tanpa NIK. Wangsulan panjenengan ndadosaken paladosan punika langkung saé.`,
    place: 'Papan',
    wrongPlace: `Papan ing alamat punika sanès nami lokèt utawi ruwang: paling kathah ${MAX_PLACE} aksara, angka, lan tandha waca limrah. Mangga alamatipun dipunpriksa malih, utawi paladosan punika dipunbiji tanpa nyebat papan.`,
    withoutPlace: 'Ngisi pambiji tanpa nyebat papan',
    optional: 'kénging dipunlangkungi',
    skip: 'Langkungi, kula boten ngalami',
    comment: 'Saran utawi pamrayogi',
    commentHint: `Boten wajib, paling kathah ${MAX_COMMENT} aksara. Sampun ngantos nyerat nami, NIK, utawi nomer tilpun.`,
    profile: 'Bab panjenengan (boten wajib)',
    noAnswer: '— boten dipunisi —',
    send: 'Kintun pambiji',
    problems: 'Dèrèng kakintun. Mangga dipunpriksa:',
    chooseAnswer: 'Mangga dipunpilih salah satunggaling wangsulan.',
    chooseOption: 'Mangga dipunpilih saking dhaptar, utawi dipunkosongaken.',
    commentWrong: `Saran paling kathah ${MAX_COMMENT} aksara, isinipun seratan limrah.`,
    visitCode: 'Kode rawuh',
    visitCodeHint:
      'Kacithak ing nomer antrian, namung saged dipunginakaken sapisan. Kode punika mbuktèkaken bilih panjenengan saèstu rawuh. Asma panjenengan tetep boten kasumurupan.',
    visitCodeWrong:
      'Kode punika sanès kanggé layanan punika, sampun dipunginakaken, utawi sampun kedangon. Mangga dipunpriksa malih, utawi dipunkosongaken supados mbiji tanpa kode.',
    nothingGiven: 'Dèrèng wonten isinipun. Mangga mangsuli pitakènanipun, utawi nyerat saran.',
    questionsChanged:
      'Pitakènanipun nembé kémawon dipungantos. Mangga wangsulan panjenengan dipunpriksa malih, lajeng dipunkintun.',
    thanks: 'Matur nuwun, pambiji panjenengan sampun kasimpen.',
    replayed: 'Pambiji punika sampun kasimpen sadèrèngipun; boten dipuncathet kaping kalih.',
    code: 'Kode tandha tampi',
    keep: 'Mangga kode punika dipunsimpen. Kanthi kode punika panjenengan saged mriksani bilih pambiji sampun kacathet, tanpa akun.',
    received: 'Katampi',
    another: 'Ngisi pambiji sanès',
    keyReused:
      'Formulir punika sampun naté dipunkintun kanthi isi sanès, lan isi ingkang kapisan tetep kasimpen. Kanggé mbiji malih, mangga mbikak formulir énggal.',
    tooMany: (seconds) =>
      `Kekathahen kintunan saking jaringan punika. Isian panjenengan taksih wonten ing ngandhap; mangga dipunkintun malih sasampunipun ${seconds} detik.`,
  },
};
