import { z } from 'zod'
import { linkSchemeSchema } from './links.ts'
import { DEFAULT_NAME_TEMPLATE, nameTemplateSchema } from './name-template.ts'
import { screenShortcutSchema } from './screen.ts'
import { proxyPatchSchema, proxySettingsSchema, type ProxySettings } from './proxy.ts'

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

/** 16 KB/s at least: below that, hosts take the line for dead. */
export const bytesPerSecondSchema = z.number().int().min(16_000).max(10_000_000_000)

const asTheSystem: ProxySettings = { mode: 'system', url: '', username: '' }

/** Preferences. Every field heals to its default, so a damaged one never keeps the app from starting. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'zh-CN', 'en-US']).catch('system'),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** null: not chosen yet; the app offers the system's Downloads folder. Set by main's folder dialog only. */
  folder: z.string().nullable().catch(null),
  fileTypes: z.array(z.string().min(1).max(40)).max(20).catch(['Hd', 'Aux']),
  parallelFiles: z.number().int().min(1).max(8).catch(3),
  /** How recordings are called (main/naming/name-template.ts). */
  nameTemplate: nameTemplateSchema.catch(DEFAULT_NAME_TEMPLATE),
  /** For all downloads together; null for no limit. */
  bytesPerSecond: bytesPerSecondSchema.nullable().catch(null),
  /** A notification of the system when all downloads have ended, or minutes that waited were sent. */
  notifies: z.boolean().catch(true),
  /** A question before the app ends while files come in. */
  asksBeforeQuit: z.boolean().catch(true),
  meetingsUrl: z.string().max(500).catch(''),
  site: z.string().max(300).catch('mainland'),
  /** PEM file with further certificate authorities; chosen in main's dialog only. */
  caFile: z.string().nullable().catch(null),
  proxy: proxySettingsSchema.catch(asTheSystem),
  /** Keys that read the screen from anywhere. Off until somebody wants it: keys belong to whoever sits there. */
  screenShortcut: screenShortcutSchema.catch('off'),
  /** Schemes of links that are opened here; set with the system's own record of them. */
  linkSchemes: z.array(linkSchemeSchema).catch([]),
  /** Look for newer versions once a day, where a build can. */
  checkForUpdates: z.boolean().catch(true),
  /** The version whose news the user has seen; '' before the first start. */
  seenVersion: z.string().max(100).catch(''),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({
  language: 'system',
  theme: 'system',
  folder: null,
  fileTypes: ['Hd', 'Aux'],
  parallelFiles: 3,
  nameTemplate: DEFAULT_NAME_TEMPLATE,
  bytesPerSecond: null,
  notifies: true,
  asksBeforeQuit: true,
  meetingsUrl: '',
  site: 'mainland',
  caFile: null,
  proxy: asTheSystem,
  screenShortcut: 'off',
  linkSchemes: [],
  checkForUpdates: true,
  seenVersion: '',
})

/** What the page may change by itself; folders and files go through main's dialogs. */
export const settingsPatchSchema = z
  .strictObject({
    language: z.enum(['system', 'zh-CN', 'en-US']),
    theme: z.enum(['system', 'light', 'dark']),
    fileTypes: z.array(z.string().min(1).max(40)).max(20),
    parallelFiles: z.number().int().min(1).max(8),
    nameTemplate: nameTemplateSchema,
    bytesPerSecond: bytesPerSecondSchema.nullable(),
    notifies: z.boolean(),
    asksBeforeQuit: z.boolean(),
    meetingsUrl: z.string().max(500),
    proxy: proxyPatchSchema,
    screenShortcut: screenShortcutSchema,
    checkForUpdates: z.boolean(),
    seenVersion: z.string().max(100),
  })
  .partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>
