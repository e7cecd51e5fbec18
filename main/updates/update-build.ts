import { z } from 'zod'
import type { UpdateMode } from '../../contract/updates.ts'

const httpsUrl = z.url({ protocol: /^https$/ })

/**
 * Update settings of this build (scripts/package.mjs writes them into the package.json inside the archive,
 * where the integrity check covers it): the feed, the download page, and whether the build is signed.
 */
const updateBuildSchema = z.object({
  feed: httpsUrl,
  page: httpsUrl.nullable().catch(null),
  isSigned: z.boolean(),
})
export type UpdateBuild = z.infer<typeof updateBuildSchema>

/** Reads them from the app's package.json; null when it has no feed, or one that is not https. */
export function readUpdateBuild(packageJson: string): UpdateBuild | null {
  const manifest = z.object({ updates: updateBuildSchema }).safeParse(JSON.parse(packageJson))
  return manifest.data?.updates ?? null
}

/**
 * Only builds whose updates the system can verify by signature install them: Windows compares the publisher,
 * macOS the team. Linux packages have no such signature, and the app must not replace a folder unpacked from
 * a zip.
 */
export function updateMode(options: {
  build: UpdateBuild | null
  isPackaged: boolean
  platform: NodeJS.Platform
  /** On Windows: was it installed by the installer? */
  isInstalled: boolean
}): UpdateMode {
  const { build, isPackaged, platform, isInstalled } = options
  if (build === null || !isPackaged) return 'off'
  if (!build.isSigned) return 'notify'
  if (platform === 'darwin') return 'install'
  return platform === 'win32' && isInstalled ? 'install' : 'notify'
}
