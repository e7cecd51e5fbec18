import type { TestSequencerConstructor } from 'vitest/node'
export const BesideFirst: TestSequencerConstructor
