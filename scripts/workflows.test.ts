import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

// Whether they are workflows at all is actionlint's to say: npm run check.
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}.github/workflows`
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>
}

interface Job {
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  steps: { uses?: string; run?: string; with?: Record<string, unknown> }[]
}
interface Workflow {
  on: Record<string, unknown>
  permissions?: Record<string, string>
  jobs: Record<string, Job>
}

describe.each(readdirSync(folder))('%s', (name) => {
  const text = readFileSync(`${folder}/${name}`, 'utf8')
  const workflow = parse(text) as Workflow
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([, job]) => job.steps)

  test('every action is pinned to a commit, with its version beside it', () => {
    const lines = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line))
    expect(lines.length).toBe(steps.filter((step) => step.uses !== undefined).length)
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('nothing may be written, but by the job that makes the draft', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(jobs.filter(([, job]) => job.permissions !== undefined).map(([job]) => job)).toEqual(['draft'])
    expect(workflow.jobs['draft']?.permissions).toEqual({ contents: 'write' })
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
  })

  test('no checkout leaves its token behind', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts).not.toEqual([])
    for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false)
  })

  test('what comes from outside reaches a script by its environment alone', () => {
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{/)
  })

  test('every npm script and program of ours that it runs is there', () => {
    const runs = steps.map(({ run = '' }) => run).join('\n')
    const named = [...runs.matchAll(/\bnpm (?:run )?(?!ci\b|sbom\b)([\w:-]+)/g)].map(
      ([, script]) => script ?? '',
    )
    expect(named).toEqual(expect.arrayContaining(['check', 'test', 'test:electron', 'package']))
    for (const script of named) expect(Object.keys(scripts)).toContain(script)
    const programs = [...runs.matchAll(/\bnode (\S+)/g)].map(([, program]) => program ?? '')
    expect(programs).not.toEqual([])
    for (const program of programs) expect(existsSync(`${root}${program}`), program).toBe(true)
  })

  test('no job can hang for hours', () => {
    for (const [job, { 'timeout-minutes': minutes }] of jobs) expect(minutes, job).toBeLessThanOrEqual(90)
  })
})
