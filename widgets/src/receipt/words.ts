import type { Language } from '../locale/languages.ts';

interface ReceiptWords {
  readonly title: string;
  readonly hint: string;
  readonly mistyped: string;
  readonly look: string;
  readonly unknown: string;
  readonly kind: string;
  /** By kind of feedback. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly service: string;
  readonly received: string;
  readonly recorded: string;
  readonly another: string;
}

/** Words of the receipt; Sundanese and Javanese await a native reader. */
export const receiptWords: Readonly<Record<Language, ReceiptWords>> = {
  id: {
    title: 'Cek tanda terima',
    hint: 'Kode ada di tanda terima Saudara, misalnya 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'Kode ini belum lengkap. Salin seluruh kode dari tanda terima.',
    look: 'Cek',
    unknown: 'Tidak ada tanda terima dengan kode ini. Periksa lagi hurufnya.',
    kind: 'Jenis',
    kinds: {
      RATING: 'Penilaian layanan',
      COMPLAINT: 'Pengaduan',
      ASPIRATION: 'Aspirasi',
      INFORMATION_REQUEST: 'Permintaan informasi',
    },
    service: 'Layanan',
    received: 'Diterima',
    recorded: 'Sudah tercatat.',
    another: 'Cek kode lain',
  },
  en: {
    title: 'Check a receipt',
    hint: 'The code is on your receipt, for example 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'This code is not complete. Copy the whole code from the receipt.',
    look: 'Check',
    unknown: 'There is no receipt with this code. Check its letters.',
    kind: 'Kind',
    kinds: {
      RATING: 'Rating of a service',
      COMPLAINT: 'Complaint',
      ASPIRATION: 'Suggestion',
      INFORMATION_REQUEST: 'Request for information',
    },
    service: 'Service',
    received: 'Received',
    recorded: 'It is recorded.',
    another: 'Check another code',
  },
  su: {
    title: 'Pariksa tanda tarima',
    hint: 'Kodena aya dina tanda tarima, contona 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'Kode ieu teu acan lengkep. Salin sadaya kodena tina tanda tarima.',
    look: 'Pariksa',
    unknown: 'Teu aya tanda tarima nganggo kode ieu. Pariksa deui hurufna.',
    kind: 'Jinis',
    kinds: {
      RATING: 'Pangajén palayanan',
      COMPLAINT: 'Keluhan',
      ASPIRATION: 'Aspirasi',
      INFORMATION_REQUEST: 'Pamundut inpormasi',
    },
    service: 'Layanan',
    received: 'Ditarima',
    recorded: 'Parantos kacatet.',
    another: 'Pariksa kode sanés',
  },
  jv: {
    title: 'Mriksa tandha tampi',
    hint: 'Kode wonten ing tandha tampi, tuladhanipun 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'Kode punika dereng jangkep. Salin sedaya kode saking tandha tampi.',
    look: 'Priksa',
    unknown: 'Boten wonten tandha tampi mawi kode punika. Priksanen malih aksaranipun.',
    kind: 'Jinis',
    kinds: {
      RATING: 'Pambiji layanan',
      COMPLAINT: 'Pangaduan',
      ASPIRATION: 'Aspirasi',
      INFORMATION_REQUEST: 'Panyuwunan informasi',
    },
    service: 'Layanan',
    received: 'Dipuntampi',
    recorded: 'Sampun kacathet.',
    another: 'Priksa kode sanesipun',
  },
};
