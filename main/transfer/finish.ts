import { createHash } from 'node:crypto'
import { parse, join } from 'node:path'
import { lstat } from 'node:fs/promises'
import type { Failure } from '../../contract/errors.ts'
import { moveToFinalName, withSuffix } from '../files/final-name.ts'
import { openPlain, readPlain } from '../files/open-file.ts'
import { incompletePath } from '../media/incomplete-name.ts'
import { extensionOf, SNIFF_BYTES } from '../media/media-kind.ts'
import type { ReadAt } from '../media/mp4-structure.ts'
import { partPath, removeJournal, removePart } from './journal.ts'
import type { PartFile } from './part-file.ts'
import { type Expected, fittingExtension, noteOfContent } from './verify.ts'

interface NamedFile {
  finalPath: string
  needsExtension: boolean
  expected?: Pick<Expected, 'kind'>
}

/** Gives a verified file its final name. `note` is about its content; the result adds one about its name. */
export async function moveToFinal(
  job: NamedFile,
  part: PartFile,
  { sha256, note }: { sha256: string; note: string | null },
): Promise<{ path: string; bytes: number; sha256: string; note: string | null }> {
  const bytes = part.written()
  await part.seal(sha256)
  const { path: target, note: noteOfName } = await finalPathByContent(job, part.read)
  await part.confirm()
  await part.close()
  const path = await moveToFinalName(partPath(job.finalPath), target)
  return { path, bytes, sha256, note: joined(noteOfName, note) }
}

/** The final path, with the extension that fits the content where its own one does not. */
export async function finalPathByContent(
  { finalPath, needsExtension, expected }: NamedFile,
  readAt: ReadAt,
): Promise<{ path: string; note: string | null }> {
  const first = await readAt(0, SNIFF_BYTES)
  if (needsExtension) return { path: finalPath + (extensionOf(first) ?? ''), note: null }
  const { dir, name, ext } = parse(finalPath)
  const fitting = expected?.kind === 'recording' ? fittingExtension(first, ext) : null
  return fitting === null
    ? { path: finalPath, note: null }
    : { path: join(dir, name + fitting.extension), note: fitting.note }
}

/** The note about a finished file, as its transfer would have made it. */
export async function noteOfFile(path: string, job: NamedFile): Promise<string | null> {
  const handle = await openPlain(path, 'read')
  try {
    const readAt: ReadAt = async (position, size) => {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(size), 0, size, position)
      return buffer.subarray(0, bytesRead)
    }
    const { size } = await handle.stat()
    return joined((await finalPathByContent(job, readAt)).note, await noteOfContent(readAt, size))
  } finally {
    await handle.close()
  }
}

function joined(...notes: (string | null)[]): string | null {
  return notes.filter((note) => note !== null).join(' ') || null
}

/**
 * Keeps all bytes that the server has of a recording under a name that says that they are incomplete: they
 * may be the only ones left. Keeps one copy of the same bytes. Resolves to the failure that says so.
 */
export async function keepIncomplete(job: { finalPath: string }, part: PartFile): Promise<Failure> {
  const sha256 = await part.digest()
  await part.checkpoint()
  await part.confirm()
  await part.close()
  const kept = incompletePath(job.finalPath)
  const copy = (await incompleteCopies(job.finalPath)).find((one) => one.sha256 === sha256)
  const path = copy?.path ?? (await moveToFinalName(partPath(job.finalPath), kept))
  if (copy !== undefined) await removePart(job.finalPath)
  await removeJournal(job.finalPath)
  return {
    code: 'INCOMPLETE_ON_SERVER',
    params: { path },
    detail: 'all bytes of the server came twice, but they are no whole file',
  }
}

/** The files that {@link keepIncomplete} has kept of one recording. */
export async function incompleteCopies(finalPath: string): Promise<{ path: string; sha256: string }[]> {
  const copies: { path: string; sha256: string }[] = []
  for (let n = 1; ; n += 1) {
    const path = withSuffix(incompletePath(finalPath), n)
    const found = await lstat(path).catch(() => null)
    if (found === null) return copies
    if (found.isFile()) copies.push({ path, sha256: await sha256OfFile(path) })
  }
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of readPlain(path)) hash.update(chunk)
  return hash.digest('hex')
}
