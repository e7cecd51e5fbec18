// Generates the clips for the demo service's recordings: `node scripts/make-demo-clips.mjs`. Needs Debian's
// ffmpeg. The clips are committed: nothing else needs ffmpeg.
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const SECONDS = 6
const camera = (size) => `testsrc2=size=${size}:rate=15:duration=${SECONDS}`
const screen = (size) => `testsrc=size=${size}:rate=15:duration=${SECONDS}`
const sound = `sine=frequency=330:beep_factor=4:duration=${SECONDS}`
const words = (text) => text.split(' ')

/** All show the same clock, so that synchronous playback is visible. */
const clips = {
  hd: { inputs: [camera('640x360')], filter: '[0:v]null[v]' },
  // Not aux: a reserved file name on Windows, with any extension.
  screen: { inputs: [screen('1280x720')], filter: '[0:v]null[v]' },
  sd: {
    inputs: [camera('704x576'), screen('320x240')],
    filter: '[1:v]scale=208:-2[s];[0:v][s]overlay=W-w-16:H-h-16[v]',
  },
}

for (const [name, { inputs, filter }] of Object.entries(clips)) {
  const file = fileURLToPath(new URL(`../demo/media/${name}.mp4`, import.meta.url))
  const sources = [...inputs, sound].flatMap((source) => ['-f', 'lavfi', '-i', source])
  const video = words('-c:v libx264 -preset veryslow -crf 36 -pix_fmt yuv420p -g 30')
  const streams = ['-filter_complex', filter, '-map', '[v]', '-map', `${inputs.length}:a`]
  make(file, [...sources, ...streams, ...video])
}
make(fileURLToPath(new URL('../demo/media/audio.m4a', import.meta.url)), ['-f', 'lavfi', '-i', sound])

function make(file, what) {
  const audio = words('-c:a aac -b:a 24k -ac 1 -ar 22050 -map_metadata -1')
  const form = words('-fflags +bitexact -flags +bitexact -movflags +faststart')
  const quiet = words('-hide_banner -loglevel error -y')
  execFileSync('ffmpeg', [...quiet, ...what, ...audio, ...form, file], { stdio: 'inherit' })
  console.log(`${basename(file)}: ${statSync(file).size} bytes`)
}
