import { z } from 'zod'
import { accountStateSchema, credentialsSchema, keychainSchema, siteSchema } from './account.ts'
import { commandNameSchema } from './commands.ts'
import { findingSchema } from './doctor.ts'
import { batchEndSchema, downloadSchema, noticeSchema } from './download.ts'
import { failureSchema } from './failure-schema.ts'
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
import { materialPictureSchema, programRowSchema, programSchema } from './program.ts'
import { MAX_PROXY_CREDENTIAL_LENGTH } from './proxy.ts'
import {
  fileTypeSchema,
  recordingFileSchema,
  recordingPageSchema,
  recordingQuerySchema,
  recordingSchema,
  savedFileSchema,
  spanSchema,
} from './recording.ts'
import { MAX_SCREENS, screenPictureSchema, shortcutStateSchema } from './screen.ts'
import { selfTestReportSchema, selfTestTaskSchema } from './self-test.ts'
import { fileTypesSchema, settingsPatchSchema, settingsSchema } from './settings.ts'
import { MAX_MEETINGS_AUTHORIZATION_LENGTH } from './settings-bounds.ts'
import { savedIdSchema, watchableSchema } from './watching.ts'
import { updateStateSchema } from './updates.ts'

const nothing = z.void()
const confUUID = z.string().min(1).max(200)
const ids = z.union([z.literal('all'), z.array(z.string().min(1).max(100)).max(10_000)])

/**
 * Everything the page may ask of the main process: channel -> what goes in, what comes out. Main's handlers,
 * the preload bridge and the page's `call` all take their types from here, and main checks both directions.
 */
