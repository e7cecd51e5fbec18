import { z } from 'zod'
import { savedIdSchema } from './watching.ts'

/** Checks that main asks the page to run in a self-test. */
export const selfTestTaskSchema = z.object({
  /** A picture with a code: PNG, base64. */
  picture: z.string().max(1_000_000),
  /** A film that was just saved; null when none could be. */
  film: savedIdSchema.nullable(),
})
export type SelfTestTask = z.infer<typeof selfTestTaskSchema>

/**
 * Every permission a page can query by name (Blink: PermissionName), as navigator.permissions.query takes it.
 * Electron answers each from the app's own check, granted or denied, without any hardware (Electron:
 * ElectronPermissionManager::GetPermissionResultForCurrentDocument).
 */
export const ASKED_PERMISSIONS: readonly { name: string; [more: string]: unknown }[] = [
  { name: 'camera' },
  { name: 'clipboard-write' },
  { name: 'microphone' },
  { name: 'geolocation' },
  { name: 'notifications' },
  { name: 'clipboard-read' },
  { name: 'display-capture' },
  { name: 'midi' },
  { name: 'midi', sysex: true },
  { name: 'push', userVisibleOnly: true },
  { name: 'persistent-storage' },
  { name: 'background-sync' },
  { name: 'background-fetch' },
  { name: 'periodic-background-sync' },
  { name: 'idle-detection' },
  { name: 'screen-wake-lock' },
  { name: 'window-management' },
  { name: 'local-fonts' },
  { name: 'storage-access' },
  { name: 'payment-handler' },
  { name: 'accelerometer' },
  { name: 'gyroscope' },
  { name: 'magnetometer' },
  { name: 'ambient-light-sensor' },
  { name: 'nfc' },
  { name: 'speaker-selection' },
  { name: 'captured-surface-control' },
  { name: 'keyboard-lock' },
  { name: 'pointer-lock' },
  { name: 'local-network-access' },
]

const text = z.string().max(500)

/** Result of one check in the page: what was found, or the error. */
const found = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('done'), value }),
    z.object({ status: z.literal('failed'), error: text }),
  ])

export const selfTestReportSchema = z.object({
  isolation: found(
    z.object({
      address: text,
      /** Node globals that the page can reach; must be empty. */
      leaks: z.array(text).max(20),
      /** Did a call outside the contract succeed? */
      tookUnknownCall: z.boolean(),
    }),
  ),
  code: found(z.object({ texts: z.array(z.string().max(4096)).max(20), hasWebAssembly: z.boolean() })),
  film: found(
    z.object({
      /** Seconds of film that were played. */
      played: z.number(),
      /** Position after a seek, and the target of the seek, in seconds. */
      soughtTo: z.number(),
      wanted: z.number(),
      /** Pixels. */
      width: z.number(),
      height: z.number(),
    }),
  ),
  /** Characters of a thumbnail of the film, a data URL; 0: none could be made. */
  thumbnail: found(z.number().int().nonnegative()),
  /** Names of the browser's features that the document may use. */
  features: found(z.array(text).max(500)),
  /** One for each of {@link ASKED_PERMISSIONS}: granted, denied, prompt, or unknown to this Chromium. */
  permissions: found(z.array(text).max(100)),
})
export type SelfTestReport = z.infer<typeof selfTestReportSchema>
