import { z } from 'zod'
import type { UpdateWay } from '../../contract/updates.ts'

const httpsUrl = z.url({ protocol: /^https$/ })

/**
 * What was decided when this build was made (scripts/package.mjs writes it into the package.json inside the archive,
 * where the integrity check covers it): where newer versions are announced, where people get them, and whether the
 * build is signed.
 */
const updateBuildSchema = z.object({
  feed: httpsUrl,
  page: httpsUrl.nullable().catch(null),
  isSigned: z.boolean(),
})
export type UpdateBuild = z.infer<typeof updateBuildSchema>

/** Of the app's own package.json; null when it names no feed, or one that is not https. */
export function readUpdateBuild(packageJson: string): UpdateBuild | null {
  const manifest = z.object({ updates: updateBuildSchema }).safeParse(JSON.parse(packageJson))
  return manifest.data?.updates ?? null
}

/**
 * Only what can be checked by the system's own signatures installs itself: Windows compares the publisher, macOS the
 * team. Linux packages carry no such signature, and a folder unpacked from a zip is nobody's to replace.
 */
export function updateWay(order: {
  build: UpdateBuild | null
  isPackaged: boolean
  platform: NodeJS.Platform
  /** On Windows: was it put there by the installer? */
  isInstalled: boolean
}): UpdateWay {
  const { build, isPackaged, platform, isInstalled } = order
  if (build === null || !isPackaged) return 'off'
  if (!build.isSigned) return 'tells'
  if (platform === 'darwin') return 'installs'
  return platform === 'win32' && isInstalled ? 'installs' : 'tells'
}
