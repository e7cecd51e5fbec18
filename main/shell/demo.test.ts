import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { startDemo } from '../../demo/service.ts'
import { demoPort, startDemoFor } from './demo.ts'

const home = `/made-up/${process.pid}`

test('a state folder has its own port, the same every time', async () => {
  const first = await startDemoFor(home, startDemo)
  expect(new URL(first.url).port).toBe(String(demoPort(home)))
  await first.close()
  const second = await startDemoFor(home, startDemo)
  expect(second.url).toBe(first.url)
  await second.close()
  expect(demoPort(`${home}/other`)).not.toBe(demoPort(home))
})

test('a free port replaces a taken one', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(demoPort(home), '127.0.0.1', resolve))
  const demo = await startDemoFor(home, startDemo)
  expect(new URL(demo.url).port).not.toBe(String(demoPort(home)))
  await demo.close()
  other.close()
})
