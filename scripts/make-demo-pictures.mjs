// Makes the demo service's pictures: `node scripts/make-demo-pictures.mjs`. The pictures are committed.
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

// Two codes on one wall: whoever reads this has to choose.
const [left, right] = await Promise.all([qr(codes['save-minutes'], 320), qr(codes['other-host'], 320)])
await sharp({ create: { width: 760, height: 400, channels: 3, background: '#f4f1ea' } })
  .composite([
    { input: left, left: 40, top: 40 },
    { input: right, left: 400, top: 40 },
  ])
  .png({ palette: true })
  .toFile(place('two-codes.png'))

// What a phone or a webcam sees of a meeting-room screen: slanted, soft, unevenly lit, compressed.
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
  minutes: ['#475569', '#cbd5e1', 'Minutes'],
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
