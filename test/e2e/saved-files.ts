import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Names of the saved files under a folder, and of the unfinished ones. */
export async function filesIn(path: string): Promise<{ saved: string[]; unfinished: string[] }> {
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  const names = files.map((entry) => join(entry.parentPath, entry.name))
  return {
    saved: names.filter((name) => name.endsWith('.mp4')),
    unfinished: names.filter((name) => name.includes('.part')),
  }
}

/** Durable bytes of the only unfinished file under a folder, from its journal; 0 without one. */
export async function durableIn(path: string): Promise<number> {
  const journal = (await filesIn(path)).unfinished.find((name) => name.endsWith('.json'))
  if (journal === undefined) return 0
  return (JSON.parse(await readFile(journal, 'utf8')) as { durable: number }).durable
}

/** Whether the boxes of an MP4 cover the file to its last byte, and it contains a film. */
export async function isWholeFilm(path: string): Promise<boolean> {
  const bytes = await readFile(path)
  const boxes: string[] = []
  let at = 0
  while (at + 8 <= bytes.length) {
    boxes.push(bytes.toString('latin1', at + 4, at + 8))
    const short = bytes.readUInt32BE(at)
    at += short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length : short
  }
  return at === bytes.length && ['ftyp', 'moov', 'mdat'].every((box) => boxes.includes(box))
}
