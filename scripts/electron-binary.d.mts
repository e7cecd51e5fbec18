export function electronBinary(): string | null
export function noWindowBecause(): string | null
export function fetchElectron(): Promise<string | null>
