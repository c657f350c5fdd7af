import { formatNumber } from './fraction.ts';
import { ratingsStillNeeded } from './sample-size.ts';
import type { PublicText } from './text.ts';

/** How many ratings are still needed, and why more of the same kind do not help, in all languages of the public. */
export function sampleAdvice(population: number | null, ratings: number): PublicText {
  const needed = ratingsStillNeeded(population, ratings);
  const why: PublicText = {
    id: 'Banyaknya jawaban tidak menggantikan siapa yang menjawab: tambahan dari orang yang sama jenisnya tidak membuat angka lebih mewakili. Ajak setiap pengunjung, misalnya lewat kode di karcis antrean.',
    en: 'How many answer does not make up for who answers: more of the same kind do not make the figure more representative. Invite every visitor, for example by a code on the queue ticket.',
    su: 'Lobana waleran henteu ngagentos saha anu ngawaler: tambihan ti jalmi anu sarupi henteu ngajantenkeun angka langkung ngawakilan. Ajak unggal anu sumping, upamina ku kode dina karcis antrian.',
    jv: 'Cacahing wangsulan boten saged nggantosi sinten ingkang mangsuli: tambahan saking tiyang ingkang sami boten ndadosaken angka langkung makili. Ajaka saben ingkang rawuh, upaminipun mawi kode ing karcis antrian.',
  };
  const say = (id: string, en: string, su: string, jv: string): PublicText => ({
    id: `${id} ${why.id}`,
    en: `${en} ${why.en}`,
    su: `${su} ${why.su}`,
    jv: `${jv} ${why.jv}`,
  });
  if (needed === null)
    return say(
      'Berapa jawaban yang masih perlu belum dapat dihitung: banyaknya pengguna layanan setahun belum diisi.',
      'How many answers are still needed cannot be told: the number of people who use the services in a year is not known.',
      'Sabaraha waleran deui anu diperyogikeun tacan tiasa diitung: lobana anu nganggo layanan sataun tacan dieusian.',
      'Pinten wangsulan malih ingkang dipunbetahaken dèrèng saged dipunétang: cacahing ingkang ngginakaken layanan setaun dèrèng dipunisi.',
    );
  if (needed === 0)
    return say(
      'Jumlah sampel sudah tercapai.',
      'The sample has been reached.',
      'Jumlah sampelna parantos kahontal.',
      'Cacahing sampel sampun kagayuh.',
    );
  return say(
    `Masih perlu ${formatNumber(needed, 0)} jawaban lagi.`,
    `${formatNumber(needed, 0, 'en')} more answers are needed.`,
    `Peryogi ${formatNumber(needed, 0)} waleran deui.`,
    `Taksih betah ${formatNumber(needed, 0)} wangsulan malih.`,
  );
}
