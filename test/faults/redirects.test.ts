import { describe, expect, it } from 'vitest'
import {
  answer,
  type Behaviour,
  good,
  type MisbehavingServer,
  misbehavingServer,
} from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, oneFile, OVERLAP } from './one-file.ts'

const at = oneFile()

/** Another server, which handles everything under /elsewhere. */
async function another<T>(use: (other: MisbehavingServer) => Promise<T>): Promise<T> {
  const other = await misbehavingServer(FILE, [good()])
  try {
    return await use(other)
  } finally {
    await other.close()
  }
}

const to = (location: string, status = 302): Behaviour => answer(status, { Location: location })

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('%i within the origin keeps the token', async (status) => {
    await at.savesWhole([to('/elsewhere', status)])
    expect(at.server.elsewhere).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  })

  it('to another port loses the token', async () => {
    await another(async (other) => {
      await at.savesWhole([to(`${other.origin}/elsewhere`)])
      expect(other.elsewhere).toEqual([undefined])
    })
  })

  it('to another name of the same machine and port loses the token', async () => {
    await at.serve(FILE, [(exchange) => to(`${nameless(at.server.origin)}/elsewhere`)(exchange)])
    expect((await at.run()).outcome).toMatchObject({ kind: 'saved', bytes: FILE.length })
    expect(at.server.elsewhere).toEqual([undefined])
  })

  it('is followed on a resume with the range, and handled as any other answer', async () => {
    await another(async (other) => {
      await at.savesWhole([firstHalf, to(`${other.origin}/elsewhere`)])
      expect(at.server.ranges).toEqual([null, `bytes=${HALF - OVERLAP}-`])
      expect(other.elsewhere).toEqual([undefined])
    })
  })

  it('that returns to the origin does not restore the token', async () => {
    const back: Behaviour = (exchange) => to(`${at.server.origin}/elsewhere`)(exchange)
    const other = await misbehavingServer(FILE, [good()], { elsewhere: back })
    await at.savesWhole([to(`${other.origin}/elsewhere`)])
    expect(at.server.elsewhere).toEqual([undefined])
    await other.close()
  })

  it('in a loop fails with a code', async () => {
    await at.serve(FILE, [to('/elsewhere')], { elsewhere: to('/elsewhere') })
    expect((await at.run()).outcome).toMatchObject({ kind: 'failed', failure: { code: 'LINK_REFUSED' } })
    // Five hops for each of the four links.
    expect(at.server.elsewhere).toHaveLength(20)
    expect(at.server.tokenFaults).toEqual([])
  })

  it.each([
    ['plain http elsewhere', 'http://example.com/film.mp4'],
    ['a file', 'file:///etc/passwd'],
    ['user info', 'https://user:secret@example.com/'],
    ['nowhere', 'http://'],
  ])('to %s is refused', async (_, location) => {
    await at.failsWith('ADDRESS_REFUSED', [to(location)])
  })

  it('without a Location is handled as a refusal', async () => {
    await at.savesWhole([answer(302, {}), good()])
  })
})

const nameless = (origin: string): string => origin.replace('127.0.0.1', 'localhost')
