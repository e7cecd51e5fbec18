import { randomBytes } from 'node:crypto'

const LIFE_MS = 3_600_000

/** Tokens of download links: each is valid for one file, one hour and one use. `now` is in ms. */
export function createDownloadTokens(now: () => number) {
  const tokens = new Map<string, { path: string; endsAt: number; isSpent: boolean }>()
  return {
    issue(path: string): string {
      const token = randomBytes(32).toString('hex')
      tokens.set(token, { path, endsAt: now() + LIFE_MS, isSpent: false })
      return token
    },
    /** Spends the token on this request, whether or not it succeeds. */
    use(token: string | undefined, path: string): 'ok' | 'missing' | 'unknown' | 'spent' | 'expired' {
      if (token === undefined) return 'missing'
      const known = tokens.get(token)
      if (known === undefined || known.path !== path) return 'unknown'
      if (known.isSpent) return 'spent'
      known.isSpent = true
      return known.endsAt > now() ? 'ok' : 'expired'
    },
  }
}
export type DownloadTokens = ReturnType<typeof createDownloadTokens>
