import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { parse } from 'yaml'
import { readCommandLine } from '../cli/command-line.ts'
import { loadTexts } from '../i18n/texts.ts'
import { version } from '../package.json' with { type: 'json' }
import { test } from '../test/fixtures.ts'

// Every command and file of docs/unattended.md, as far as it can be tried without root, Windows and a container.

const page = readFileSync(fileURLToPath(new URL('../docs/unattended.md', import.meta.url)), 'utf8')
const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => ({
  language,
  text,
}))
const textsIn = (...languages: string[]): string[] =>
  blocks.filter(({ language }) => languages.includes(language)).map(({ text }) => text)
/** Files of the page by the name before them. */
const files = new Map(
  [...page.matchAll(/^`(\/etc\/[^`]+)`:\n\n```\w+\n([\s\S]*?)```/gm)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
)
const unitsOf = (suffix: string) => [...files].filter(([name]) => name.endsWith(suffix))

/** The command lines of `meetkeep` on the page, as arrays of arguments. */
function commands(): string[][] {
  const inText = [
    ...page.matchAll(/(?:^|[\s/'])meetkeep ((?:archive|library|recordings|demo)\b[^|'`\n>]*)/gm),
  ]
  const words = inText.map(([, text = '']) => text.trim().split(/\s+/))
  const [cmd = '[]'] = /^CMD (\[.*\])$/m.exec(page)?.slice(1) ?? []
  return [...words, JSON.parse(cmd) as string[]]
}

describe('each command is one that the program knows', async () => {
  await loadTexts('en-US')
  const found = commands()
  test('all are found', () => {
    const names = found.map(([group, name]) => `${group} ${name ?? ''}`.trim())
    expect(new Set(names)).toEqual(new Set(['demo', 'archive run', 'archive watch', 'archive status']))
    expect(found.length).toBeGreaterThan(6)
  })
  test.for(found.map((args) => ({ args })))('$args', async ({ args }) => {
    expect(await readCommandLine(args, 'en-US')).toMatchObject({ task: { name: expect.any(String) } })
  })
})

test('the units of systemd are valid', ({ folder, skip }) => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) skip()
  // What is started has to exist.
  const program = join(folder, 'meetkeep')
  writeFileSync(program, '#!/bin/sh\n')
  chmodSync(program, 0o755)
  const units = [...unitsOf('.service'), ...unitsOf('.timer')]
  expect(units).toHaveLength(3)
  for (const [name, text] of units)
    writeFileSync(
      join(folder, name.split('/').at(-1) ?? ''),
      text.replaceAll('/usr/local/bin/meetkeep', program),
    )
  for (const [name] of units) {
    const path = join(folder, name.split('/').at(-1) ?? '')
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], {
      encoding: 'utf8',
    })
    const about = stderr.split('\n').filter((line) => line.includes(folder) || line.includes('meetkeep'))
    expect({ name, status, about }).toEqual({ name, status: 0, about: [] })
  }
})

test('a service that is stopped has not failed', () => {
  for (const [name, text] of unitsOf('.service'))
    if (text.includes('archive watch')) expect(text, name).toMatch(/^SuccessExitStatus=143$/m)
})

test('JSON, YAML and environment are what the program reads', () => {
  const compose = parse(textsIn('yaml')[0] ?? '') as {
    services: { meetkeep: { environment: Record<string, string>; volumes: string[]; secrets: string[] } }
    secrets: Record<string, unknown>
    volumes: Record<string, unknown>
  }
  const { environment, volumes, secrets } = compose.services.meetkeep
  expect(secrets).toEqual(Object.keys(compose.secrets))
  expect(environment['MEETKEEP_APP_KEY_FILE']).toBe(`/run/secrets/${secrets[0]}`)
  const [container = ''] = textsIn('dockerfile')
  for (const volume of volumes) expect(container).toContain(`"${volume.split(':')[1]}"`)
  expect(Object.keys(compose.volumes)).toEqual(['state'])
  expect(JSON.parse(files.get('/etc/meetkeep/rule.json') ?? '')).toMatchObject({ all: true })
  const known = readFileSync(fileURLToPath(new URL('../docs/command-line.md', import.meta.url)), 'utf8')
  for (const [name] of page.matchAll(/MEETKEEP_[A-Z_]+/g)) expect(known).toContain(`\`${name}`)
})

test('the page and the container name the version of the project', () => {
  const named = [...page.matchAll(/meetkeep-(\d+\.\d+\.\d+)\.tgz|ARG VERSION=(\S+)/g)].map(
    ([, a, b]) => a ?? b,
  )
  expect(new Set(named)).toEqual(new Set([version]))
})

test('the shell commands are valid', ({ folder, skip }) => {
  if (spawnSync('sh', ['-c', 'exit 0']).status !== 0) skip()
  mkdirSync(folder, { recursive: true })
  const runs = [...page.matchAll(/^RUN (.*)$/gm)].map(([, text = '']) => text)
  for (const text of [...textsIn('sh'), ...runs]) {
    const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })
    expect({ text, status, stderr }).toEqual({ text, status: 0, stderr: '' })
  }
})
