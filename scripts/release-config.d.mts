import type { Configuration } from 'electron-builder'

export function releaseConfig(env: Readonly<Record<string, string | undefined>>): Configuration
