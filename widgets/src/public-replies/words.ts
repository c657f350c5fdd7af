import type { Language } from '../locale/languages.ts';

interface ReplyWords {
  readonly title: string;
  readonly said: string;
  readonly done: string;
  readonly none: string;
  readonly ofWeak: string;
  readonly weakest: string;
  readonly mean: (score: string) => string;
  readonly acted: string;
  readonly notActed: string;
}

/** Words of public replies that the one file of a page does not have; Sundanese and Javanese await a native reader. */
export const replyWords: Readonly<Record<Language, ReplyWords>> = {
  id: {
    title: 'Anda sampaikan, kami lakukan',
    said: 'Anda sampaikan',
    done: 'Kami lakukan',
    none: 'Unit ini belum menulis apa yang sudah dilakukan.',
    ofWeak: 'tentang unsur terlemah',
    weakest: 'Unsur terlemah menurut warga',
    mean: (score) => `nilai rata-rata ${score} dari 4`,
    acted: 'tindak lanjutnya sudah ditulis',
    notActed: 'tindak lanjutnya belum ditulis',
  },
  en: {
    title: 'You said, we did',
    said: 'You said',
    done: 'We did',
    none: 'This unit has not written yet what it has done.',
    ofWeak: 'about a weakest element',
    weakest: 'The weakest elements, as citizens see them',
    mean: (score) => `mean score ${score} of 4`,
    acted: 'what was done is written here',
    notActed: 'nothing is written about it yet',
  },
  su: {
    title: 'Anjeun nyarios, kami ngalakukeun',
    said: 'Anjeun nyarios',
    done: 'Kami ngalakukeun',
    none: 'Unit ieu tacan nyerat naon nu parantos dilakukeun.',
    ofWeak: 'ngeunaan unsur nu panglemahna',
    weakest: 'Unsur nu panglemahna numutkeun warga',
    mean: (score) => `peunteun rata-rata ${score} tina 4`,
    acted: 'tindak lanjutna parantos diserat',
    notActed: 'tindak lanjutna tacan diserat',
  },
  jv: {
    title: 'Panjenengan matur, kula tindakaken',
    said: 'Panjenengan matur',
    done: 'Kula tindakaken',
    none: 'Unit punika dèrèng nyerat punapa ingkang sampun dipuntindakaken.',
    ofWeak: 'bab unsur ingkang paling ringkih',
    weakest: 'Unsur ingkang paling ringkih miturut warga',
    mean: (score) => `biji rata-rata ${score} saking 4`,
    acted: 'tindak lanjutipun sampun kaserat',
    notActed: 'tindak lanjutipun dèrèng kaserat',
  },
};
