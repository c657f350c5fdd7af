/** Why nobody is signed in by a token, as the audit trail has it. */
export type TokenFault =
  | 'MALFORMED'
  | 'UNKNOWN_ISSUER'
  | 'WRONG_ALGORITHM'
  | 'UNKNOWN_KEY'
  | 'KEY_REVOKED'
  | 'WRONG_SIGNATURE'
  | 'CLAIM_MISSING'
  | 'WRONG_AUDIENCE'
  | 'EXPIRED'
  | 'OF_THE_FUTURE'
  | 'TOO_LONG'
  | 'TOKEN_REVOKED'
  | 'UNKNOWN_PERSON'
  | 'UNKNOWN_CLIENT'
  | 'CLIENT_REVOKED';

const WORDS: Readonly<Record<TokenFault, string>> = {
  MALFORMED: 'yang diharapkan "Bearer", satu spasi, lalu token JWT yang ditandatangani',
  UNKNOWN_ISSUER: 'penerbit token (iss dan aud) tidak terdaftar; yang diharapkan kode daerah atau penyedia OIDC-nya',
  WRONG_ALGORITHM:
    'algoritme tanda tangan (alg) tidak diterima; yang diharapkan HS256 untuk kunci portal, algoritme asimetris untuk OIDC',
  UNKNOWN_KEY: 'kunci tanda tangan (kid) tidak dikenal di daerah ini',
  KEY_REVOKED: 'kunci tanda tangan (kid) sudah dicabut',
  WRONG_SIGNATURE: 'tanda tangan tidak cocok dengan kuncinya',
  CLAIM_MISSING: 'klaim wajib tidak ada atau bentuknya salah; yang diharapkan iss, aud, sub, iat, exp dan jti',
  WRONG_AUDIENCE: 'token ini bukan untuk Kinerja (aud)',
  EXPIRED: 'token sudah kedaluwarsa (exp); minta token baru dari portal',
  OF_THE_FUTURE: 'token belum berlaku (iat atau nbf); periksa jam server portal',
  TOO_LONG: 'masa berlaku token terlalu panjang; yang diharapkan exp paling lama 15 menit setelah iat (OIDC: 24 jam)',
  TOKEN_REVOKED: 'token ini sudah dicabut',
  UNKNOWN_PERSON: 'pegawai yang disebut token ini (sub) tidak terdaftar di daerah ini',
  UNKNOWN_CLIENT: 'kunci klien API ini tidak dikenal; yang diharapkan kunci dari pengelola, utuh dan tanpa perubahan',
  CLIENT_REVOKED: 'kunci klien API ini sudah dicabut; minta kunci baru kepada pengelola',
};

/** A token signs nobody in; the message tells why, without a word of what is in it. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly fault: TokenFault;

  constructor(fault: TokenFault) {
    super(`Authorization: ${WORDS[fault]}.`);
    this.fault = fault;
  }
}
