export function releaseNotes(): string
