import { BaseSequencer } from 'vitest/node'

/**
 * Runs the test file of the mutated file first: most mutants fail there, and the first failure ends the run.
 */
export class BesideFirst extends BaseSequencer {
  async sort(files) {
    const beside = new Set((this.ctx.config.related ?? []).map((file) => file.replace(/\.tsx?$/, '.test.ts')))
    const rank = ({ moduleId }) => (beside.has(moduleId) ? 0 : 1)
    return files.toSorted((a, b) => rank(a) - rank(b))
  }
}
