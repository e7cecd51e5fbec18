import { expect, test } from 'vitest'
import { createScheduler } from '../test/scheduler.ts'
import { readForSetting } from './read-for-setting.ts'

test('a secret is read with the setting it belongs to, though that changes meanwhile', async () => {
  const gates = createScheduler()
  gates.hold('read')
  let server = { url: 'https://a.example' }
  let secret = 'of a'
  const reading = readForSetting(
    () => ({ ...server }),
    async () => {
      await gates.pass('read')
      return secret
    },
  )
  await gates.reached('read')
  server = { url: 'https://b.example' }
  secret = 'of b'
  gates.release('read')
  expect(await reading).toEqual({ setting: { url: 'https://b.example' }, value: 'of b' })
})

test('it is read once where the setting stays', async () => {
  let reads = 0
  expect(
    await readForSetting(
      () => 'a',
      async () => (reads += 1),
    ),
  ).toEqual({ setting: 'a', value: 1 })
})
