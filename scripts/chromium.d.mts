export function findChromium(): string | null
export function hasProgram(name: string): boolean
