export interface Edit {
  row: number
  file: string
  from: string
  to: string
  test: string
}
export const EDITS: readonly Edit[]
