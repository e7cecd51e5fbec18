export function programOf(name: string): string
export function npmProgram(env?: Readonly<Record<string, string | undefined>>, node?: string): string | null
export function isProgram(url: string): boolean
