/** Words of offices, each with what people say. */
const OFFICIALESE: Readonly<Record<string, string>> = {
  adapun: '(hapus)',
  apabila: 'jika',
  bilamana: 'jika',
  dikarenakan: 'karena',
  diperuntukkan: 'untuk',
  dimaksud: 'itu',
  guna: 'untuk',
  implementasi: 'pelaksanaan',
  manakala: 'jika',
  melakukan: '(kata kerjanya langsung)',
  mengalami: '(kata kerjanya langsung)',
  merupakan: 'adalah',
  optimal: 'baik',
  sebagaimana: 'seperti',
  sehubungan: 'tentang',
  senantiasa: 'selalu',
  signifikan: 'nyata',
  terkait: 'tentang',
  terhadap: 'pada',
  tersebut: 'itu',
  terverifikasi: 'sudah dipastikan',
  valid: 'benar',
};

/** What short-term memory holds of a sentence that is read slowly. */
const MOST_WORDS = 20;

/** An affix on each side of a two-syllable root makes four; longer words are compounds, or borrowed by offices. */
const LONG_WORD = 5;

/** Two of these in a sentence are one too many. */
const MOST_LONG_WORDS = 1;

/** Sentences of a text: a colon and a semicolon end one too, as a reader may rest there. */
const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/[.!?:;](?:\s|$)|\n|\s[–—=]\s/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

/** Words, with what they hold of digits, signs and codes left out: `1×jawaban` is one, `NIK` and `2026-Q3` are none. */
const wordsOf = (sentence: string): readonly string[] =>
  sentence.split(/[\s/]+/).flatMap((word) => /[a-z][a-z-]+/.exec(word.toLowerCase())?.[0] ?? []);

/** Syllables of an Indonesian word: its vowels, with `ai`, `au` and `oi` at the end of a root as one. */
export const syllablesOf = (word: string): number =>
  word.replaceAll(/(?:ai|au|oi)(?=(?:an|kan|nya|lah)*$)/g, 'a').match(/[aeiou]/g)?.length ?? 0;

/** What makes a text hard to read, in words for whoever wrote it; nothing for one that a village office would accept. */
export function hardToRead(text: string): readonly string[] {
  return sentencesOf(text).flatMap((sentence) => {
    const words = wordsOf(sentence);
    const long = words.filter((word) => syllablesOf(word) >= LONG_WORD);
    return [
      ...(words.length > MOST_WORDS ? [`${words.length} kata dalam satu kalimat: ${sentence}`] : []),
      ...(long.length > MOST_LONG_WORDS ? [`kata panjang ${long.join(', ')}: ${sentence}`] : []),
      ...words.flatMap((word) => {
        const plain = OFFICIALESE[word];
        return plain === undefined ? [] : [`"${word}", lebih mudah: ${plain}: ${sentence}`];
      }),
    ];
  });
}
