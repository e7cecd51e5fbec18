import type { Cost } from './download-run.ts'

/** The cost of each measured program within one round. */
export type Round = Map<string, Cost>

/**
 * One stream, as ratios to another program's cost within a round: other load on the machine affects both.
 * Medians of the rounds, with minimum and maximum.
 */
export function streamTable(rounds: Round[], mib: number, base: string, only?: string[]): string {
  const names = only ?? [...(rounds[0]?.keys() ?? [])].toSorted()
  const ratios = (name: string, cost: (of: Cost) => number): number[] =>
    rounds.flatMap((round) => {
      const [mine, other] = [round.get(name), round.get(base)]
      return mine === undefined || other === undefined ? [] : [cost(mine) / cost(other)]
    })
  const perGiB = (name: string, cost: (of: Cost) => number): string =>
    ((median(rounds.map((round) => cost(round.get(name) ?? NOTHING))) * 1024) / mib / 1000).toFixed(2)
  return table(
    [
      `one stream of ${mib} MiB`,
      `wall / ${base}`,
      `CPU / ${base}`,
      'wall s per GiB',
      'CPU s per GiB',
      'peak MiB',
    ],
    names.map((name) => [
      name,
      spread(ratios(name, (cost) => cost.wallMs)),
      spread(ratios(name, (cost) => cost.cpuMs)),
      perGiB(name, (cost) => cost.wallMs),
      perGiB(name, (cost) => cost.cpuMs),
      median(rounds.map((round) => (round.get(name) ?? NOTHING).peakMiB)).toFixed(0),
    ]),
  )
}

const NOTHING: Cost = { wallMs: 0, cpuMs: 0, peakMiB: 0 }

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return ((low ?? 0) + (high ?? 0)) / 2
}

export function spread(values: number[]): string {
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}-${Math.max(...values).toFixed(2)})`
}

/** A table in Markdown. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')
}
