import { z } from 'zod'
import { LANGUAGE_TAGS } from '../i18n/languages.ts'
import { linkSchemeSchema } from './links.ts'
import { DEFAULT_NAME_TEMPLATE, nameTemplateSchema } from './name-template.ts'
import { proxyPatchSchema, proxySettingsSchema, type ProxySettings } from './proxy.ts'
import { fileTypeSchema } from './recording.ts'
import { screenShortcutSchema } from './screen.ts'
import { BYTES_PER_SECOND, MAX_MEETINGS_URL_LENGTH, PARALLEL_FILES } from './settings-bounds.ts'

/** A certificate the user trusts for one host, by fingerprint ([Note: certificates] in main/network). */
export const trustedCertificateSchema = z.object({
  /** host or host:port as connected to. */
  host: z.string(),
  /** SHA-256, upper-case hex with colons, as Node prints it. */
  fingerprint: z.string(),
  pem: z.string(),
  issuer: z.string(),
  validTo: z.string(),
  trustedAt: z.string(),
})
export type TrustedCertificate = z.infer<typeof trustedCertificateSchema>

export const bytesPerSecondSchema = z.number().int().min(BYTES_PER_SECOND.min).max(BYTES_PER_SECOND.max)
export const fileTypesSchema = z.array(fileTypeSchema).max(20)

/** A language, or the one of the system. */
const languageSchema = z.enum(['system', ...LANGUAGE_TAGS])

const asTheSystem: ProxySettings = { mode: 'system', url: '', username: '' }

/**
 * What the page may change without asking main's dialogs. Each is one line: what it may be, and in `catch` its
 * default, which also stands in for a damaged value, so that one never keeps the app from starting.
 */
const setByPage = {
  language: languageSchema.catch('system'),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  fileTypes: fileTypesSchema.catch(['Hd', 'Aux']),
  parallelFiles: z.number().int().min(PARALLEL_FILES.min).max(PARALLEL_FILES.max).catch(PARALLEL_FILES.usual),
  /** How recordings are called (main/naming/name-template.ts). */
  nameTemplate: nameTemplateSchema.catch(DEFAULT_NAME_TEMPLATE),
  /** For all downloads together; null for no limit. */
  bytesPerSecond: bytesPerSecondSchema.nullable().catch(null),
  /** A notification of the system when all downloads have ended, or minutes that waited were sent. */
  notifies: z.boolean().catch(true),
  /** A question before the app ends while files come in. */
  asksBeforeQuit: z.boolean().catch(true),
  meetingsUrl: z.string().max(MAX_MEETINGS_URL_LENGTH).catch(''),
  proxy: proxySettingsSchema.catch(asTheSystem),
  /** Keys that read the screen from anywhere. Off by default: keys belong to the person at the keyboard. */
  screenShortcut: screenShortcutSchema.catch('off'),
  /** Look for newer versions once a day, where a build can. */
  checkForUpdates: z.boolean().catch(true),
  /** The version whose news the user has seen; '' before the first start. */
  seenVersion: z.string().max(100).catch(''),
}

/** What only main sets: folders and files through its dialogs, the rest through calls of their own. */
const setByMain = {
  /** null: not chosen yet; the app offers the system's Downloads folder. */
  folder: z.string().nullable().catch(null),
  site: z.string().max(300).catch('mainland'),
  /** PEM file with further certificate authorities. */
  caFile: z.string().nullable().catch(null),
  /** Schemes of links that are opened here; set with the system's own record of them. */
  linkSchemes: z.array(linkSchemeSchema).catch([]),
}

export const settingsSchema = z.object({ ...setByPage, ...setByMain })
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** A change that the page asks for. Here a wrong value is refused, not replaced by the default. */
export const settingsPatchSchema = z
  .strictObject({ ...withoutDefaults(setByPage), proxy: proxyPatchSchema })
  .partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

function withoutDefaults<S extends Record<string, z.ZodCatch>>(
  shape: S,
): { [K in keyof S]: S[K] extends z.ZodCatch<infer Inner> ? Inner : never } {
  const inner = Object.entries(shape).map(([name, schema]) => [name, schema.unwrap()])
  return Object.fromEntries(inner) as ReturnType<typeof withoutDefaults<S>>
}
