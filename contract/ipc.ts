import { z } from 'zod'
import { LANGUAGE_TAGS } from '../i18n/languages.ts'
import { accountStateSchema, credentialsSchema, keychainSchema, siteSchema } from './account.ts'
import { RULE_CALLS, RULE_EVENTS } from './archive-rule.ts'
import { BACKGROUND_CALLS } from './background.ts'
import { cloudStorageSchema } from './cloud-storage.ts'
import { commandNameSchema } from './commands.ts'
import { findingSchema } from './doctor.ts'
import { batchEndSchema, downloadSchema, noticeSchema } from './download.ts'
import { exportedListSchema, exportResultSchema } from './export.ts'
import type { failureSchema } from './failure-schema.ts'
import { LIBRARY_CALLS } from './library-calls.ts'
import { linkSchemeSchema, linkSchemeStateSchema, linkTextSchema } from './links.ts'
import { cloudMeetingSchema, meetingQuerySchema, serverMeetingSchema } from './meeting.ts'
import { minutesPreviewSchema, savedMinutesSchema } from './minutes.ts'
import {
  fileCodeSchema,
  minutesFileSchema,
  ownMinutesPageSchema,
  ownMinutesQuerySchema,
  pictureUrlSchema,
} from './own-minutes.ts'
import { nameProblemSchema, nameTemplateSchema } from './name-template.ts'
import { ORDER_CALLS, ORDER_EVENTS } from './order.ts'
import { materialPictureSchema, programRowSchema, programSchema } from './program.ts'
import { PACE_CALLS, PACE_EVENTS } from './pace.ts'
import { MAX_PROXY_CREDENTIAL_LENGTH } from './proxy.ts'
import {
  recordingFileSchema,
  recordingPageSchema,
  recordingQuerySchema,
  recordingSchema,
  savedFilesChangeSchema,
  spanSchema,
} from './recording.ts'
import { MAX_SCREENS, screenPictureSchema, shortcutStateSchema } from './screen.ts'
import { selfTestReportSchema, selfTestTaskSchema } from './self-test.ts'
import { settingsPatchSchema, settingsSchema } from './settings.ts'
import { MAX_MEETINGS_AUTHORIZATION_LENGTH } from './settings-bounds.ts'
import { updateStateSchema } from './updates.ts'
import { LIBRARY_FILE_EVENTS } from './library-files.ts'
import { VERIFY_EVENTS } from './verify.ts'

const nothing = z.void()
const confUUID = z.string().min(1).max(200)
const ids = z.union([z.literal('all'), z.array(z.string().min(1).max(100)).max(10_000)])

/**
 * Every IPC call from the page to main: channel -> input, output. Main's handlers, the preload bridge and the
 * page's `call` share these types, and main validates both directions.
 */
