import { expect, test, vi } from 'vitest'
import { readWithConsent } from './read-with-consent.ts'

test.each([
  { hasTaken: false, isRecent: false, consents: false, asks: true, reads: false },
  { hasTaken: false, isRecent: false, consents: true, asks: true, reads: true },
  { hasTaken: true, isRecent: false, consents: false, asks: false, reads: true },
  { hasTaken: false, isRecent: true, consents: false, asks: false, reads: true },
])('after the shortcut: $hasTaken, after an input: $isRecent, consent: $consents', async (one) => {
  const read = vi.fn(async () => [])
  const askConsent = vi.fn(async () => one.consents)
  const reading = readWithConsent({
    reader: { hasTaken: () => one.hasTaken, read },
    input: { isRecent: () => one.isRecent },
    askConsent,
  })()
  if (one.reads) expect(await reading).toEqual([])
  else await expect(reading).rejects.toMatchObject({ code: 'SCREEN_CANCELLED' })
  expect(askConsent).toHaveBeenCalledTimes(one.asks ? 1 : 0)
  expect(read).toHaveBeenCalledTimes(one.reads ? 1 : 0)
})
