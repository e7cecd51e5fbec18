import { vi } from 'vitest'

/** A keychain that tags what it encrypts, as Chromium's do, and turns every byte round under a key. */
export function fakeKeychain(options: { key?: number; tag?: string; shouldReEncrypt?: boolean } = {}) {
  const { key = 0x5a, tag = 'v11', shouldReEncrypt = false } = options
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ key))
  return {
    encryptStringAsync: vi.fn(async (text: string) =>
      Buffer.concat([Buffer.from(tag), turn(Buffer.from(`!${text}`))]),
    ),
    decryptStringAsync: vi.fn(async (bytes: Buffer) => {
      const text = turn(bytes.subarray(3)).toString()
      if (!text.startsWith('!')) throw new Error('wrong key')
      return { result: text.slice(1), shouldReEncrypt }
    }),
  }
}
