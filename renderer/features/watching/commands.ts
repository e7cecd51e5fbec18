/** The player commands that have keys. */
export type Command =
  | { kind: 'toggle' }
  | { kind: 'jump'; seconds: number }
  | { kind: 'louder'; by: number }
  | { kind: 'mute' }
  | { kind: 'speed'; step: -1 | 1 }
  | { kind: 'part'; step: -1 | 1 }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'fullScreen' }
  | { kind: 'swap' }
  | { kind: 'leave' }

/** Keys by the character they type, as is usual in players. */
const KEYS: Readonly<Record<string, Command>> = {
  ' ': { kind: 'toggle' },
  k: { kind: 'toggle' },
  ArrowLeft: { kind: 'jump', seconds: -5 },
  ArrowRight: { kind: 'jump', seconds: 5 },
  ArrowUp: { kind: 'louder', by: 0.1 },
  ArrowDown: { kind: 'louder', by: -0.1 },
  m: { kind: 'mute' },
  '<': { kind: 'speed', step: -1 },
  '>': { kind: 'speed', step: 1 },
  PageUp: { kind: 'part', step: -1 },
  PageDown: { kind: 'part', step: 1 },
  Home: { kind: 'start' },
  End: { kind: 'end' },
  f: { kind: 'fullScreen' },
  s: { kind: 'swap' },
  Escape: { kind: 'leave' },
}

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * The command of a key; null for any other key, and for one pressed with a modifier, which has another
 * meaning.
 */
export function commandOf({ key, ctrlKey, metaKey, altKey }: KeyPress): Command | null {
  if (ctrlKey || metaKey || altKey) return null
  const name = key.length === 1 ? key.toLowerCase() : key
  return Object.hasOwn(KEYS, name) ? (KEYS[name] ?? null) : null
}

/** Times normal speed. */
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3] as const

/** The next speed up or down; unchanged at either end. */
export function nextSpeed(speed: number, step: -1 | 1): number {
  const faster = SPEEDS.filter((one) => (step === 1 ? one > speed : one < speed))
  return (step === 1 ? faster[0] : faster.at(-1)) ?? speed
}
