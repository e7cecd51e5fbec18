import { beforeAll, expect, test } from 'vitest'
import { loadAllTexts } from '../../../i18n/texts.ts'
import { dueText } from './due-text.ts'
import type { Due } from './notification-policy.ts'

beforeAll(loadAllTexts)

test.each<[Due, string, string, string, string]>([
  [
    { kind: 'signIn', rules: ['A', 'B'] },
    'Sign in to keep saving recordings: “A” and other rules cannot run until you sign in.',
    'Sign in',
    '登录后才能继续保存录制: 登录之前，“A”等规则无法运行。',
    '登录',
  ],
  [
    { kind: 'gone', count: 1 },
    '1 recording left the cloud unsaved: The service no longer lists what a rule has not fully saved yet.',
    'Show',
    '1 个录制未保存就已从云端消失: 规则尚未完整保存，服务已不再列出这些录制。',
    '查看',
  ],
  [
    { kind: 'disk', folder: '/archive', freeBytes: 1_260_000_000 },
    'The disk is nearly full: 1.3 GB free in /archive',
    'Show',
    '磁盘空间即将用尽: /archive 的可用空间：1.3 GB',
    '查看',
  ],
  [
    { kind: 'leaving', count: 3, days: 0, canSave: true },
    '3 unsaved recordings leave the cloud soon: The first one may leave today.',
    'Save now',
    '3 个未保存的录制即将从云端消失: 最早的一个今天就可能消失。',
    '立即保存',
  ],
  [
    { kind: 'leaving', count: 1, days: 5, canSave: false },
    '1 unsaved recording leaves the cloud soon: The first one leaves in 5 days.',
    'Show',
    '1 个未保存的录制即将从云端消失: 最早的一个将在 5 天后消失。',
    '查看',
  ],
  [
    { kind: 'quiet', rules: ['A\u202e'] },
    'Nothing new saved for 30 days: “A” runs, but finds no new recordings. Check what it looks for.',
    'Show',
    '已有 30 天没有保存新录制: 规则“A”在运行，但没有找到新录制。请检查规则的查找范围。',
    '查看',
  ],
  [
    { kind: 'failing', rules: ['A'], failure: { code: 'FOLDER_MISSING', params: { path: '/archive' } } },
    '“A” has failed several times: The folder to save to is missing',
    'Show',
    '规则“A”已连续多次失败: 保存文件夹不存在',
    '查看',
  ],
])('%j', (due, english, button, chinese, chineseButton) => {
  const inEnglish = dueText(due, 'en-US')
  const inChinese = dueText(due, 'zh-CN')
  expect(`${inEnglish.title}: ${inEnglish.body}`).toBe(english)
  expect(`${inChinese.title}: ${inChinese.body}`).toBe(chinese)
  expect([inEnglish.button, inChinese.button]).toEqual([button, chineseButton])
})
