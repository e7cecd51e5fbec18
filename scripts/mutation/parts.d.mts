export const PARTS: Readonly<Record<string, readonly string[]>>
export function needsServer(file: string): boolean
export const UNIT_TESTS: string[]
export const SERVER_TESTS: string[]
export const SLOW_TESTS: string[]
export const MOCKING_TESTS: string[]
export function filesOf(name: string): string[] | null
export function linesWithCode(file: string): number[]
