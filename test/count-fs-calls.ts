import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'

const COUNTED = ['lstat', 'open', 'readdir', 'realpath', 'stat'] as const

/** Counts the calls that take a path, until the test ends: the paths of all calls so far, in order. */
export function countFsCalls(): string[] {
  const paths: string[] = []
  const originals = COUNTED.map((name) => [name, promises[name]] as const)
  for (const [name, original] of originals)
    Object.assign(promises, {
      [name]: (...args: [string]) => {
        paths.push(args[0])
        return (original as (...all: unknown[]) => unknown)(...args)
      },
    })
  syncBuiltinESMExports()
  onTestFinished(() => {
    Object.assign(promises, Object.fromEntries(originals))
    syncBuiltinESMExports()
  })
  return paths
}
