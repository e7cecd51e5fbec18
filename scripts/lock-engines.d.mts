interface LockedPackage {
  optional?: boolean
  engines?: { node?: string }
}
export const OLDEST: string
export function tooNewFor(packages: Readonly<Record<string, LockedPackage>>, version?: string): string[]
