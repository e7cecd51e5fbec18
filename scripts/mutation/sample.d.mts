export function testBeside(file: string): string
export function seeded(seed: number): () => number
export function sampleOf(count: number, seed: number): { mutate: string[]; testFiles: string[] }
