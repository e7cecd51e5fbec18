export function fetchElectronInto(order: {
  folder: string
  parts: string
  stallMs: number
  retryMs: number
  say: (text: string) => void
  show: (have: number, total: number | null) => void
}): Promise<boolean>
