import type { ErrorCode } from './errors.ts'

/**
 * Meaning of each code of the meeting service and its gateway; the user-visible texts are in the catalogue
 * (`serviceCodes`). Where a kind is a judgement: codes that require the official client (a picture code, a
 * slider) are AUTH_REJECTED, licence limits are NO_PERMISSION, and a wait imposed on one action is
 * RATE_LIMITED.
 */
const KINDS = {
  'USG.000000001': 'SERVER_ERROR',
  'USG.000000002': 'SERVER_ERROR',
  'USG.000000003': 'BAD_REQUEST',
  'USG.000000004': 'AUTH_REJECTED',
  'USG.000000005': 'SERVER_ERROR',
  'USG.000000008': 'SERVER_ERROR',
  'USG.000000010': 'SERVER_ERROR',
  'USG.206010000': 'AUTH_REJECTED',
  'USG.206010007': 'ACCOUNT_LOCKED',
  'USG.206010010': 'AUTH_REJECTED',
  'USG.206010011': 'AUTH_REJECTED',
  'USG.206010012': 'AUTH_REJECTED',
  'USG.206010013': 'SERVER_ERROR',
  'USG.206010022': 'SERVER_ERROR',
  'USG.206010023': 'NO_PERMISSION',
  'USG.206010024': 'BAD_REQUEST',
  'USG.206010025': 'AUTH_REJECTED',
  'USG.206010027': 'BAD_REQUEST',
  'USG.206010029': 'SERVER_ERROR',
  'USG.206010030': 'NO_PERMISSION',
  'USG.206010031': 'SERVER_ERROR',
  'USG.206010036': 'NO_PERMISSION',
  'USG.206010042': 'AUTH_REJECTED',
  'USG.206010057': 'AUTH_REJECTED',
  'USG.206010058': 'AUTH_REJECTED',
  'USG.206010064': 'AUTH_REJECTED',
  'USG.206010065': 'BAD_REQUEST',
  'USG.206010066': 'BAD_REQUEST',
  'USG.206010070': 'NO_PERMISSION',
  'USG.206010074': 'AUTH_REJECTED',
  'USG.206010075': 'AUTH_REJECTED',
  'USG.206020000': 'AUTH_REJECTED',
  'USG.206020001': 'AUTH_REJECTED',
  'USG.206020002': 'AUTH_REJECTED',
  'USG.206030000': 'AUTH_REJECTED',
  'USG.206030001': 'AUTH_REJECTED',
  'USG.206030002': 'AUTH_REJECTED',
  'USG.206030003': 'AUTH_REJECTED',
  'USG.206030004': 'RATE_LIMITED',
  'USG.206030006': 'AUTH_REJECTED',
  'USG.206030007': 'AUTH_REJECTED',
  'USG.206030008': 'AUTH_REJECTED',
  'USG.206030009': 'AUTH_REJECTED',
  'USG.206030011': 'RATE_LIMITED',
  'USG.206030014': 'AUTH_REJECTED',
  'USG.206030015': 'ACCOUNT_LOCKED',
  'USG.206030016': 'NO_PERMISSION',
  'USG.206030018': 'RATE_LIMITED',
  'USG.206030019': 'AUTH_REJECTED',
  'USG.206030023': 'SERVER_ERROR',
  'USG.206030028': 'NO_PERMISSION',
  'USG.206060008': 'RATE_LIMITED',
  'USG.206060009': 'AUTH_REJECTED',
  'USG.206060010': 'AUTH_REJECTED',
  'USG.206060011': 'BAD_REQUEST',
  'USG.206060012': 'NO_PERMISSION',
  'USG.206060013': 'RATE_LIMITED',
  'USG.206060014': 'AUTH_REJECTED',
  'USG.206060015': 'RATE_LIMITED',
  'USG.201020023': 'BAD_REQUEST',
  'USG.201040000': 'NOT_FOUND',
  'USG.201040001': 'BAD_REQUEST',
  'USG.201040005': 'NO_PERMISSION',
  'USG.201040016': 'AUTH_REJECTED',
  'USG.201040042': 'AUTH_REJECTED',
  'USG.201040046': 'BAD_REQUEST',
  'USG.201040047': 'NO_PERMISSION',
  'USG.211060003': 'NO_PERMISSION',
  'MMC.111070001': 'BAD_REQUEST',
  'MMC.111070002': 'NO_PERMISSION',
  'MMC.111070003': 'SERVER_ERROR',
  'MMC.111070004': 'AUTH_REJECTED',
  'MMC.111070005': 'NOT_FOUND',
  'MMC.111070006': 'NOT_FOUND',
  'MMC.111070007': 'NOT_FOUND',
  'MMC.111070008': 'SERVER_ERROR',
  'MMC.111070009': 'BAD_REQUEST',
  'MMC.111070010': 'NO_PERMISSION',
  'MMC.111070100': 'SERVER_ERROR',
  'MMC.111070111': 'AUTH_REJECTED',
  'MMC.111070120': 'NOT_FOUND',
  'MMC.111071001': 'SERVER_ERROR',
  'MMC.111071002': 'SERVER_ERROR',
  'MMC.111071003': 'SERVER_ERROR',
  'MMC.111071008': 'SERVER_ERROR',
  'MMC.111071052': 'ACCOUNT_LOCKED',
  'MMC.111071053': 'ACCOUNT_LOCKED',
  'MMC.111071061': 'BAD_REQUEST',
  'MMC.111071062': 'BAD_REQUEST',
  'MMC.111071069': 'NOT_FOUND',
  'MMC.111071072': 'NOT_FOUND',
  'MMC.111071076': 'RATE_LIMITED',
  'MMC.111071083': 'AUTH_REJECTED',
  'MMC.111071084': 'NO_PERMISSION',
  'MMC.111071091': 'BAD_REQUEST',
  'MMC.111071092': 'SERVER_ERROR',
  'MMC.111071093': 'RATE_LIMITED',
  'MMC.111072003': 'SERVER_ERROR',
  'MMC.111072005': 'NOT_FOUND',
  'MMC.111072006': 'NOT_FOUND',
  'MMC.111072010': 'NO_PERMISSION',
  'MMC.111072020': 'NO_PERMISSION',
  'MMC.111072021': 'SERVER_ERROR',
  'MMC.111072022': 'SERVER_ERROR',
  'MMC.111072049': 'TIMEOUT',
  'MMC.111072063': 'SERVER_ERROR',
  'MMC.111072064': 'ACCOUNT_LOCKED',
  'MMC.111072065': 'BAD_REQUEST',
  'MMC.111072066': 'NO_PERMISSION',
  'MMC.111072067': 'NO_PERMISSION',
  'MMC.111073001': 'NOT_FOUND',
  'MMC.111073002': 'NOT_FOUND',
  'MMC.111073005': 'SERVER_ERROR',
  'MMC.111077001': 'SERVER_ERROR',
  'MMC.111077101': 'NO_PERMISSION',
  'MMC.111077102': 'SERVER_ERROR',
  'MMC.111077103': 'NO_PERMISSION',
  'MMC.111077104': 'RATE_LIMITED',
  'MMC.111077201': 'NOT_FOUND',
  'MMC.111077202': 'SERVER_ERROR',
  'MMC.111078000': 'SERVER_ERROR',
  'MMC.111080002': 'NO_PERMISSION',
  'MMC.112100001': 'BAD_REQUEST',
  'MMC.112100002': 'BAD_REQUEST',
  'MMC.112100003': 'NOT_FOUND',
  'MMC.112100009': 'SERVER_ERROR',
  'MMC.112100010': 'SERVER_ERROR',
  'MMC.112100019': 'ACCOUNT_LOCKED',
  'MMC.112100029': 'BAD_REQUEST',
  'MMC.112100044': 'SERVER_ERROR',
  'MMC.115022000': 'NO_PERMISSION',
  'MMC.115022001': 'NO_PERMISSION',
  'MMC.115024001': 'SERVER_ERROR',
  'MMC.115029001': 'BAD_REQUEST',
  'MMC.115029002': 'BAD_REQUEST',
  'MMC.115029003': 'SERVER_ERROR',
  'MMC.118000000': 'AUTH_REJECTED',
  'MMC.118000001': 'AUTH_REJECTED',
  'MMC.118000002': 'ACCOUNT_LOCKED',
  '100000429': 'RATE_LIMITED',
  'MBI.000000004': 'BAD_REQUEST',
  'APIG.0101': 'NOT_FOUND',
  'APIG.0103': 'SERVER_ERROR',
  'APIG.0104': 'SERVER_ERROR',
  'APIG.0105': 'SERVER_ERROR',
  'APIG.0106': 'BAD_REQUEST',
  'APIG.0107': 'SERVER_ERROR',
  'APIG.0201': 'BAD_REQUEST',
  'APIG.0202': 'SERVER_ERROR',
  'APIG.0203': 'SERVER_ERROR',
  'APIG.0301': 'AUTH_REJECTED',
  'APIG.0302': 'NO_PERMISSION',
  'APIG.0303': 'AUTH_REJECTED',
  'APIG.0308': 'RATE_LIMITED',
} as const satisfies Readonly<Record<string, ErrorCode>>

