import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { saveAndWatch, waitForStatus } from './saved.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let folder = ''
let address = ''
test.beforeAll(async ({ sharedFolder: madeFolder, openSharedApp }) => {
  folder = madeFolder
  app = await openSharedApp({ demo: true })
  await app.answerDialog(folder)
})

interface Answer {
  status: number
  range: string | null
  type: string | null
  bytes: number
  text: string
}
/**
 * Sends a request to the player's scheme: in the stand-in from the page, with its cookie; in Electron
 * from main, whose session uses the same handler (Electron: session.fetch).
 */
async function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  if (app.electron !== null)
    return await app.electron.evaluate(
      async ({ session }, asked) => {
        const answer = await session.defaultSession.fetch(asked.url, {
          headers: asked.headers,
          method: asked.method,
        })
        const body = await answer.arrayBuffer()
        return {
          status: answer.status,
          range: answer.headers.get('content-range'),
          type: answer.headers.get('content-type'),
          bytes: body.byteLength,
          text: new TextDecoder('latin1').decode(body.slice(0, 200)),
        }
      },
      { url, headers, method },
    )
  return await app.page.evaluate(
    async (asked) => {
      const answer = await fetch(asked.url, { headers: asked.headers, method: asked.method })
      const body = await answer.arrayBuffer()
      return {
        status: answer.status,
        range: answer.headers.get('content-range'),
        type: answer.headers.get('content-type'),
        bytes: body.byteLength,
        text: new TextDecoder('latin1').decode(body.slice(0, 200)),
      }
    },
    { url, headers, method },
  )
}

test('the player loads its film by an id, not a path', async () => {
  await saveAndWatch(app, 'Sound check', 1, ['Hd'])
  await waitForStatus(app.page, 'playing')
  address = await app.page
    .locator('[data-type=Hd] video')
    .evaluate((video) => (video as HTMLVideoElement).currentSrc)
  expect(address).toMatch(/\/[0-9a-f]{32}$/)
  expect(address).not.toContain(encodeURIComponent(folder))
  expect(address).not.toContain('mp4')
})

test('a range returns that part of the saved file', async () => {
  const [name = ''] = (await readdir(folder, { recursive: true })).filter((one) => one.endsWith('.mp4'))
  const film = await readFile(join(folder, name))
  const piece = await ask(address, { range: 'bytes=4-99' })
  expect(piece).toMatchObject({
    status: 206,
    range: `bytes 4-99/${film.length}`,
    type: 'video/mp4',
    bytes: 96,
  })
  expect(piece.text.slice(0, 96)).toBe(film.toString('latin1', 4, 100))
  expect(await ask(address, { range: `bytes=${film.length}-` })).toMatchObject({
    status: 416,
    range: `bytes */${film.length}`,
  })
  expect(await ask(address)).toMatchObject({ status: 200, bytes: film.length })
  expect(await ask(address, {}, 'HEAD')).toMatchObject({ status: 200, bytes: 0 })
})

test('only saved recordings can be reached', async () => {
  const id = address.slice(address.lastIndexOf('/') + 1)
  const base = address.slice(0, -id.length)
  const [name = ''] = (await readdir(folder, { recursive: true })).filter((one) => one.endsWith('.mp4'))
  for (const other of [
    '0'.repeat(32),
    id.toUpperCase(),
    `${id}/`,
    `${id}%00`,
    `..%2f..%2f..%2fetc%2fpasswd`,
    '%2e%2e/%2e%2e/etc/passwd',
    encodeURIComponent(join(folder, name)),
    encodeURIComponent(`/../..${join(folder, name)}`),
    // In the player's own scheme this is the film's address again: the id has no prefix there.
    ...(app.driver === 'stand-in' ? [`${id}/../../${id}`] : [`x/../y/${id}`]),
  ]) {
    const { status, text } = await ask(base + other)
    expect(status, other).toBe(404)
    expect(text, other).toBe('')
  }
})

test('the policy allows the scheme only for the player', async () => {
  const refused = await app.page.evaluate(async () => {
    const film = document.createElement('video')
    const violated = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      })
    })
    film.src = new URL('/assets/film.mp4', location.href).href
    return await violated
  })
  expect(refused).toBe('media-src')
})
