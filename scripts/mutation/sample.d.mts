export function testBeside(file: string): string
export function sampleOf(
  count: number,
  seed: number,
  parts?: string[],
  only?: (file: string) => boolean,
): string[]
export function fileOf(range: string): string
export function hasTestBeside(file: string): boolean
