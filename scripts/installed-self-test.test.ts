import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeSelfTest, type SelfTestReport, selfTestTable } from './self-test-report.mjs'

const report = (...oks: (boolean | null)[]): SelfTestReport => ({
  app: '0.1.0',
  electron: '45.4.1',
  platform: 'linux x64',
  checks: oks.map((ok, index) => ({ name: `check-${index}`, ok, detail: ok === null ? 'no screen' : '' })),
})
const line = (value: unknown): string => `${JSON.stringify(value)}\n`

describe('the result of a self-test', () => {
  test.each<[string, string, number | null, RegExp | null]>([
    ['all well', line(report(true, true)), 0, null],
    ['a check that cannot run here is not a failure', line(report(true, null)), 0, null],
    ['with the line ends of Windows', line(report(true)).replace('\n', '\r\n'), 0, null],
    ['a failed check', line(report(true, false, false)), 1, /^Failed: check-1, check-2\.$/],
    ['a failed check that ends with 0', line(report(false)), 0, /^Failed: check-0\.$/],
    ['all well, and yet 1', line(report(true)), 1, /ended with 1/],
    ['all well, and then a crash', line(report(true)), null, /ended with a signal/],
    ['nothing', '', 0, /^0 lines .* ended with 0\.$/],
    ['a crash without output', '', null, /^0 lines .* a signal/],
    ['two lines', `hello\n${line(report(true))}`, 0, /^2 lines/],
    ['no JSON', 'Meetkeep is open\n', 0, /no JSON/],
    ['no checks', line(report()), 0, /another form/],
    [
      'another kind of ok',
      line({ ...report(true), checks: [{ name: 'a', ok: 'yes', detail: '' }] }),
      0,
      /another form/,
    ],
    ['no version', line({ ...report(true), app: undefined }), 0, /another form/],
  ])('%s', (_what, stdout, status, problem) => {
    const judged = judgeSelfTest({ stdout, status, isOverdue: false })
    if (problem === null) expect(judged.problem).toBeNull()
    else expect(judged.problem).toMatch(problem)
  })

  test('a self-test that takes too long fails, with any output', () => {
    expect(judgeSelfTest({ stdout: line(report(true)), status: null, isOverdue: true })).toEqual({
      report: report(true),
      problem: 'The self-test did not end in time.',
    })
  })

  test('the table shows the result of each check', () => {
    expect(selfTestTable(report(true, false, null)).split('\n')).toEqual([
      'Meetkeep 0.1.0, Electron 45.4.1, linux x64',
      'check-0  ok',
      'check-1  FAILED',
      'check-2  –       no screen',
    ])
  })
})

// A script is executable if its first line names the interpreter.
describe.runIf(process.platform !== 'win32')('running a program', () => {
  const script = fileURLToPath(new URL('installed-self-test.mjs', import.meta.url))
  const kept = fileURLToPath(new URL('../self-test/a-test.json', import.meta.url))
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'meetkeep self-test '))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(kept, { force: true })
  })

  function run(body: string, ...more: string[]) {
    const program = join(folder, 'Meet keep')
    writeFileSync(program, `#!${process.execPath}\n${body}`)
    chmodSync(program, 0o755)
    rmSync(kept, { force: true })
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, program, 'a-test', ...more], {
      encoding: 'utf8',
    })
    const json = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Record<string, unknown>) : null
    return { status, stdout, stderr, json }
  }

  test('runs the self-test, stores its report and shows it', () => {
    const { status, stdout, stderr, json } = run(
      `console.error('noise of Chromium')
       if (process.argv[2] === '--self-test') console.log(${JSON.stringify(JSON.stringify(report(true, null)))})`,
    )
    expect(status).toBe(0)
    expect(stdout).toContain('check-0  ok')
    expect(stderr).toBe('noise of Chromium\n')
    expect(json).toMatchObject({ status: 0, problem: null, report: report(true, null) })
  })

  test('fails with a failed check', () => {
    const { status, stderr, json } = run(
      `console.log(${JSON.stringify(JSON.stringify(report(false)))}); process.exitCode = 1`,
    )
    expect(status).toBe(1)
    expect(stderr).toBe('Failed: check-0.\n')
    expect(json).toMatchObject({ status: 1, problem: 'Failed: check-0.' })
  })

  test('kills a program that hangs, with its child processes', () => {
    const { status, stderr, json } = run(
      `require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`,
      '--minutes',
      '0.02',
    )
    expect(status).toBe(1)
    expect(stderr).toBe('The self-test did not end in time.\n')
    expect(json).toMatchObject({ report: null, stdout: '' })
  })

  test('reports a missing program, and a call without a name', () => {
    const missing = spawnSync(process.execPath, [script, join(folder, 'no'), 'a-test'], { encoding: 'utf8' })
    expect(missing.status).toBe(1)
    expect(missing.stderr).toContain('ENOENT')
    expect(spawnSync(process.execPath, [script, join(folder, 'no')]).status).toBe(2)
  })
})
