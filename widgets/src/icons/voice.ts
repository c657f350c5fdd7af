/** A voice, as far as the choice goes. */
interface Voice {
  readonly lang: string;
  /** Speaks without a network. */
  readonly localService: boolean;
}

/** How engines name our languages: `in` is the old code of Indonesian, `jw` that of Javanese. */
const NAMES: Readonly<Record<string, RegExp>> = {
  id: /^(id|in|ind)\b/i,
  en: /^en/i,
  su: /^(su|sun)\b/i,
  jv: /^(jv|jw|jav)\b/i,
};

/**
 * The voice for a language, preferably one of the device itself. Where there is none for a regional language, an Indonesian
 * one reads it: the letters sound nearly the same.
 */
export function voiceFor<V extends Voice>(code: string, voices: readonly V[]): V | undefined {
  const ofLanguage = voices.filter(({ lang }) => NAMES[code]?.test(lang.replace('_', '-')));
  const found = ofLanguage.find(({ localService }) => localService) ?? ofLanguage[0];
  return found ?? (code === 'su' || code === 'jv' ? voiceFor('id', voices) : undefined);
}
