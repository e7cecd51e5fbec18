import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

// actionlint checks that they are valid workflows: npm run check.
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}.github/workflows`
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>
}

interface Step {
  name?: string
  uses?: string
  run?: string
  if?: string
  env?: Record<string, string>
  with?: Record<string, unknown>
}
interface Job {
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  strategy?: { matrix: { os?: string[]; include?: { os: string; node: string | number }[] } }
  steps: Step[]
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

  test('only the job that creates the draft release may write', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(jobs.filter(([, job]) => job.permissions !== undefined).map(([job]) => job)).toEqual(['draft'])
    expect(workflow.jobs['draft']?.permissions).toEqual({ contents: 'write' })
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
  })

  test('no checkout keeps its token', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts).not.toEqual([])
    for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false)
  })

  test('external values reach a script only through its environment', () => {
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{/)
  })

  test('every npm script and program of the project that it runs exists', () => {
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

describe('build.yml', () => {
  const { jobs } = parse(readFileSync(`${folder}/build.yml`, 'utf8')) as Workflow
  const steps = jobs['package']?.steps ?? []

  test('tests every supported Node, and the oldest that works', () => {
    const legs = jobs['test']?.strategy?.matrix.include ?? []
    const tested = legs.filter(({ os }) => os.startsWith('ubuntu')).map(({ node }) => String(node))
    expect(tested.toSorted()).toEqual(['20.20', '22', '24'])
    expect(tested).toContain(readFileSync(`${root}.nvmrc`, 'utf8').trim())
    expect(legs.map(({ os }) => os.replace(/-.*/, ''))).toEqual(
      expect.arrayContaining(['ubuntu', 'windows', 'macos']),
    )
  })

  test('a certificate reaches only its system', () => {
    const secretsOf = (system: string): string[] =>
      steps
        .filter((step) => step.if === undefined || step.if.includes(`runner.os == '${system}'`))
        .flatMap(({ env = {} }) => Object.values(env))
        .flatMap((value) => [...value.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name ?? ''))
    expect(secretsOf('Linux')).toEqual([])
    expect(secretsOf('Windows')).toEqual(['WINDOWS_CERTIFICATE', 'WINDOWS_CERTIFICATE_PASSWORD'])
    expect(secretsOf('macOS')).toEqual([
      'APPLE_API_KEY_P8',
      'MAC_CERTIFICATE',
      'MAC_CERTIFICATE_PASSWORD',
      'APPLE_API_KEY_ID',
      'APPLE_API_ISSUER',
    ])
    // No step with a secret runs on more than one system, or where a pull request could read it.
    for (const step of steps.filter(({ env = {} }) => /secrets\./.test(JSON.stringify(env))))
      expect(step.if).toMatch(/^runner\.os == '\w+' && startsWith\(github\.ref, 'refs\/tags\/'\)$/)
  })

  test('every package is installed and tests itself, and its report is always kept', () => {
    const tested = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/installed-self-test\.mjs (.+) ([\w-]+)$/gm)].map(([, , name]) => name ?? ''),
    )
    expect(tested).toEqual(['linux-deb', 'linux-appimage', 'windows-nsis', 'macos-dmg'])
    const kept = steps.filter(({ uses, with: what }) => uses !== undefined && what?.['path'] === 'self-test/')
    expect(kept.map((step) => step.if)).toEqual(['always()'])
  })
})
