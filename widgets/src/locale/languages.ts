/** The languages that widgets speak: Indonesian, English, Sundanese, Javanese. */
export type Language = 'id' | 'en' | 'su' | 'jv';
