import type { ErrorCode } from '../contract/errors.ts'
import type { ServiceCode } from '../contract/service-codes.ts'
import type { SourceCatalogue } from './catalogue.ts'

type SpecificErrors = SourceCatalogue['specificErrors']
/** Codes with more specific texts than those of `errors`. */
type SpecificCode = keyof SpecificErrors & ErrorCode

/**
 * A more specific text for failures with these params; used only when all of its placeholders have values
 * too.
 */
interface SpecificRule<Name> {
  when: Readonly<Record<string, string>>
  /** A key among the code's texts in the section `specificErrors`. */
  text: Name
}

/** Key prefix of a title and its advice: `errors.OFFLINE`, `specificErrors.QR_INVALID.control`. */
export type ErrorTextKey =
  | `errors.${ErrorCode}`
  | { [Code in SpecificCode]: `specificErrors.${Code}.${keyof SpecificErrors[Code] & string}` }[SpecificCode]

const MEETINGS = { when: { server: 'meetings' }, text: 'meetings' } as const
/** Refused download links: for whom the text is, and with the enterprise's ID where it is known. */
const DOWNLOADS = (['admin', 'user'] as const).flatMap((reader) => [
  { when: { call: 'download-links', reader }, text: `${reader}Downloads` as const },
  { when: { call: 'download-links', reader }, text: `${reader}DownloadsPlain` as const },
])
/** Any other refusal, by the same reader: none is told to ask themself. */
const REFUSED = [
  { when: { reader: 'admin' }, text: 'admin' },
  { when: { reader: 'admin' }, text: 'adminPlain' },
  { when: { reader: 'user' }, text: 'user' },
] as const
/** For codes of the service whose meaning allows for more advice than that of their kind. */
const ofCodes = <Name extends string>(text: Name, ...serviceCodes: ServiceCode[]): SpecificRule<Name>[] =>
  serviceCodes.map((serviceCode) => ({ when: { serviceCode }, text }))
/** Something of the enterprise is used up: no right is missing. */
const USED_UP = [
  ...ofCodes('spaceFull', 'MMC.111072067'),
  ...ofCodes('noSpace', 'MMC.111072066'),
  ...ofCodes('usedUp', 'MMC.111077103', 'MMC.115022000', 'MMC.115022001'),
]
/** Nothing of these requests was entered by the user. */
const PARAMETER = ofCodes(
  'parameter',
  'USG.000000003',
  'USG.206060011',
  'MMC.111070001',
  'MMC.111071061',
  'MMC.111071062',
  'MMC.112100001',
  'MMC.112100002',
  'MMC.112100029',
  'MMC.115029001',
  'MMC.115029002',
  'MBI.000000004',
  'APIG.0106',
  'APIG.0201',
)
/** Only a page of the vendor can show what is asked for: a picture, a slider, a code by SMS. */
const VERIFICATION = ofCodes(
  'verification',
  'USG.206010010',
  'USG.206010011',
  'USG.206010012',
  'USG.206030001',
  'USG.206030002',
  'USG.206030019',
  'USG.206060009',
  'USG.206060010',
  'USG.206060014',
)
const SAVING = { when: { call: 'minutes-save' }, text: 'saving' } as const
const SIGN_IN = { when: { at: 'sign-in' }, text: 'signIn' } as const
/** The text has placeholders: it is used whenever their values are known. */
const DETAILED = { when: {}, text: 'detailed' } as const

