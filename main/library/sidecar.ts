import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join, parse } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { moveWithoutOverwriting } from '../files/final-name.ts'

/** No sidecar is larger; a larger file of this name is something else. */
export const MAX_SIDECAR_BYTES = 64 * 1024

/** A name that leads nowhere but to its own folder. */
const plainName = z
  .string()
  .min(1)
  .refine((name) => name !== '.' && name !== '..' && !/[/\\\0]/.test(name))

/**
 * What stands beside a saved recording, as `<name>.json`: what it is and how to tell, years later, that it is still
 * what was saved. No address and no token: whoever gets the file may read it.
 */
export const sidecarSchema = z.object({
  /** Tells it from any other JSON. */
  kind: z.literal('meetkeep-recording'),
  version: z.literal(1),
  /** Name of the recording's file, in the same folder. */
  file: plainName,
  bytes: z.number().int().min(1),
  /** Hex, lower case. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO. */
  savedAt: z.string(),
  meeting: z.object({
    /** Host (and path) of the service. */
    site: z.string(),
    confUUID: z.string(),
    /** Meeting ID as people dial it; '' when not known, as of all texts here. */
    confID: z.string(),
    subject: z.string(),
    scheduler: z.string(),
    /** ISO UTC. */
    start: z.string().nullable(),
    /** Seconds of the whole recording. */
    durationSeconds: z.number().nullable(),
  }),
  fileType: z.string(),
  part: z.number().int().min(1),
  parts: z.number().int().min(1),
})
export type Sidecar = z.infer<typeof sidecarSchema>

/** The sidecar in a text; null for any other text, 'damaged' for one that says it is a sidecar and is none. */
export function readSidecar(text: string): Sidecar | 'damaged' | null {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = sidecarSchema.safeParse(found)
  if (parsed.success) return parsed.data
  return z.object({ kind: sidecarSchema.shape.kind }).safeParse(found).success ? 'damaged' : null
}

/** Without the scheme: `https://host/path` is `host/path`. */
export function siteName(site: string): string {
  return site.replace(/^https?:\/\//, '')
}

/**
 * Writes the sidecar of the file at `path`: `<name>.json` in place of the extension, or `<name>.<extension>.json`
 * where that name belongs to something else. An older sidecar of the same file is replaced, nothing else ever is.
 * Resolves to its path. Rejects with a named failure of the disk, or DISK_ERROR when both names are taken.
 */
export async function writeSidecar(
  path: string,
  about: Omit<Sidecar, 'kind' | 'version' | 'file'>,
): Promise<string> {
  const sidecar: Sidecar = { kind: 'meetkeep-recording', version: 1, file: basename(path), ...about }
  const text = `${JSON.stringify(sidecarSchema.parse(sidecar), null, 2)}\n`
  // A name of its own, so that what a kill leaves of it is taken up by the next write.
  const fresh = `${path}.json.new`
  return await withDiskErrors(path, async () => {
    const { dir, name } = parse(path)
    try {
      await rm(fresh, { force: true })
      await writeFile(fresh, text, { flag: 'wx', flush: true })
      for (const target of new Set([join(dir, `${name}.json`), `${path}.json`])) {
        if (await isOfTheSameFile(target, sidecar)) {
          await rename(fresh, target)
          return target
        }
        if ((await moveWithoutOverwriting(fresh, target)) === 'moved') return target
      }
    } finally {
      await rm(fresh, { force: true })
    }
    throw new AppError('DISK_ERROR', { params: { path, errno: 'EEXIST' }, detail: 'both names are taken' })
  })
}

async function isOfTheSameFile(target: string, sidecar: Sidecar): Promise<boolean> {
  const isFile = await lstat(target).then(
    (there) => there.isFile() && there.size <= MAX_SIDECAR_BYTES,
    () => false,
  )
  const found = isFile ? readSidecar(await readFile(target, 'utf8')) : null
  return found !== null && found !== 'damaged' && identityOf(found) === identityOf(sidecar)
}

function identityOf({ file, meeting, fileType, part }: Sidecar): string {
  return JSON.stringify([file, meeting.site, meeting.confUUID, fileType.toLowerCase(), part])
}