export const CALLS = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.string(),
      /** BCP 47, as reported by the system. */
      systemLocale: z.string(),
      electronVersion: z.string(),
      /** true: no Electron, the stand-in serves these pages to a browser. */
      isStandIn: z.boolean(),
    }),
  },
  /** Where secrets are stored. Resolves after the keychain was probed, which may ask for a password. */
  'app.keychain': { input: nothing, output: keychainSchema },
  /** The page's results after `selfTest.asked`; BAD_INPUT at any other time. */
  'selfTest.report': { input: selfTestReportSchema, output: nothing },
  /** Third-party software in the app, and its licences. */
  'app.licenses': {
    input: nothing,
    output: z.array(
      z.object({ name: z.string(), version: z.string(), license: z.string(), text: z.string() }),
    ),
  },
  /** Reloads the page after it failed; main keeps running. */
  'app.reload': { input: nothing, output: nothing },
  /** Opens the service's own list of error codes, with its solutions, in the system's browser. */
  'app.openErrorList': { input: z.object({ language: z.enum(LANGUAGE_TAGS) }), output: nothing },
  /** Errors of the page, for the log. */
  'app.reportFailure': {
    input: z.object({ message: z.string().max(2000), stack: z.string().max(8000) }),
    output: nothing,
  },
  /** Tests the network, the sign-in and the download folder. */
  'doctor.examine': { input: nothing, output: z.array(findingSchema) },
  /** Collects diagnostics: a redacted text, to be reviewed before it is saved. */
  'diagnostics.collect': { input: nothing, output: z.object({ text: z.string() }) },
  /** Saves the last collected text unchanged, where the user chooses; false: the dialog was cancelled. */
  'diagnostics.save': { input: nothing, output: z.object({ isSaved: z.boolean() }) },
  'account.get': { input: nothing, output: accountStateSchema },
  'account.signIn': {
    input: z.object({ site: siteSchema, credentials: credentialsSchema, remember: z.boolean() }),
    output: accountStateSchema,
  },
  /** Starts the embedded demo service and signs in to it. */
  'account.tryDemo': { input: nothing, output: accountStateSchema },
  'account.signOut': { input: nothing, output: accountStateSchema },

  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsPatchSchema, output: settingsSchema },
  /** Previews file names for a template, saved or not, with its problems. */
  'settings.previewName': {
    input: z.object({ template: nameTemplateSchema }),
    output: z.object({ examples: z.array(z.string()), problems: z.array(nameProblemSchema) }),
  },
  /** Asks the user for the download folder; cancelling leaves the setting unchanged. */
  'settings.chooseFolder': { input: nothing, output: settingsSchema },
  'settings.chooseCaFile': { input: nothing, output: settingsSchema },
  'settings.clearCaFile': { input: nothing, output: settingsSchema },
  /**
   * The optional Authorization header of the meetings server: write-only, stored with the secrets; '' removes
   * it.
   */
  'settings.setMeetingsAuthorization': {
    input: z.object({ value: z.string().max(MAX_MEETINGS_AUTHORIZATION_LENGTH) }),
    output: z.object({ isSet: z.boolean() }),
  },
  'settings.hasMeetingsAuthorization': { input: nothing, output: z.object({ isSet: z.boolean() }) },
  /** The password of a manual proxy: write-only; '' removes it. So does another address or user name. */
  'settings.setProxyPassword': {
    input: z.object({ value: z.string().max(MAX_PROXY_CREDENTIAL_LENGTH) }),
    output: z.object({ isSet: z.boolean() }),
  },
  'settings.hasProxyPassword': { input: nothing, output: z.object({ isSet: z.boolean() }) },

  'certificates.list': {
    input: nothing,
    output: z.array(
      z.object({
        host: z.string(),
        fingerprint: z.string(),
        issuer: z.string(),
        validTo: z.string(),
        trustedAt: z.string(),
      }),
    ),
  },
  /** Trusts a certificate that main itself saw fail; any other fingerprint is rejected. */
  'certificates.trust': {
    input: z.object({ host: z.string().max(300), fingerprint: z.string().max(200) }),
    output: nothing,
  },
  'certificates.forget': { input: z.object({ host: z.string().max(300) }), output: nothing },

  /**
   * The n-th page of a list, from 0; page 0 reloads the list. Later pages contain only rows that no earlier
   * page had; a failed page may be requested again.
   */
  'recordings.page': {
    input: z.object({ query: recordingQuerySchema, index: z.number().int().min(0).max(10_000) }),
    output: recordingPageSchema,
  },
  /** The page no longer shows that list: a pending request ends with CANCELLED. */
  'recordings.leave': { input: z.object({ query: recordingQuerySchema }), output: nothing },
  /** Number of recordings in each time span; null where the service does not report it. */
  'recordings.counts': {
    input: z.object({
      query: recordingQuerySchema.omit({ from: true, to: true }),
      spans: z.array(spanSchema).max(60),
    }),
    output: z.array(z.number().nullable()),
  },
  /** What recordings take in the cloud; null where the service does not tell this account. Never rejects. */
  'recordings.storage': { input: nothing, output: cloudStorageSchema.nullable() },
  'recordings.get': { input: z.object({ confUUID }), output: recordingSchema },
  /** The files of a recording; requests links and discards them. */
  'recordings.files': { input: z.object({ confUUID }), output: z.array(recordingFileSchema) },
  /** Opens the n-th playback page in the system's browser. */
  'recordings.openPlayback': {
    input: z.object({ confUUID, index: z.number().int().min(0).max(100) }),
    output: nothing,
  },

  'downloads.list': { input: nothing, output: z.array(downloadSchema) },
  /** Free bytes on the disk of the download folder; null if unknown, or before a folder was chosen. */
  'downloads.room': { input: nothing, output: z.object({ freeBytes: z.number().nullable() }) },
  'downloads.addMaterials': {
    input: z.object({
      programId: z.string().min(1).max(200),
      materialIds: z.array(z.string().min(1).max(200)).min(1).max(1000),
    }),
    output: z.object({ added: z.number(), known: z.number() }),
  },
  /** Queues files of the user's own minutes. */
  'downloads.addMinutes': {
    input: z.object({ fileCode: fileCodeSchema, files: z.array(minutesFileSchema).min(1).max(2) }),
    output: z.object({ added: z.number(), known: z.number() }),
  },
  'downloads.pause': { input: z.object({ ids }), output: nothing },
  'downloads.resume': { input: z.object({ ids }), output: nothing },
  /** Stops and removes the unfinished file; a saved file is never deleted. */
  'downloads.cancel': { input: z.object({ ids }), output: nothing },
  'downloads.retry': { input: z.object({ ids }), output: nothing },
  /** Moves waiting downloads to the front of the queue, in the order given. */
  'downloads.moveToTop': {
    input: z.object({ ids: z.array(z.string().max(100)).max(10_000) }),
    output: nothing,
  },
  /** Removes ended downloads (saved, failed, cancelled) from the list; keeps the files. */
  'downloads.clear': { input: z.object({ ids }), output: nothing },
  'downloads.reveal': { input: z.object({ id: z.string().max(100) }), output: nothing },
  'downloads.open': { input: z.object({ id: z.string().max(100) }), output: nothing },
  ...PACE_CALLS,
  ...ORDER_CALLS,
  ...LIBRARY_CALLS,
  ...RULE_CALLS,
  ...BACKGROUND_CALLS,
  /** Writes a list as CSV to where the user chooses; null: the dialog was cancelled. */
  'lists.export': { input: exportedListSchema, output: exportResultSchema.nullable() },

  /** Parses a pasted or scanned text; rejects with an error code; sends nothing. */
  'minutes.preview': { input: z.object({ text: linkTextSchema }), output: minutesPreviewSchema },
  /** Parses again and saves; call only after the user confirmed the preview. */
  'minutes.save': { input: z.object({ text: linkTextSchema }), output: savedMinutesSchema },
  /** Saves made from this machine, newest first. */
  'minutes.history': { input: nothing, output: z.array(savedMinutesSchema) },
  /** Cancels a save that waits for the network. */
  'minutes.cancelSave': { input: z.object({ id: z.string().max(100) }), output: nothing },
  /** Retries waiting saves now. */
  'minutes.sendWaiting': { input: nothing, output: nothing },
  /** A page of the minutes in the user's personal space. */
  'minutes.list': { input: ownMinutesQuerySchema, output: ownMinutesPageSchema },
  /** Fetched by main, because the page may not load remote content; null when there is none. */
  'minutes.thumbnail': {
    input: z.object({ fileCode: fileCodeSchema }),
    output: pictureUrlSchema.nullable(),
  },

  /**
   * A picture of every display, taken now or when the shortcut was pressed; captured by main, which the page
   * may not do.
   */
  'screen.read': { input: nothing, output: z.array(screenPictureSchema).max(MAX_SCREENS) },
  'screen.shortcut': { input: nothing, output: z.object({ state: shortcutStateSchema }) },
  /** Opens the system's screen recording settings. */
  'screen.openSettings': { input: nothing, output: nothing },

  /** The link schemes opened by this app, and their current handlers. */
  'links.get': { input: nothing, output: z.array(linkSchemeStateSchema) },
  'links.set': {
    input: z.object({ scheme: linkSchemeSchema, isOn: z.boolean() }),
    output: z.array(linkSchemeStateSchema),
  },

  /**
   * All programs that match a search: a part of their name or of their last editor. Sorted by last change,
   * newest first.
   */
  'programs.list': {
    input: z.object({ search: z.string().max(200).optional() }),
    output: z.array(programRowSchema),
  },
  'programs.get': { input: z.object({ id: z.string().min(1).max(200) }), output: programSchema },
  /** A material as a data: URL; BAD_ANSWER when it is not PNG or JPEG, or too large. */
  'programs.picture': {
    input: z.object({ programId: z.string().min(1).max(200), materialId: z.string().min(1).max(200) }),
    output: materialPictureSchema,
  },

  'updates.get': { input: nothing, output: updateStateSchema },
  /** Checks for updates now; the result is in the state. */
  'updates.check': { input: nothing, output: updateStateSchema },
  /** Downloads the update; only where the build `installs`. */
  'updates.download': { input: nothing, output: updateStateSchema },
  /** Quits the app and starts the downloaded version. */
  'updates.restart': { input: nothing, output: nothing },
  /** Opens the download page in the system's browser. */
  'updates.openPage': { input: nothing, output: nothing },

  /** Ended meetings of the configured ProCONF application server, newest first. */
  'meetings.onServer': { input: nothing, output: z.array(serverMeetingSchema) },
  /** Meetings of the cloud's history that began in a time range, newest first. */
  'meetings.inCloud': { input: meetingQuerySchema, output: z.array(cloudMeetingSchema) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** Events that main sends to the page. */
export const EVENTS = {
  'account.changed': accountStateSchema,
  'settings.changed': settingsSchema,
  /** Downloads changed since the last event, and the ids of those removed from the list. */
  'downloads.changed': z.object({ changed: z.array(downloadSchema), removed: z.array(z.string()) }),
  ...PACE_EVENTS,
  ...ORDER_EVENTS,
  /** The user opened a link outside the app: the page shows a preview and takes no action by itself. */
  'minutes.linkArrived': z.object({ text: linkTextSchema }),
  /** A file was saved. */
  'library.savedFilesChanged': savedFilesChangeSchema,
  /** Rows of the library were added, removed, or their state changed: a page that shows it searches again. */
  'library.changed': z.object({}),
  ...VERIFY_EVENTS,
  ...LIBRARY_FILE_EVENTS,
  ...RULE_EVENTS,
  /** The history changed: a save was made, waits, or was sent. */
  'minutes.changed': z.object({}),
  /** A self-test asks the page to run these checks and report with `selfTest.report`. */
  'selfTest.asked': selfTestTaskSchema,
  /** The shortcut was pressed: the page then requests the screen pictures. */
  'screen.asked': z.object({}),
  'updates.changed': updateStateSchema,
  /** All active downloads have ended. */
  'downloads.batchEnded': batchEndSchema,
  notice: noticeSchema,
  /** Chosen in the native menu. */
  command: commandNameSchema,
} as const satisfies Record<string, z.ZodType>

export type CallName = keyof typeof CALLS
export type CallInput<C extends CallName> = z.input<(typeof CALLS)[C]['input']>
export type CallOutput<C extends CallName> = z.output<(typeof CALLS)[C]['output']>
export type EventName = keyof typeof EVENTS
export type EventPayload<E extends EventName> = z.output<(typeof EVENTS)[E]>

/** Result of a call as data, so that an error keeps its code across IPC. */
export type CallResult<C extends CallName> =
  | { ok: true; value: CallOutput<C> }
  | { ok: false; failure: Failure }
type Failure = z.infer<typeof failureSchema>

/** The API that preload exposes as `window.meetkeep`. */
export interface Bridge {
  call<C extends CallName>(channel: C, input: CallInput<C>): Promise<CallResult<C>>
  /** Subscribes to an event. Returns an unsubscribe function. */
  on<E extends EventName>(event: E, listen: (payload: EventPayload<E>) => void): () => void
}