export const CALLS = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.string(),
      /** BCP 47, as the system says. */
      systemLocale: z.string(),
      electronVersion: z.string(),
      /** true: no Electron, the stand-in serves these pages to a browser. */
      isStandIn: z.boolean(),
    }),
  },
  /** Where secrets can be kept. Answered once the keychain has been tried, which may take a person's password. */
  'app.keychain': { input: nothing, output: keychainSchema },
  /** What the page found when it was asked by `selfTest.asked`; BAD_INPUT at any other time. */
  'selfTest.report': { input: selfTestReportSchema, output: nothing },
  /** Other people's work in the app, and the terms it came under. */
  'app.licenses': {
    input: nothing,
    output: z.array(
      z.object({ name: z.string(), version: z.string(), license: z.string(), text: z.string() }),
    ),
  },
  /** Loads the page anew, after a failure of its own; main goes on. */
  'app.reload': { input: nothing, output: nothing },
  /** What failed in the page, for the log. */
  'app.reportFailure': {
    input: z.object({ message: z.string().max(2000), stack: z.string().max(8000) }),
    output: nothing,
  },
  /** Tests the way to the service, the sign-in and the place to save. */
  'doctor.examine': { input: nothing, output: z.array(findingSchema) },
  /** What may help whoever looks for a fault: the text of a file, redacted, to be read before it is saved. */
  'diagnostics.collect': { input: nothing, output: z.object({ text: z.string() }) },
  /** Saves the text that was collected last, as it was, where the user says; false: the dialog was closed. */
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
  /** What files would be called by a template, saved or not, and what is wrong with it. */
  'settings.previewName': {
    input: z.object({ template: nameTemplateSchema }),
    output: z.object({ examples: z.array(z.string()), problems: z.array(nameProblemSchema) }),
  },
  /** Asks the user for the folder to save to; the setting stays as it was when the dialog is closed. */
  'settings.chooseFolder': { input: nothing, output: settingsSchema },
  'settings.chooseCaFile': { input: nothing, output: settingsSchema },
  'settings.clearCaFile': { input: nothing, output: settingsSchema },
  /** The optional Authorization header of the meetings server: write only, kept with the secrets; '' removes. */
  'settings.setMeetingsAuthorization': {
    input: z.object({ value: z.string().max(MAX_MEETINGS_AUTHORIZATION_LENGTH) }),
    output: z.object({ isSet: z.boolean() }),
  },
  'settings.hasMeetingsAuthorization': { input: nothing, output: z.object({ isSet: z.boolean() }) },
  /** The password of a manual proxy: write only; '' removes. Another address or user name removes it too. */
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
  /** Trusts a certificate that main has itself seen fail; any other fingerprint is refused. */
  'certificates.trust': {
    input: z.object({ host: z.string().max(300), fingerprint: z.string().max(200) }),
    output: nothing,
  },
  'certificates.forget': { input: z.object({ host: z.string().max(300) }), output: nothing },

  /**
   * The n-th page of a list, from 0, which asks the service anew. The rows of a page after it are those that had not
   * come before; one that failed may be asked for again.
   */
  'recordings.page': {
    input: z.object({ query: recordingQuerySchema, index: z.number().int().min(0).max(10_000) }),
    output: recordingPageSchema,
  },
  /** Nobody looks at that list any more: a page under way ends with CANCELLED. */
  'recordings.leave': { input: z.object({ query: recordingQuerySchema }), output: nothing },
  /** How many recordings each stretch of time has; null where the service does not say. */
  'recordings.counts': {
    input: z.object({
      query: recordingQuerySchema.omit({ from: true, to: true }),
      spans: z.array(spanSchema).max(60),
    }),
    output: z.array(z.number().nullable()),
  },
  'recordings.get': { input: z.object({ confUUID }), output: recordingSchema },
  /** The files a recording has; asks for links and throws them away. */
  'recordings.files': { input: z.object({ confUUID }), output: z.array(recordingFileSchema) },
  /** Opens the n-th playback page in the system's browser. */
  'recordings.openPlayback': {
    input: z.object({ confUUID, index: z.number().int().min(0).max(100) }),
    output: nothing,
  },

  'downloads.list': { input: nothing, output: z.array(downloadSchema) },
  /** Queues files of recordings; types are compared without regard to case; [] means every type there is. */
  'downloads.addRecordings': {
    input: z.object({
      confUUIDs: z.array(confUUID).min(1).max(10_000),
      fileTypes: fileTypesSchema,
    }),
    output: z.object({
      added: z.number(),
      /** Already in the queue or saved before. */
      known: z.number(),
      failed: z.array(z.object({ confUUID: z.string(), failure: failureSchema })),
    }),
  },
  'downloads.addMaterials': {
    input: z.object({
      programId: z.string().min(1).max(200),
      materialIds: z.array(z.string().min(1).max(200)).min(1).max(1000),
    }),
    output: z.object({ added: z.number(), known: z.number() }),
  },
  /** Files of the user's own minutes. */
  'downloads.addMinutes': {
    input: z.object({ fileCode: fileCodeSchema, files: z.array(minutesFileSchema).min(1).max(2) }),
    output: z.object({ added: z.number(), known: z.number() }),
  },
  'downloads.pause': { input: z.object({ ids }), output: nothing },
  'downloads.resume': { input: z.object({ ids }), output: nothing },
  /** Stops and removes the unfinished file; a saved one is never touched. */
  'downloads.cancel': { input: z.object({ ids }), output: nothing },
  'downloads.retry': { input: z.object({ ids }), output: nothing },
  /** Lets waiting ones go before all others, in the order given. */
  'downloads.moveToTop': {
    input: z.object({ ids: z.array(z.string().max(100)).max(10_000) }),
    output: nothing,
  },
  /** Takes ended ones (saved, failed, cancelled) off the list; files stay. */
  'downloads.clear': { input: z.object({ ids }), output: nothing },
  'downloads.reveal': { input: z.object({ id: z.string().max(100) }), output: nothing },
  'downloads.open': { input: z.object({ id: z.string().max(100) }), output: nothing },
  /** Every recording file that is saved here, of all sites. */
  'library.savedFiles': { input: nothing, output: z.array(savedFileSchema) },
  /** Shows a saved file of the site that is signed in to in its folder; NOT_FOUND when it is not there any more. */
  'library.reveal': {
    input: z.object({ confUUID, fileType: fileTypeSchema, part: z.number().int().min(1) }),
    output: nothing,
  },

  /** What of a recording can be watched; asks no service, so that it works offline as well. */
  'library.watchable': {
    input: z.object({ site: z.string().max(300), confUUID }),
    output: watchableSchema,
  },
  /** Opens a saved file with whatever program the system has for it; one that might be a program is shown instead. */
  'library.open': { input: z.object({ id: savedIdSchema }), output: nothing },

  /** Reads a pasted or scanned text; refuses by code; sends nothing. */
  'minutes.preview': { input: z.object({ text: linkTextSchema }), output: minutesPreviewSchema },
  /** Parses again and saves; only after the user has confirmed the preview. */
  'minutes.save': { input: z.object({ text: linkTextSchema }), output: savedMinutesSchema },
  /** What was saved from here, newest first. */
  'minutes.history': { input: nothing, output: z.array(savedMinutesSchema) },
  /** Gives up a save that waits for the network. */
  'minutes.cancelSave': { input: z.object({ id: z.string().max(100) }), output: nothing },
  /** Tries now what waits. */
  'minutes.sendWaiting': { input: nothing, output: nothing },
  /** A page of the minutes in the user's personal space. */
  'minutes.list': { input: ownMinutesQuerySchema, output: ownMinutesPageSchema },
  /** Main fetches it, because the page may load nothing from elsewhere; null when there is none. */
  'minutes.thumbnail': {
    input: z.object({ fileCode: fileCodeSchema }),
    output: pictureUrlSchema.nullable(),
  },

  /** What every display shows now, or showed when the shortcut was pressed; main looks, the page may not. */
  'screen.read': { input: nothing, output: z.array(screenPictureSchema).max(MAX_SCREENS) },
  'screen.shortcut': { input: nothing, output: z.object({ state: shortcutStateSchema }) },
  /** Opens the page of the system's settings that lets apps see the screen. */
  'screen.openSettings': { input: nothing, output: nothing },

  /** Which links of the system are opened here, and who opens them now. */
  'links.get': { input: nothing, output: z.array(linkSchemeStateSchema) },
  'links.set': {
    input: z.object({ scheme: linkSchemeSchema, isOn: z.boolean() }),
    output: z.array(linkSchemeStateSchema),
  },

  /** Every program that fits the search: a part of its name or of who changed it last. Changed last stands first. */
  'programs.list': {
    input: z.object({ search: z.string().max(200).optional() }),
    output: z.array(programRowSchema),
  },
  'programs.get': { input: z.object({ id: z.string().min(1).max(200) }), output: programSchema },
  /** A material as a data: URL; BAD_ANSWER for one that is no PNG or JPEG, or too large to show. */
  'programs.picture': {
    input: z.object({ programId: z.string().min(1).max(200), materialId: z.string().min(1).max(200) }),
    output: materialPictureSchema,
  },

  'updates.get': { input: nothing, output: updateStateSchema },
  /** Looks for a newer version now; how it ended is in the state. */
  'updates.check': { input: nothing, output: updateStateSchema },
  /** Fetches what was found; only where the way is `installs`. */
  'updates.download': { input: nothing, output: updateStateSchema },
  /** Ends the app and starts the version that was fetched. */
  'updates.restart': { input: nothing, output: nothing },
  /** Opens the page of downloads in the system's browser. */
  'updates.openPage': { input: nothing, output: nothing },

  /** Ended meetings of the configured ProCONF application server, newest first. */
  'meetings.onServer': { input: nothing, output: z.array(serverMeetingSchema) },
  /** Those of the cloud's own history that began in a time, newest first. */
  'meetings.inCloud': { input: meetingQuerySchema, output: z.array(cloudMeetingSchema) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** What main tells the page unasked. */
export const EVENTS = {
  'account.changed': accountStateSchema,
  'settings.changed': settingsSchema,
  /** Every download that changed since the last event, and the ids of those that left the list. */
  'downloads.changed': z.object({ changed: z.array(downloadSchema), removed: z.array(z.string()) }),
  /** The user opened a link outside the app: the page shows what it would do, and does nothing by itself. */
  'minutes.linkArrived': z.object({ text: linkTextSchema }),
  /** A file was saved. */
  'library.added': savedFileSchema,
  /** The history is another: a save was made, waits, or was sent. */
  'minutes.changed': z.object({}),
  /** A self-test asks the page to try these, and to answer with `selfTest.report`. */
  'selfTest.asked': selfTestTaskSchema,
  /** The shortcut was pressed: the page asks for what was on the screen then. */
  'screen.asked': z.object({}),
  'updates.changed': updateStateSchema,
  /** Everything that was under way has come to an end. */
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

/** How a call's end crosses: as data, so that an error keeps its code. */
export type CallResult<C extends CallName> =
  | { ok: true; value: CallOutput<C> }
  | { ok: false; failure: Failure }
type Failure = z.infer<typeof failureSchema>

/** What preload puts on `window.meetkeep`. */
export interface Bridge {
  call<C extends CallName>(channel: C, input: CallInput<C>): Promise<CallResult<C>>
  /** Returns the way to stop listening. */
  on<E extends EventName>(event: E, listen: (payload: EventPayload<E>) => void): () => void
}
