import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { app } from './app.ts'
import { hasProc } from '../test/platform.ts'
import { test } from '../test/fixtures.ts'

let home = ''
test.beforeEach(({ home: madeHome }) => {
  home = madeHome
  app.setPath('userData', home)
})

const lock = (): string => join(home, 'stand-in.lock')

test('a free state folder is locked', () => {
  expect(app.requestSingleInstanceLock()).toBe(true)
  expect(readFileSync(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
})

test.runIf(hasProc)('a state folder locked by a living process is not', () => {
  app.requestSingleInstanceLock()
  const lockText = readFileSync(lock(), 'utf8')
  const consoleError = vi.spyOn(console, 'error').mockReturnValue()
  // The parent of this process is certainly alive; its lock differs only in its PID and start time.
  const parent = process.ppid
  const stat = readFileSync(`/proc/${parent}/stat`, 'latin1')
  writeFileSync(lock(), `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`)
  expect(app.requestSingleInstanceLock()).toBe(false)
  expect(consoleError).toHaveBeenCalledExactlyOnceWith('Meetkeep is running already.')
  consoleError.mockRestore()
  expect(readFileSync(lock(), 'utf8')).not.toBe(lockText)
})

test.each(['', 'nonsense', '0 0', '-1 0', '999999999 1', `${process.ppid} 1`])(
  'a lock of %j, left by an ended process, is taken over',
  (left) => {
    writeFileSync(lock(), left)
    expect(app.requestSingleInstanceLock()).toBe(true)
  },
)

test('a listener may prevent quitting', () => {
  const ended = vi.spyOn(process, 'exit').mockReturnValue(undefined as never)
  const forbid = (event: { preventDefault(): void }): void => event.preventDefault()
  app.on('before-quit', forbid)
  app.quit()
  expect(ended).not.toHaveBeenCalled()
  app.off('before-quit', forbid)
  app.quit()
  expect(ended).toHaveBeenCalledExactlyOnceWith(0)
  ended.mockRestore()
})
