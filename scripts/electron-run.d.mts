export const NOT_RUN: 77
export function electronRun(found: {
  noWindow: string | null
  binary: string | null
  env: NodeJS.Dict<string>
}): { binary: string } | { say: string; status: typeof NOT_RUN }
export function endOfRun(tests: number | null): 0 | 1
