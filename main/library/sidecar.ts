import { rename, rm } from 'node:fs/promises'
import { basename, join, parse } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { moveWithoutOverwriting } from '../files/final-name.ts'
import { makeDurable, readPlainText, replacePlain } from '../files/open-file.ts'

/** No sidecar is larger; a larger file of this name is not one. */
export const MAX_SIDECAR_BYTES = 64 * 1024

/** A file name that cannot lead out of its own folder. */
const plainName = z
  .string()
  .min(1)
  .refine((name) => name !== '.' && name !== '..' && !/[/\\\0]/.test(name))

/**
 * The sidecar of a saved recording, `<name>.json`: what the recording is, and how to check years later that
 * it is unchanged. No address and no token: everyone who gets the file may read it.
 */
export const sidecarSchema = z.object({
  /** Distinguishes it from any other JSON. */
  kind: z.literal('meetkeep-recording'),
  version: z.literal(1),
  /** Name of the recording's file, in the same folder. */
  file: plainName,
  bytes: z.number().int().min(1),
  /** Hex, lower case. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO. */
  savedAt: z.string(),
  /** What is unusual about the file, in English: bytes behind the film, or another container than its link names. */
  note: z.string().optional(),
  meeting: z.object({
    /** Host (and path) of the service. */
    site: z.string(),
    confUUID: z.string(),
    /** Meeting ID as people dial it; '' when unknown, like all texts here. */
    confID: z.string(),
    subject: z.string(),
    scheduler: z.string(),
    /** ISO UTC. */
    start: z.string().nullable(),
    /** Length of the whole recording in seconds. */
    durationSeconds: z.number().nullable(),
  }),
  fileType: z.string(),
  part: z.number().int().min(1),
  parts: z.number().int().min(1),
})
export type Sidecar = z.infer<typeof sidecarSchema>

/** Parses a sidecar; null for any other text, 'damaged' for an invalid sidecar. */
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
 * Writes the sidecar of the file at `path`: `<name>.json` in place of the extension, or
 * `<name>.<extension>.json` if that name is taken by another file. Only an older sidecar of the same file is
 * overwritten. Resolves to its path. Rejects with an AppError of the disk, or DISK_ERROR when both names are
 * taken.
 */
export async function writeSidecar(
  path: string,
  about: Omit<Sidecar, 'kind' | 'version' | 'file'>,
): Promise<string> {
  const sidecar: Sidecar = { kind: 'meetkeep-recording', version: 1, file: basename(path), ...about }
  const text = `${JSON.stringify(sidecarSchema.parse(sidecar), null, 2)}\n`
  // A fixed temporary name, so that the next write replaces what a killed process left.
  const fresh = `${path}.json.new`
  return await withDiskErrors(path, async () => {
    const { dir, name } = parse(path)
    try {
      await writeDurably(fresh, text)
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

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await replacePlain(path)
  try {
    await handle.writeFile(text)
    await makeDurable(handle, 'sync')
  } finally {
    await handle.close()
  }
}

async function isOfTheSameFile(target: string, sidecar: Sidecar): Promise<boolean> {
  const text = await readPlainText(target, MAX_SIDECAR_BYTES).catch(() => '')
  const found = readSidecar(text)
  return found !== null && found !== 'damaged' && identityOf(found) === identityOf(sidecar)
}

function identityOf({ file, meeting, fileType, part }: Sidecar): string {
  return JSON.stringify([file, meeting.site, meeting.confUUID, fileType.toLowerCase(), part])
}
