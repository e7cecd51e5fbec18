import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path/posix'
import { describe, expect, test } from 'vitest'
import { filesOf, linesWithCode, MOCKING_TESTS, PARTS, SLOW_TESTS } from './parts.mjs'
import { fileOf, hasTestBeside, sampleOf, testBeside } from './sample.mjs'
import { seeded } from '../seeded-random.mjs'
import { countsOf, withScore } from './score.mjs'

const parts = Object.keys(PARTS)

describe('the parts', () => {
  test.each(parts)('%s holds sources and no tests, each of which exists', (part) => {
    const files = filesOf(part) ?? []
    expect(files.length).toBeGreaterThan(3)
    expect(files.filter((file) => !existsSync(file) || /\.test\./.test(file))).toEqual([])
  })

  test('share no file', () => {
    const files = parts.flatMap((part) => filesOf(part) ?? [])
    expect(files.filter((file, at) => files.indexOf(file) !== at)).toEqual([])
  })

  test('a file or a folder may be given instead; anything else is refused', () => {
    expect(filesOf('main/network/redact-secrets.ts')).toEqual(['main/network/redact-secrets.ts'])
    expect(filesOf('main/shell/security/')).toEqual(filesOf('security'))
    for (const name of ['clouds', 'main/network/redact-secrets.test.ts', 'docs', 'toString'])
      expect(filesOf(name)).toBeNull()
  })

  test('the excluded tests exist', () => {
    expect(SLOW_TESTS.filter((file) => !existsSync(file))).toEqual([])
  })

  test('every test that replaces modules is known', () => {
    const tests = ['main', 'test/faults'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    const mocking = tests.filter(
      (file) => file.endsWith('.test.ts') && /^vi\.mock\(/m.test(readFileSync(file, 'utf8')),
    )
    expect(mocking.toSorted()).toEqual(MOCKING_TESTS)
  })

  test('lines with code are neither blank nor imports nor comments', () => {
    const lines = readFileSync('main/network/redact-secrets.ts', 'utf8').split('\n')
    const code = linesWithCode('main/network/redact-secrets.ts').map((line) => lines[line - 1])
    expect(code).toContain('const SHORTEST = 6')
    expect(code.filter((line) => /^\s*(\/?\*|\/\/|import |$)/.test(line ?? ''))).toEqual([])
  })
})

describe('a sample', () => {
  test('is the same for the same seed, and differs for another', () => {
    expect(sampleOf(12, 7)).toEqual(sampleOf(12, 7))
    expect(sampleOf(12, 7)).not.toEqual(sampleOf(12, 8))
  })

  test('has the requested number of distinct lines, from every part', () => {
    const lines = sampleOf(24, 1)
    expect(new Set(lines).size).toBe(24)
    for (const part of parts) {
      const files = filesOf(part) ?? []
      expect(lines.filter((line) => files.includes(fileOf(line))).length).toBe(24 / parts.length)
    }
  })

  test('may be limited to some parts and files', () => {
    const lines = sampleOf(9, 1, ['cloud'], hasTestBeside)
    expect(lines).toHaveLength(9)
    const files = filesOf('cloud') ?? []
    expect(lines.filter((line) => !files.includes(fileOf(line)))).toEqual([])
    expect(lines.filter((line) => !existsSync(testBeside(fileOf(line))))).toEqual([])
    expect(sampleOf(9, 1, ['cloud'], () => false)).toEqual([])
  })

  test('is drawn evenly', () => {
    const random = seeded(1)
    const drawn = Array.from({ length: 4000 }, random)
    expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(drawn.filter((number) => number < 0.25).length / 1000).toBeCloseTo(1, 1)
  })
})

describe('the score', () => {
  const ends = (...statuses: string[]) => countsOf(statuses.map((status) => ({ status })))

  test('counts a timeout as killed, and uncovered code as survived', () => {
    expect(
      ends('Killed', 'Killed', 'Timeout', 'NoCoverage', 'Ignored', 'CompileError', 'RuntimeError'),
    ).toEqual({
      mutants: 4,
      killed: 2,
      timedOut: 1,
      survived: 1,
      score: 75,
    })
    expect(ends('Survived').score).toBe(0)
    expect(ends().score).toBe(0)
  })

  test('is written into the row of its part', () => {
    const page = '| part | mutants |\n| cloud | old |\n| clouds | old |\n'
    const written = withScore(page, 'cloud', ends('Killed', 'Killed', 'Survived'), 'abc')
    expect(written).toBe(
      '| part | mutants |\n| cloud | 3 | 2 | 0 | 1 | 66.7 % | abc | `npm run test:mutation -- cloud --write` |\n| clouds | old |\n',
    )
    expect(() => withScore(page, 'other', ends(), 'abc')).toThrow('other')
  })

  test.each(parts)('%s has its row on the page', (part) => {
    expect(readFileSync('docs/mutation.md', 'utf8')).toContain(`\n| ${part} |`)
  })
})
