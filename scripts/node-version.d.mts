export function nodeNotice(version: string): { runs: boolean; text: string } | null
