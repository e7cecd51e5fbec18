/// <reference types="vite/client" />
import { ASKED_PERMISSIONS, type SelfTestReport, type SelfTestTask } from '../contract/self-test.ts'
import { mediaAddress } from '../contract/watching.ts'
import { call } from './bridge.ts'
import { makeThumbnail } from './features/library/make-thumbnail.ts'
import { createWorkerDecoder, startWorker } from './features/minutes/decode-in-worker.ts'
import { pixelsOfPicture } from './features/minutes/read-picture.ts'

/** Timeout of each trial in the page, so that one that hangs does not block the others. */
const LONGEST_TRIAL_MS = 25_000
/** Globals that Node and Electron would add to a page without isolation. */
const OF_NODE = ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer']

/** Runs the checks that only a page can run, and reports to main; loaded when `--self-test` is given. */
export async function runPageChecks(task: SelfTestTask): Promise<void> {
  const [isolation, code, film, thumbnail, features, permissions] = await Promise.all([
    trial(tryIsolation),
    trial(() => tryCode(task.picture)),
    trial(() => tryFilm(task.film)),
    trial(() => tryThumbnail(task.film)),
    trial(tryFeatures),
    trial(tryPermissions),
  ])
  await call('selfTest.report', { isolation, code, film, thumbnail, features, permissions })
}

type Trial<T> = { status: 'done'; value: T } | { status: 'failed'; error: string }

async function trial<T>(run: () => Promise<T>): Promise<Trial<T>> {
  let timer: number | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = window.setTimeout(() => reject(new Error('it took too long')), LONGEST_TRIAL_MS)
  })
  try {
    return { status: 'done', value: await Promise.race([run(), limit]) }
  } catch (error) {
    return { status: 'failed', error: (error instanceof Error ? error.message : String(error)).slice(0, 500) }
  } finally {
    clearTimeout(timer)
  }
}

type ValueOf<K extends keyof SelfTestReport> = Extract<SelfTestReport[K], { status: 'done' }>['value']

async function tryIsolation(): Promise<ValueOf<'isolation'>> {
  const ask = window.meetkeep?.call as ((name: string) => Promise<unknown>) | undefined
  const tookUnknownCall = await (
    ask?.('electron-store-get-data') ?? Promise.reject(new Error('no bridge'))
  ).then(
    () => true,
    () => false,
  )
  return {
    address: location.href.slice(0, 500),
    leaks: OF_NODE.filter((name) => name in window),
    tookUnknownCall,
  }
}

async function tryCode(picture: string): Promise<ValueOf<'code'>> {
  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0))
  const pixels = await pixelsOfPicture(new Blob([bytes], { type: 'image/png' }))
  let hasWebAssembly = false
  const decoder = createWorkerDecoder(() => {
    const worker = startWorker()
    worker.addEventListener('message', ({ data }: MessageEvent<{ hasWebAssembly?: boolean }>) => {
      hasWebAssembly = data.hasWebAssembly === true
    })
    return worker
  })
  try {
    const codes = await decoder.decode(pixels)
    return { texts: codes.map(({ text }) => text.slice(0, 4096)).slice(0, 20), hasWebAssembly }
  } finally {
    decoder.close()
  }
}

/**
 * Plays a second of the film and seeks to its middle. Uses the film's own clock: a hidden page gets no
 * frames.
 */
async function tryFilm(id: string | null): Promise<ValueOf<'film'>> {
  if (id === null) throw new Error('no film was saved')
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  try {
    const loaded = next(video, 'loadedmetadata')
    video.src = mediaAddress(id)
    await loaded
    await video.play()
    while (video.currentTime < 1 && !video.ended) await next(video, 'timeupdate')
    const played = video.currentTime
    video.pause()
    const wanted = video.duration / 2
    const sought = next(video, 'seeked')
    video.currentTime = wanted
    await sought
    const { currentTime: soughtTo, videoWidth: width, videoHeight: height } = video
    return { played, soughtTo, wanted, width, height }
  } finally {
    video.removeAttribute('src')
    video.load()
  }
}

/** As the library makes it: from a frame that a canvas may read although the film is of another origin. */
async function tryThumbnail(id: string | null): Promise<ValueOf<'thumbnail'>> {
  if (id === null) throw new Error('no film was saved')
  return (await makeThumbnail(id, new AbortController().signal))?.length ?? 0
}

/** Chromium's interface to what the header Permissions-Policy leaves (https://w3c.github.io/webappsec-permissions-policy/). */
async function tryFeatures(): Promise<ValueOf<'features'>> {
  const { featurePolicy } = document as Document & { featurePolicy?: { allowedFeatures(): string[] } }
  if (featurePolicy === undefined) throw new Error('this Chromium does not list its features')
  return featurePolicy.allowedFeatures()
}

/** Resolves on the event, rejects with the film's error. */
function next(video: HTMLVideoElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true })
    video.addEventListener('error', () => reject(new Error(video.error?.message || 'the film failed')), {
      once: true,
    })
  })
}

async function tryPermissions(): Promise<ValueOf<'permissions'>> {
  return await Promise.all(
    ASKED_PERMISSIONS.map((asked) =>
      navigator.permissions.query(asked as unknown as PermissionDescriptor).then(
        ({ state }): string => state,
        () => 'unknown',
      ),
    ),
  )
}
