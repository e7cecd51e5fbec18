import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/chromium.mjs'
import { listening, serveEmptyPage } from './serve-page.ts'

/*
 * What a page under foreign control makes Chromium look up or connect to without a request: names that carry data,
 * and WebRTC over TCP. In a browser of its own, whose log of the network shows each lookup, and with the headers of
 * main's answer.
 */

// A guest's window of Chromium looks nothing up in advance, and neither does one without background networking.
const FLAGS = CHROMIUM_FLAGS.filter((flag) => flag !== '--disable-background-networking')

/** The names under .canary.example that were looked up, and the number of TCP connections to an attacker. */
async function triedWith(dropped: readonly string[]): Promise<{ names: string[]; connections: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'meetkeep-lookups-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  let connections = 0
  const attacker = createServer((socket) => {
    connections += 1
    socket.on('error', () => undefined).end()
  })
  const pagePort = await serveEmptyPage(folder, dropped)
  const attackerPort = await listening(attacker)
  const log = join(folder, 'net.json')
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: findChromium() ?? 'chromium',
    ignoreDefaultArgs: ['--disable-background-networking'],
    args: [...FLAGS, '--webrtc-ip-handling-policy=disable_non_proxied_udp', `--log-net-log=${log}`],
  })
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${pagePort}/`)
  await page.evaluate(() => {
    const link = (rel: string, href: string): void =>
      document.head.append(Object.assign(document.createElement('link'), { rel, href }))
    link('dns-prefetch', 'http://dns-prefetch.canary.example')
    link('preconnect', 'http://preconnect.canary.example')
    const meta = document.createElement('meta')
    meta.httpEquiv = 'x-dns-prefetch-control'
    meta.content = 'on'
    const anchor = Object.assign(document.createElement('a'), { href: 'http://anchor.canary.example' })
    anchor.textContent = 'anchor'
    document.head.append(meta)
    document.body.append(anchor)
  })
  await page.getByText('anchor').hover()
  // A frame has interfaces of its own, which a page cannot be denied. Chromium ends a page whose frame tries them.
  for (const from of ['page', 'frame'] as const)
    await page.evaluate(speakByWebRtc, [from, attackerPort] as const).catch(() => undefined)
  // The log is complete once the browser has ended.
  await context.close()
  const text = await readFile(log, 'utf8')
  const names = [...text.matchAll(/([a-z-]+)\.canary\.example/g)].map(([, name = '']) => name)
  return { names: [...new Set(names)].toSorted(), connections }
}

/** Resolves when every candidate was tried, or the attempt was refused. */
async function speakByWebRtc([from, port]: readonly ['page' | 'frame', number]): Promise<void> {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const { RTCPeerConnection: Connection } =
    from === 'page' ? globalThis : (frame.contentWindow as unknown as typeof globalThis)
  const urls = [`turn:127.0.0.1:${port}?transport=tcp`, `turn:${from}.canary.example:3478?transport=tcp`]
  const peer = new Connection({ iceServers: [{ urls, username: 'canary', credential: 'c' }] })
  peer.createDataChannel('x')
  const isGathered = new Promise<void>((resolve) => {
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState === 'complete') resolve()
    })
  })
  await peer.setLocalDescription(await peer.createOffer())
  await isGathered
}

test('the page makes Chromium look up no name and open no connection', async () => {
  expect(await triedWith([])).toEqual({ names: [], connections: 0 })
})

test('it would without the allowlist, and less with only the other header', async () => {
  const neither = await triedWith(['connection-allowlist', 'x-dns-prefetch-control'])
  expect(neither.names).toEqual(['anchor', 'dns-prefetch', 'frame', 'page', 'preconnect'])
  expect(neither.connections).toBeGreaterThan(0)
  const one = await triedWith(['connection-allowlist'])
  expect(one.names).not.toContain('anchor')
})
