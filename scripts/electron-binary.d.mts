export function electronFolder(): string
export function electronBinary(
  folder?: string,
  env?: Readonly<Record<string, string | undefined>>,
): string | null
export function programName(platform: string): string
export function noWindowBecause(): string | null
export function fetchElectron(): Promise<string | null>
