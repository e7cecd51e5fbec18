import type { Command } from 'commander'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Language } from '../i18n/languages.ts'
import { loadAllTexts } from '../i18n/texts.ts'
import { readCommandLine } from './command-line.ts'
import { createProgram } from './program.ts'
import { widthOf } from './text.ts'

beforeAll(loadAllTexts)

/** The words of every command and group, from the root: `[]`, `['recordings']`, `['recordings', 'list']`. */
async function everyCommand(): Promise<string[][]> {
  await loadAllTexts()
  const below = (command: Command, path: string[]): string[][] => [
    path,
    ...command.commands.flatMap((one) => below(one, [...path, one.name()])),
  ]
  return below(
    createProgram('en-US', () => {}, []),
    [],
  )
}

/** @param columns of the terminal; none: the output is not a terminal. */
async function helpOf(path: string[], language: Language, columns?: number): Promise<string> {
  const terminal = { isTTY: columns !== undefined, columns }
  const before = { isTTY: process.stdout.isTTY, columns: process.stdout.columns }
  Object.assign(process.stdout, terminal)
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    expect(await readCommandLine([...path, '--help'], language)).toMatchObject({ isHelp: true })
    return write.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    write.mockRestore()
    Object.assign(process.stdout, before)
  }
}

/** What is the same in every language: what is typed, names of variables, addresses, formats and products. */
const NAMES = [
  /--?[a-zA-Z][\w-]*/g,
  /\b[A-Z]+(?:_[A-Z]+)+\b/g,
  /\b(?:https?|socks5):\/\//g,
  /\bzh_CN\.UTF-8\b/g,
  /~\/\.meetkeep\b/g,
  /\{\w+\}/g,
  /\bhd,sd,aux,audio\b/g,
  /\.(?:csv|html)\b/g,
  /\b\d+[KMGsmhd]\b/g,
  /\b\d{4}-\d\d-\d\dT/g,
  /\b(?:mainland|international|proconf|cloud)\b/g,
  /\b(?:App ID|Authorization|ID|JSON|LANG|PEM|ProCONF|SIGHUP|SIGINT|SIGTERM|TLS|UUID)\b/g,
]

const commands = await everyCommand()

describe('help', () => {
  it('is walked through to every command', () => {
    expect(commands).toEqual(expect.arrayContaining([[], ['recordings'], ['library', 'verify'], ['demo']]))
    expect(commands.length).toBe(25)
  })

  it.each(commands.map((path) => ({ path })))('is Chinese throughout: $path', async ({ path }) => {
    const help = await helpOf(path, 'zh-CN')
    const usage = ['用法：meetkeep', ...path, '[选项]'].join(' ')
    expect(help.startsWith(usage)).toBe(true)
    // Each line of a list begins with what is typed.
    const texts = help.slice(usage.length).replaceAll(/^ {2}[a-z]+(?= )/gm, '')
    const rest = NAMES.reduce((left, name) => left.replaceAll(name, ' '), texts)
    expect(rest.match(/[A-Za-z]+/g)).toBeNull()
  })

  it.each(commands.flatMap((path) => (['en-US', 'zh-CN'] as const).map((language) => ({ path, language }))))(
    'aligns descriptions, within 80 columns: $path in $language',
    async ({ path, language }) => {
      const sections = (await helpOf(path, language)).split('\n\n')
      for (const section of sections) {
        const lines = section.split('\n').filter((line) => line.startsWith('  '))
        const starts = lines.map((line) => /^ {2}\S.*? {2,}|^ {3,}/.exec(line)?.[0] ?? '')
        expect(new Set(starts.map(widthOf)).size).toBeLessThanOrEqual(1)
      }
      for (const line of sections.join('\n').split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80)
    },
  )

  it.each(commands.map((path) => ({ path })))(
    'breaks Chinese texts to the terminal: $path',
    async ({ path }) => {
      const lines = (await helpOf(path, 'zh-CN', 70)).split('\n')
      expect(lines.filter((line) => widthOf(line) > 70)).toEqual([])
    },
  )
})
