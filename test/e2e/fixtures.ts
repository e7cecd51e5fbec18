import type { DemoService } from '../../demo/service.ts'
import { startDemo } from '../../demo/service.ts'
import { test as base } from '../fixtures.ts'
import { type OpenApp, openApp } from './app.ts'

interface Scope {
  onCleanup: (clean: () => Promise<void>) => void
}

/** Returns a factory whose results are closed with its scope, last one first. */
const closing =
  <Options, Made extends { close(): Promise<void> }>(make: (options?: Options) => Promise<Made>) =>
  // oxlint-disable-next-line no-empty-pattern -- vitest reads here which other fixtures this one needs: none
  async ({}, { onCleanup }: Scope): Promise<(options?: Options) => Promise<Made>> => {
    const made: Made[] = []
    onCleanup(async () => {
      for (const one of made.toReversed()) await one.close()
    })
    return async (options) => {
      const one = await make(options)
      made.push(one)
      return one
    }
  }

/** An app whose close is idempotent, because both a test and the fixture close it. */
async function openOnce(...options: Parameters<typeof openApp>): Promise<OpenApp> {
  const app = await openApp(...options)
  let closed: Promise<void> | undefined
  return { ...app, close: () => (closed ??= app.close()) }
}

/** As `openOnce`, for the demo service. */
async function startOnce(...options: Parameters<typeof startDemo>): Promise<DemoService> {
  const service = await startDemo(...options)
  let closed: Promise<void> | undefined
  return { ...service, close: () => (closed ??= service.close()) }
}

/**
 * `test` with folders, and with functions that open an app and start a demo service: each is closed at the
 * end of the test or, for those named "shared", of the file, also if a test failed.
 */
export const test = base
  .extend('startDemo', closing(startOnce))
  .extend('openApp', closing(openOnce))
  .extend('startSharedDemo', { scope: 'file' }, closing(startOnce))
  .extend('openSharedApp', { scope: 'file' }, closing(openOnce))
