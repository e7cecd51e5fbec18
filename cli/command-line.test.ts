import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadAllTexts } from '../i18n/texts.ts'
import { type NoTask, readCommandLine } from './command-line.ts'

beforeAll(loadAllTexts)

const read = (line: string) => readCommandLine(line.split(' ').filter(Boolean), 'en-US')
afterEach(() => vi.restoreAllMocks())

describe('readCommandLine', () => {
  it('reads a download with all its options', async () => {
    expect(
      await read(
        'recordings download a b --to out --types Hd,aux --parallel 2 --max-retries 0 --retry-wait 0.5 --stall-timeout 9',
      ),
    ).toMatchObject({
      task: {
        name: 'recordings download',
        confUUIDs: ['a', 'b'],
        options: { to: 'out', types: ['Hd', 'aux'] },
        limits: { parallelFiles: 2, maxRetries: 0, retryWaitMs: 500, stallTimeoutMs: 9000 },
      },
    })
    expect(await read('recordings download a --to out')).toMatchObject({
      task: { options: { types: [] }, limits: {}, nameTemplate: null },
    })
  })

  it.each([
    ['20000', 20_000],
    ['16K', 16_384],
    ['1.5m', 1_572_864],
    ['9G', 9_663_676_416],
  ])('reads a rate of %s', async (text, bytesPerSecond) => {
    expect(await read(`recordings download a --to out --limit-rate ${text}`)).toMatchObject({
      task: { limits: { bytesPerSecond } },
    })
  })

  it.each([
    '--json recordings show a',
    'recordings --verbose show a',
    '--trust h=' + 'a'.repeat(64) + ' recordings show a',
  ])('reads shared options before the command: %s', async (line) =>
    expect(await read(line)).toMatchObject({ task: { name: 'recordings show' } }),
  )

  it('says where other options belong', async () => {
    expect(await read('--all recordings list')).toMatchObject({
      task: null,
      message: expect.stringMatching(
        /unknown option “--all”\nWrite options after the command: meetkeep recordings list/,
      ),
    })
    expect(await read('recordings list --wrong')).not.toMatchObject({
      message: expect.stringContaining('Write options after'),
    })
  })

  it('reads a name template, and says what is wrong with one', async () => {
    const nameTemplate = '{topic}-{type}-{part}-{id8}'
    expect(await read(`recordings download a --to out --name ${nameTemplate}`)).toMatchObject({
      task: { nameTemplate },
    })
    const { message } = (await read(
      'recordings download a --to out --name {nonsense}/{topic}:{type}{part}',
    )) as NoTask
    expect(message).toContain('{nonsense} is not a placeholder.')
    expect(message).toContain('A file name cannot contain :')
    expect(message).toContain('Without {id8} two files could get the same name.')
    expect(message).toContain('{scheduler}')
  })

  it.each([
    ['recordings list --from 2026-01-01 --to 2026-02-01 --search x --all', 'recordings list'],
    ['recordings show a --json', 'recordings show'],
    ['minutes list --search plan --json', 'minutes list'],
    ['minutes read a.png b.png', 'minutes read'],
    ['minutes save cloudlink://x --dry-run', 'minutes save'],
    ['programs show p', 'programs show'],
    ['programs list --search wall', 'programs list'],
    ['meetings list --verbose', 'meetings list'],
    ['meetings list --source cloud --from 2026-11-01 --to 2026-11-30 --all', 'meetings list'],
    ['demo', 'demo'],
    ['demo --serve --port 0', 'demo --serve'],
  ])('knows %s', async (line, name) => {
    expect(await read(line)).toMatchObject({ task: { name } })
  })

  it.each([
    '',
    'nonsense',
    'recordings',
    'recordings list',
    'recordings list --from 2026-01-01',
    'recordings list --from a --to b --nonsense',
    'recordings show',
    'recordings show a b',
    'recordings download --to out',
    'recordings download a',
    'recordings download a --to out --parallel 0',
    'recordings download a --to out --parallel 1.5',
    'recordings download a --to out --max-retries -1',
    'recordings download a --to out --retry-wait soon',
    'recordings download a --to out --stall-timeout 0',
    'recordings download a --to out --types hd,,sd',
    'recordings download a --to out --name {topic}',
    'recordings download a --to out --limit-rate fast',
    'recordings download a --to out --limit-rate 15K',
    'recordings download a --to out --limit-rate 10G',
    'recordings download a --to out --limit-rate 2MB',
    'recordings download a --to out --limit-rate -2M',
    'minutes read',
    'minutes save',
    'programs show',
    'meetings list --source nonsense',
    'demo --port 80',
    'demo --serve --port 99999',
  ])('refuses "%s"', async (line) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const asked = await read(line)
    expect(asked).toMatchObject({ task: null, isHelp: false })
    expect(asked).toHaveProperty('message', expect.stringMatching(/\S/))
  })

  it.each(['recordings download --help', 'help recordings download', 'recordings help download'])(
    '%s prints the help of that command',
    async (line) => {
      const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      expect(await read(line)).toMatchObject({ task: null, isHelp: true })
      expect(write.mock.calls.join('')).toContain('meetkeep recordings download')
    },
  )

  it('prints help and version', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    expect(await read('--help')).toMatchObject({ task: null, isHelp: true })
    expect(await read('--version')).toMatchObject({ task: null, isHelp: true })
    expect(write.mock.calls.join('')).toContain('MEETKEEP_APP_ID')
  })
})