export type ServiceCode = keyof typeof KINDS

export interface KnownCode {
  code: ServiceCode
  kind: ErrorCode
}

export const serviceCodes: Readonly<Record<string, KnownCode>> = Object.fromEntries(
  Object.entries(KINDS).map(([code, kind]) => [code, { code: code as ServiceCode, kind }]),
)

/**
 * Looks up a code, with its prefix or as a bare number; null for an unknown code. Meeting control's
 * `returnCode` and the vendor's client tables have no prefix, and few pages show one: the prefixes of this
 * table mostly follow the rule of {@link prefixed}, so a number under another prefix is looked up by its
 * number.
 */
export function serviceCodeOf(code: string | number): KnownCode | null {
  const text = String(code)
  const bare = /^(?:[A-Z]+\.)?([12]\d{8})$/.exec(text)?.[1] ?? text
  const name = [text, prefixed(bare)].find((one) => Object.hasOwn(serviceCodes, one))
  return name === undefined ? null : (serviceCodes[name] ?? null)
}

/** Error code of a service code; null when unknown. */
export function kindOfServiceCode(code: string | number): ErrorCode | null {
  return serviceCodeOf(code)?.kind ?? null
}

/**
 * Adds the server's prefix to a nine-digit number; the clients write 2 before the server's common codes.
 * Shorter numbers are unchanged: a 4 or a 404 has another meaning in nearly every body that contains one.
 */
function prefixed(number: string): string {
  if (/^11[1258]\d{6}$/.test(number)) return `MMC.${number}`
  if (/^(?:000|20[16]|211)\d{6}$/.test(number)) return `USG.${number}`
  return number.replace(/^200(?=0\d{5}$)/, 'USG.000')
}
