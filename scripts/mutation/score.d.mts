export interface Counts {
  mutants: number
  killed: number
  timedOut: number
  survived: number
  score: number
}
export function countsOf(results: readonly { status: string }[]): Counts
export function withScore(page: string, part: string, counts: Counts, commit: string): string
export function writeScore(part: string, counts: Counts, commit: string): void
