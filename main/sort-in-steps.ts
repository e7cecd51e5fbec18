import { breather } from './breathe.ts'

const RUN = 1000

/** Sorts in a new array, stably, by merging; lets other work run meanwhile. */
export async function sortInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const breathe = breather()
  let runs: T[][] = []
  for (let from = 0; from < items.length; from += RUN) {
    runs.push(items.slice(from, from + RUN).toSorted(compare))
    await breathe()
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let n = 0; n < runs.length; n += 2)
      merged.push(await merge(runs[n] ?? [], runs[n + 1] ?? [], compare, breathe))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<T>(
  one: T[],
  other: T[],
  compare: (a: T, b: T) => number,
  breathe: () => Promise<void> | undefined,
): Promise<T[]> {
  const merged: T[] = []
  let [a, b] = [0, 0]
  for (;;) {
    const [first, second] = [one[a], other[b]]
    if (first === undefined) return merged.concat(other.slice(b))
    if (second === undefined) return merged.concat(one.slice(a))
    if (compare(first, second) <= 0) {
      merged.push(first)
      a += 1
    } else {
      merged.push(second)
      b += 1
    }
    if (merged.length % RUN === 0) await breathe()
  }
}
