import { beforeAll, describe, expect, it, test } from 'vitest'
import { loadAllTexts, textOf } from '../i18n/texts.ts'
import { commanderText, inLanguage } from './commander-text.ts'
import { readCommandLine } from './command-line.ts'

beforeAll(loadAllTexts)

describe('what commander says about wrong arguments', () => {
  it.each([
    ['nonsense', 'error: unknown command “nonsense”', '错误：未知命令“nonsense”'],
    [
      'recodings',
      'error: unknown command “recodings”\n(Did you mean recordings?)',
      '错误：未知命令“recodings”\n（您是否要输入 recordings？）',
    ],
    ['minutes list --nonsense', 'error: unknown option “--nonsense”', '错误：未知选项“--nonsense”'],
    [
      'minutes list --serch x',
      'error: unknown option “--serch”\n(Did you mean --search?)',
      '错误：未知选项“--serch”\n（您是否要输入 --search？）',
    ],
    ['recordings show', 'error: missing argument <uuid>', '错误：缺少参数 <录制 ID>'],
    [
      'recordings show a b',
      'error: too many arguments: expected 1, got 2',
      '错误：参数过多：应为 1 个，实际为 2 个',
    ],
    [
      'recordings list --from 2026-11-01',
      'error: missing option “--to <date>”',
      '错误：缺少选项“--to <日期>”',
    ],
    [
      'recordings list --from',
      'error: option “--from <date>” needs a value',
      '错误：选项“--from <日期>”缺少值',
    ],
    [
      'demo --serve --port x',
      'error: “x” is not valid for option “--port <n>”. Use a whole number from 0 to 65535.',
      '错误：选项“--port <数字>”的值“x”无效。请使用 0 至 65535 的整数。',
    ],
    [
      'meetings list --source x',
      'error: “x” is not valid for option “--source <name>”. Use one of: proconf, cloud.',
      '错误：选项“--source <名称>”的值“x”无效。可选值：proconf, cloud。',
    ],
    [
      ['library', 'verify', ' '],
      'error: “ ” is not valid for argument <folder>. Name a folder.',
      '错误：参数 <文件夹> 的值“ ”无效。请指定文件夹。',
    ],
    ['demo --port 1', 'error: --port is only for --serve', '错误：--port 只能与 --serve 一起使用'],
  ])('is said in the language of the terminal: %s', async (line, english, chinese) => {
    const argv = typeof line === 'string' ? line.split(' ') : line
    expect(await readCommandLine(argv, 'en-US')).toMatchObject({ task: null, message: english })
    expect(await readCommandLine(argv, 'zh-CN')).toMatchObject({ task: null, message: chinese })
  })
})

test('a sentence that commander has changed is shown as it is', () => {
  const error = { code: 'commander.unknownOption', message: 'error: no option is called --x' }
  expect(commanderText(error, textOf('zh-CN'))).toBe(error.message)
})

test.each([
  ['--from <date>', '--from <日期>'],
  ['download [options] <uuid...>', 'download [选项] <录制 ID...>'],
  ['help [command]', 'help [命令]'],
  ['--date <toString>', '--date <toString>'],
])('%s is %s in Chinese', (flags, chinese) => expect(inLanguage(flags, textOf('zh-CN'))).toBe(chinese))
