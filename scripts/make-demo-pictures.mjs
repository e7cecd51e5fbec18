// Generates the demo service's pictures: `node scripts/make-demo-pictures.mjs`. The pictures are committed.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import QRCode from 'qrcode'
import sharp from 'sharp'
import codes from '../demo/pictures/codes.json' with { type: 'json' }

const place = (name) => fileURLToPath(new URL(`../demo/pictures/${name}`, import.meta.url))
const qr = (text, width) => QRCode.toBuffer(text, { errorCorrectionLevel: 'M', margin: 4, width })

for (const name of ['save-minutes', 'open-file-list', 'other-host']) {
  writeFileSync(place(`${name}.png`), await qr(codes[name], 360))
}

// Two codes in one picture: the user has to choose.
const [left, right] = await Promise.all([qr(codes['save-minutes'], 320), qr(codes['other-host'], 320)])
await sharp({ create: { width: 760, height: 400, channels: 3, background: '#f4f1ea' } })
  .composite([
    { input: left, left: 40, top: 40 },
    { input: right, left: 400, top: 40 },
  ])
  .png({ palette: true })
  .toFile(place('two-codes.png'))

// A photo of a meeting-room screen by a phone or a webcam: slanted, blurred, unevenly lit, compressed.
const room = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640">
  <defs><linearGradient id="w" x2="1" y2="1"><stop stop-color="#8d8676"/><stop offset="1" stop-color="#3b382f"/></linearGradient></defs>
  <rect width="960" height="640" fill="url(#w)"/><rect x="0" y="560" width="960" height="80" fill="#2a2722"/></svg>`)
const screen = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#dfe7ef' } })
  .composite([{ input: await qr(codes['save-minutes-photo'], 330), left: 40, top: 35 }])
  .png()
  .toBuffer()
const slanted = await sharp(screen)
  .ensureAlpha()
  .affine([0.98, 0.12, -0.09, 0.93], { background: '#00000000', interpolator: 'bicubic' })
  .png()
  .toBuffer()
const glare = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640">
  <defs><radialGradient id="g" cx=".8" cy=".2" r=".7"><stop stop-color="#fff" stop-opacity=".35"/><stop offset="1" stop-color="#000" stop-opacity=".18"/></radialGradient></defs>
  <rect width="960" height="640" fill="url(#g)"/></svg>`)
const photo = await sharp(room)
  .composite([{ input: slanted, left: 120, top: 70 }, { input: glare }])
  .png()
  .toBuffer()
await sharp(photo).blur(1.1).jpeg({ quality: 70 }).toFile(place('save-minutes-photo.jpg'))

const slides = {
  welcome: ['#0b5fff', '#58a6ff', 'Welcome'],
  canteen: ['#0f766e', '#5eead4', 'Canteen today'],
  safety: ['#b45309', '#fcd34d', 'Fire drill 15:00'],
}
for (const [name, [from, to, title]] of Object.entries(slides)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">
    <defs><linearGradient id="b" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
    <rect width="640" height="360" fill="url(#b)"/><circle cx="540" cy="80" r="130" fill="#fff" opacity=".12"/>
    <rect x="48" y="236" width="280" height="10" rx="5" fill="#fff" opacity=".7"/>
    <rect x="48" y="262" width="180" height="10" rx="5" fill="#fff" opacity=".45"/>
    <text x="48" y="196" font-family="DejaVu Sans, sans-serif" font-size="52" font-weight="700" fill="#fff">${title}</text></svg>`
  await sharp(Buffer.from(svg))
    .png({ palette: true, colours: 64 })
    .toFile(place(`slide-${name}.png`))
}

// Sketches on a whiteboard: the thumbnails of minutes.
const line = (d, color, width = 5) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
const box = (x, y, w, h, fill, stroke = 'none') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="8" fill="${fill}" stroke="${stroke}" stroke-width="4"/>`
const words = (x, y, widths, color = '#94a3b8') =>
  widths.map((w, n) => line(`M${x} ${y + n * 16}h${w}`, color, 5)).join('')
const boards = {
  flow:
    [40, 210, 380]
      .map((x) => box(x, 130, 110, 64, '#eef6ff', '#2563eb') + words(x + 18, 154, [70, 44]))
      .join('') +
    line('M154 162h48m-12 -10l12 10l-12 10M324 162h48m-12 -10l12 10l-12 10', '#334155') +
    line('M265 198c0 60 90 70 160 52', '#dc2626') +
    words(40, 44, [180, 120], '#1e293b'),
  notes:
    [
      [44, 70, '#fde68a'],
      [168, 96, '#bbf7d0'],
      [292, 62, '#fecaca'],
      [416, 104, '#bfdbfe'],
      [96, 196, '#fecaca'],
      [236, 200, '#fde68a'],
      [372, 218, '#bbf7d0'],
    ]
      .map(([x, y, fill]) => box(x, y, 92, 84, fill) + words(x + 14, y + 24, [60, 44, 52], '#64748b'))
      .join('') + words(44, 36, [140], '#1e293b'),
  chart:
    line('M70 60v230h480', '#334155') +
    [96, 150, 120, 190, 176, 220]
      .map((h, n) => box(104 + n * 74, 290 - h, 42, h, '#99f6e4', '#0f766e'))
      .join('') +
    line('M112 180l74 -40l74 20l74 -62l74 14l74 -46', '#dc2626') +
    words(100, 34, [210], '#1e293b'),
  list: [60, 116, 172, 228, 284]
    .map(
      (y, n) =>
        box(60, y, 30, 30, '#fff', '#334155') +
        (n < 3 ? line(`M66 ${y + 16}l8 9l14 -20`, '#16a34a') : '') +
        words(116, y + 9, [[330, 210, 280, 360, 240][n] ?? 200, 120], n < 3 ? '#94a3b8' : '#475569'),
    )
    .join(''),
}
for (const [name, drawing] of Object.entries(boards)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 338" width="400" height="225">
    <rect width="600" height="338" fill="#fdfdfb"/>${drawing}</svg>`
  await sharp(Buffer.from(svg))
    .png({ palette: true, colours: 32 })
    .toFile(place(`board-${name}.png`))
}
