import { beforeAll, expect, test } from 'vitest'
import { loadAllTexts } from '../../../i18n/texts.ts'
import type { TrayState } from './tray-state.ts'
import { type TrayItem, trayMenu, trayTooltip } from './tray-menu.ts'

beforeAll(loadAllTexts)

const STATE: TrayState = {
  activity: { kind: 'idle' },
  canPause: false,
  canResume: false,
  rules: 0,
  saved: [],
}

/** The menu as text: what cannot be chosen is in brackets. */
function asText(items: readonly TrayItem[]): string[] {
  return items.map((item) => {
    if (item.kind === 'separator') return '-'
    const isEnabled = item.kind === 'file' || (item.kind === 'action' && item.isEnabled)
    return isEnabled ? item.label : `(${item.label})`
  })
}

test('the menu while files are saved', () => {
  const state: TrayState = {
    ...STATE,
    activity: { kind: 'saving', done: 12, of: 34, share: 0.4599 },
    canPause: true,
    rules: 2,
    saved: [{ id: 'a', name: 'Weekly · Screen.mp4' }],
  }
  expect(asText(trayMenu(state, 'en-US'))).toEqual([
    '(Saving 12 of 34 · 45%)',
    '-',
    'Pause all',
    'Run rules now',
    'Read a minutes code…',
    '-',
    '(Last saved)',
    'Weekly · Screen.mp4',
    '-',
    'Open library',
    'Open Meetkeep',
    '-',
    'Quit Meetkeep',
  ])
  expect(asText(trayMenu(state, 'zh-CN')).slice(0, 4)).toEqual([
    '(正在保存 12/34 · 45%)',
    '-',
    '全部暂停',
    '立即运行规则',
  ])
  expect(trayTooltip(state, 'en-US')).toBe('Meetkeep · Saving 12 of 34 · 45%')
})

test.each<[TrayState['activity'], string]>([
  [{ kind: 'idle' }, 'No active downloads'],
  [{ kind: 'complete' }, 'Everything is saved'],
  [{ kind: 'listing' }, 'Looking for new recordings…'],
  [{ kind: 'paused', count: 1 }, 'Paused · 1 file'],
  [{ kind: 'waits-for-user', count: 2 }, '2 downloads need your attention'],
  [{ kind: 'saving', done: 0, of: 1, share: 0.9999 }, 'Saving 0 of 1 · 99%'],
])('%j is called %s', (activity, label) => {
  expect(trayMenu({ ...STATE, activity }, 'en-US')[0]).toEqual({ kind: 'text', label })
})

test.each([
  [{ canPause: true, canResume: true }, 'Pause all'],
  [{ canPause: false, canResume: true }, 'Resume all'],
  [{ canPause: false, canResume: false }, '(Pause all)'],
])('with %j the menu offers %s', (can, label) => {
  expect(asText(trayMenu({ ...STATE, ...can }, 'en-US'))[2]).toBe(label)
})

test('a name is shown on one line of bounded length, and cannot hide its end', () => {
  const name = `first\nline \u202E4pm.exe ${'x'.repeat(500)} end.mp4`
  const [file] = trayMenu({ ...STATE, saved: [{ id: 'a', name }] }, 'en-US').filter(
    ({ kind }) => kind === 'file',
  )
  const label = file?.kind === 'file' ? file.label : ''
  expect(label).toMatch(/^first line 4pm\.exe x+…x+ end\.mp4$/)
  expect(label.length).toBeLessThanOrEqual(50)
})
