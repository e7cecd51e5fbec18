export function whyElectronEnded(ended: { binary: string; said: string; isRestricted: boolean }): {
  why: string
  advice: string[]
}
