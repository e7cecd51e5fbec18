export const CHINA_MIRROR: string
type Environment = Readonly<Record<string, string | undefined>>
export function proxyEnvironment(env: Environment): Record<string, string>
export function progressLine(have: number, total: number | null): string
export function adviceOn(failure: { from: string; why: string; arrived: number }): string
