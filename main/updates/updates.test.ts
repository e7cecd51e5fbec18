import { describe, expect, test, vi } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { UPDATE_STEPS, type UpdateState } from '../../contract/updates.ts'
import { nextStep, type UpdateEvent } from './update-steps.ts'
import { createUpdates, type UpdateEngine } from './updates.ts'

const EVENTS = ['check', 'nothing', 'found', 'download', 'downloaded', 'failed'] satisfies UpdateEvent[]

test('every step allows only the listed transitions', () => {
  const ways = UPDATE_STEPS.flatMap((step) =>
    EVENTS.flatMap((event) => {
      const next = nextStep(step, event)
      return next === null ? [] : [`${step} -${event}-> ${next}`]
    }),
  )
  expect(ways).toEqual([
    'resting -check-> checking',
    'checking -nothing-> resting',
    'checking -found-> found',
    'checking -failed-> resting',
    'found -check-> checking',
    'found -download-> downloading',
    'downloading -downloaded-> ready',
    'downloading -failed-> found',
  ])
})

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const newer = { version: '1.2.0', notes: '- faster' }

function setUp({
  mode = 'install',
  isAutomatic = true,
}: { mode?: UpdateState['mode']; isAutomatic?: boolean } = {}) {
  const engine = {
    check: vi.fn<UpdateEngine['check']>(async () => newer),
    download: vi.fn<UpdateEngine['download']>(async () => undefined),
    restart: vi.fn<UpdateEngine['restart']>(),
  }
  const load = vi.fn(async () => engine)
  const updates = createUpdates({
    mode,
    page: 'https://example.com/',
    engine: load,
    isAutomatic: () => isAutomatic,
    log,
    now: () => new Date('2026-11-25T08:00:00Z'),
  })
  return { updates, engine, load }
}

describe('a newer version', () => {
  test('is found, downloaded and installed, each on request', async () => {
    const { updates, engine } = setUp()
    const steps: string[] = []
    const fractions: number[] = []
    updates.onChange(({ step, progress }) => {
      steps.push(step)
      fractions.push(progress)
    })

    expect(await updates.check()).toMatchObject({
      step: 'found',
      found: newer,
      checkedAt: '2026-11-25T08:00:00.000Z',
    })
    expect(engine.download).not.toHaveBeenCalled()

    engine.download.mockImplementation(async (onProgress) => {
      for (const done of [0, 0.5, 0.501, 1.02]) onProgress(done)
    })
    expect(await updates.download()).toMatchObject({ step: 'ready', progress: 1 })
    expect(engine.restart).not.toHaveBeenCalled()

    updates.restart()
    await expect.poll(() => engine.restart).toHaveBeenCalledOnce()
    expect(Math.max(...fractions)).toBe(1)
    // Progress of less than a percent is not reported.
    expect(steps).toEqual(['checking', 'found', 'downloading', 'downloading', 'downloading', 'ready'])
  })

  test('is not checked for again while it is downloading or ready', async () => {
    const { updates, engine } = setUp()
    await updates.check()
    await updates.download()
    await updates.check()
    expect(engine.check).toHaveBeenCalledOnce()
    expect(updates.state().step).toBe('ready')
  })

  test('that disappears from the feed disappears here', async () => {
    const { updates, engine } = setUp()
    await updates.check()
    engine.check.mockResolvedValue(null)
    expect(await updates.check()).toMatchObject({ step: 'resting', found: null })
  })

  test('that does not match the contract is a failure', async () => {
    const { updates, engine } = setUp()
    engine.check.mockResolvedValue({ version: '', notes: '' })
    expect(await updates.check()).toMatchObject({
      step: 'resting',
      found: null,
      failure: { code: 'INTERNAL' },
    })
  })
})

describe('a failure', () => {
  test('of a check is reported, and cleared by the next check', async () => {
    const { updates, engine } = setUp()
    engine.check.mockRejectedValueOnce(new AppError('OFFLINE'))
    expect(await updates.check()).toMatchObject({
      step: 'resting',
      failure: { code: 'OFFLINE' },
      checkedAt: null,
    })
    expect(await updates.check()).toMatchObject({ step: 'found', failure: null })
  })

  test('of a later check keeps the version found', async () => {
    const { updates, engine } = setUp()
    await updates.check()
    engine.check.mockRejectedValueOnce(new AppError('TIMEOUT'))
    expect(await updates.check()).toMatchObject({ step: 'found', found: newer, failure: { code: 'TIMEOUT' } })
  })

  test('of the download can be retried', async () => {
    const { updates, engine } = setUp()
    await updates.check()
    engine.download.mockRejectedValueOnce(new AppError('UPDATE_REFUSED'))
    expect(await updates.download()).toMatchObject({ step: 'found', failure: { code: 'UPDATE_REFUSED' } })
    expect(await updates.download()).toMatchObject({ step: 'ready', failure: null })
  })
})

describe('a build', () => {
  test('that has no updates never loads the engine', async () => {
    const { updates, load } = setUp({ mode: 'off' })
    vi.useFakeTimers()
    updates.start()
    await vi.advanceTimersByTimeAsync(48 * 3600_000)
    vi.useRealTimers()
    await updates.check()
    expect(load).not.toHaveBeenCalled()
    expect(updates.state().step).toBe('resting')
  })

  test('that only notifies downloads nothing', async () => {
    const { updates, engine } = setUp({ mode: 'notify' })
    await updates.check()
    await expect(updates.download()).rejects.toMatchObject({ code: 'BAD_INPUT' })
    expect(() => updates.restart()).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
    expect(engine.download).not.toHaveBeenCalled()
  })

  test.each([
    [true, 3],
    [false, 0],
  ])('that may check automatically (%s) does so once a day', async (isAutomatic, times) => {
    vi.useFakeTimers()
    const { updates, engine } = setUp({ isAutomatic })
    updates.start()
    await vi.advanceTimersByTimeAsync(2 * 24 * 3600_000 + 60_000)
    vi.useRealTimers()
    expect(engine.check).toHaveBeenCalledTimes(times)
  })
})
