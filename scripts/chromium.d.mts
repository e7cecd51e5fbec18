export const CHROMIUM_FLAGS: readonly string[]
export function findChromium(): string | null
export function hasProgram(
  name: string,
  env?: Readonly<Record<string, string | undefined>>,
  platform?: NodeJS.Platform,
): boolean
