import { mkdir, readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { at } from './built.mjs'

// Generates the icons of every system from build/icon.svg and build/tray-template.svg; run manually when a drawing
// changes.
const svg = await readFile(at('build/icon.svg'))
const png = (size) =>
  sharp(svg, { density: (72 * size) / 1024 })
    .resize(size, size)
    .png()
    .toBuffer()

const LINUX = [16, 32, 48, 64, 128, 256, 512]
await mkdir(at('build/icons'), { recursive: true })
for (const size of LINUX) await writeFile(at(`build/icons/${size}x${size}.png`), await png(size))
await writeFile(at('build/icon.ico'), ico(await Promise.all([16, 24, 32, 48, 64, 128, 256].map(sized))))
// Apple's names for PNG entries of an .icns, by size in pixels.
const ICNS = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }
await writeFile(
  at('build/icon.icns'),
  icns(
    await Promise.all(Object.entries(ICNS).map(async ([type, size]) => ({ type, picture: await png(size) }))),
  ),
)

// The menu bar of macOS takes points: 16 of them, and the same for a display with two pixels for each.
const template = await readFile(at('build/tray-template.svg'))
for (const [name, size] of [
  ['trayTemplate.png', 16],
  ['trayTemplate@2x.png', 32],
]) {
  const picture = sharp(template, { density: (72 * size) / 24 })
    .resize(size, size)
    .png()
  await writeFile(at(`build/${name}`), await picture.toBuffer())
}

async function sized(size) {
  return { size, picture: await png(size) }
}

/** A Windows icon: a directory of 16-byte entries, then the PNGs themselves; 256 is written as 0. */
function ico(entries) {
  const head = Buffer.alloc(6 + 16 * entries.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(entries.length, 4)
  let offset = head.length
  for (const [index, { size, picture }] of entries.entries()) {
    const entry = 6 + 16 * index
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(picture.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += picture.length
  }
  return Buffer.concat([head, ...entries.map(({ picture }) => picture)])
}

/** An Apple icon: blocks of type, length with these eight bytes, PNG. */
function icns(entries) {
  const blocks = entries.map(({ type, picture }) => block(type, picture))
  return block('icns', Buffer.concat(blocks))
}

function block(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
