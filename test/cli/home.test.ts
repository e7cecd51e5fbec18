import { chmod, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isPosix } from '../platform.ts'
import { meetkeep, testFolder } from './run.ts'

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

it.runIf(isPosix)(
  'a state folder that others can read becomes private, except one that MEETKEEP_HOME names',
  async () => {
    const home = await testFolder()
    const own = join(home, '.meetkeep')
    const named = join(home, 'named')
    for (const path of [own, named]) {
      await mkdir(path)
      await chmod(path, 0o755)
    }
    // It stops at the missing sign-in, after it has opened its state.
    const args = ['recordings', 'download', 'u1', '--to', join(home, 'films')]
    const env = { HOME: home, MEETKEEP_SITE: 'http://127.0.0.1:1' }
    expect((await meetkeep(args, env)).status).toBe(3)
    expect((await meetkeep(args, { ...env, MEETKEEP_HOME: named })).status).toBe(3)
    expect([await modeOf(own), await modeOf(named)]).toEqual([0o700, 0o755])
  },
)
