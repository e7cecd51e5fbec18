let kept: string | null = null

/** Keeps a link while its user signs in; in memory alone. */
export function keepLink(text: string): void {
  kept = text
}

/** The kept link, once. */
export function takeKeptLink(): string | null {
  const text = kept
  kept = null
  return text
}