/** For failures whose params say more than the code; the first matching rule wins. */
const specificRules: {
  readonly [Code in SpecificCode]: readonly SpecificRule<keyof SpecificErrors[Code] & string>[]
} = {
  AUTH_REJECTED: [
    MEETINGS,
    ...ofCodes('outOfDate', 'USG.206010057'),
    ...ofCodes('otherSite', 'USG.206010064', 'USG.206010074'),
    ...ofCodes('endedElsewhere', 'USG.206020002'),
    ...ofCodes('wrongPassword', 'USG.206010000', 'USG.206030000'),
    ...ofCodes('appDetails', 'USG.206010025', 'APIG.0303'),
    ...ofCodes('appUnbound', 'USG.206010058'),
    ...VERIFICATION,
    ...ofCodes('accountUnbound', 'USG.206010075'),
  ],
  ACCOUNT_LOCKED: [
    MEETINGS,
    ...ofCodes('notActive', 'USG.206010007'),
    ...ofCodes('oneMinute', 'USG.206030015'),
  ],
  NO_PERMISSION: [
    ...ofCodes('appUser', 'USG.206010030'),
    ...ofCodes('userLimit', 'USG.206010070', 'USG.201040005'),
    ...ofCodes('ordinaryUser', 'USG.206010036'),
    SIGN_IN,
    MEETINGS,
    ...USED_UP,
    ...DOWNLOADS,
    SAVING,
    ...REFUSED,
  ],
  NOT_FOUND: [
    MEETINGS,
    { when: { at: 'file' }, text: 'file' },
    { when: { at: 'picture' }, text: 'picture' },
    { when: { at: 'types' }, text: 'types' },
    ...ofCodes('notOffered', 'APIG.0101'),
    { when: { at: 'sign-in', serviceCode: 'USG.201040000' }, text: 'user' },
    SIGN_IN,
    SAVING,
  ],
  NOT_TRANSCODED: [DETAILED],
  SERVER_ERROR: [
    MEETINGS,
    ...ofCodes('upgrading', 'USG.000000005', 'USG.000000008'),
    ...ofCodes('busy', 'USG.000000001', 'USG.000000010'),
    ...ofCodes('registration', 'USG.206010031'),
    ...ofCodes('setUp', ...(['APIG.0103', 'APIG.0104', 'APIG.0105', 'APIG.0107', 'MMC.111077001'] as const)),
  ],
  BAD_REQUEST: [
    ...ofCodes('signInKind', 'USG.206010024', 'USG.206010027'),
    SIGN_IN,
    MEETINGS,
    SAVING,
    ...PARAMETER,
  ],
  BAD_ANSWER: [MEETINGS],
  LIST_INCOMPLETE: [
    // Only with names: its text needs the value.
    { when: { reason: 'without-id' }, text: 'withoutIdNamed' },
    { when: { reason: 'without-id' }, text: 'withoutId' },
  ],
  CERT_UNTRUSTED: [
    { when: { reason: 'expired' }, text: 'expired' },
    { when: { reason: 'not-yet-valid' }, text: 'notYetValid' },
    { when: { reason: 'weak' }, text: 'weak' },
    { when: { problem: 'incomplete-chain' }, text: 'incompleteChain' },
    DETAILED,
  ],
  CERT_CHANGED: [DETAILED],
  OTHER_ACCOUNT: [{ when: {}, text: 'named' }],
  PROXY_FAILED: [
    // Only with a scheme: its text needs the value.
    { when: { reason: 'sign-in' }, text: 'signInScheme' },
    { when: { reason: 'sign-in' }, text: 'signIn' },
    { when: { reason: 'unreachable' }, text: 'unreachable' },
    DETAILED,
  ],
  TLS_FAILED: [
    { when: { reason: 'old-protocol' }, text: 'oldProtocol' },
    { when: { reason: 'no-tls' }, text: 'noTls' },
    { when: { reason: 'name-refused' }, text: 'nameRefused' },
    { when: { reason: 'client-certificate' }, text: 'clientCertificate' },
    { when: { reason: 'weak' }, text: 'weak' },
    { when: { reason: 'refused' }, text: 'refused' },
  ],
  ADDRESS_REFUSED: [
    { when: { reason: 'unset' }, text: 'unset' },
    { when: { reason: 'not-an-address' }, text: 'notAnAddress' },
    { when: { reason: 'user-info' }, text: 'userInfo' },
    { when: { reason: 'not-https' }, text: 'notHttps' },
  ],
  QR_UNSUPPORTED_ACTION: [DETAILED],
  QR_INVALID: [
    { when: { reason: 'empty' }, text: 'empty' },
    { when: { reason: 'duplicate' }, text: 'duplicate' },
    { when: { reason: 'too-long' }, text: 'tooLong' },
    { when: { reason: 'control' }, text: 'control' },
    { when: { reason: 'encoding' }, text: 'encoding' },
    { when: { reason: 'broken' }, text: 'broken' },
    { when: { reason: 'part' }, text: 'part' },
  ],
  FOLDER_MISSING: [
    { when: { use: 'read' }, text: 'toRead' },
    { when: { errno: 'ENOTDIR' }, text: 'notAFolder' },
  ],
  DISK_ERROR: [
    ...['EACCES', 'EPERM'].map((errno) => ({ when: { errno, use: 'read' }, text: 'notReadable' }) as const),
    ...['EACCES', 'EPERM', 'EROFS'].map((errno) => ({ when: { errno }, text: 'notAllowed' }) as const),
  ],
  SCREEN_UNAVAILABLE: [
    { when: { reason: 'time' }, text: 'time' },
    { when: { reason: 'full-screen' }, text: 'fullScreen' },
  ],
  PICTURE_UNREADABLE: [
    { when: { reason: 'svg' }, text: 'svg' },
    { when: { reason: 'heic' }, text: 'heic' },
    { when: { reason: 'not-a-file' }, text: 'notAFile' },
    { when: { reason: 'too-large' }, text: 'tooLarge' },
  ],
  BAD_INPUT: [
    { when: { reason: 'not-a-certificate' }, text: 'notACertificate' },
    { when: { reason: 'ca-file' }, text: 'caFile' },
  ],
}

/** The rules of a code with their text keys, in matching order. */
export function rulesOf(code: ErrorCode): { when: Readonly<Record<string, string>>; key: ErrorTextKey }[] {
  const rules: readonly SpecificRule<string>[] = Object.hasOwn(specificRules, code)
    ? specificRules[code as SpecificCode]
    : []
  return rules.map(({ when, text }) => ({ when, key: `specificErrors.${code}.${text}` as ErrorTextKey }))
}
