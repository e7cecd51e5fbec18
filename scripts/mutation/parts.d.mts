export const PARTS: Readonly<Record<string, readonly string[]>>
export const TESTS: string[]
export const SLOW_TESTS: string[]
export const MOCKING_TESTS: string[]
export function filesOf(name: string): string[] | null
export function linesWithCode(file: string): number[]
