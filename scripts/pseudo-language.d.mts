export function buildPseudoApp(say?: (text: string) => void): Promise<string>

export function buildPseudoTerminal(): string
