import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { LibraryFile, LibraryItem, LibraryQuery } from '../../../contract/library.ts'
import type { VerifyState } from '../../../contract/verify.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { LibraryPage } from './library-page.tsx'

const SITE = 'https://one.example'

function film(n: number, change: Partial<LibraryFile> = {}): LibraryFile {
  return {
    id: n.toString(16).padStart(32, '0'),
    source: { kind: 'recording', site: SITE, confUUID: `u${n}`, fileType: 'Hd', part: 1 },
    name: `film-${n}.mp4`,
    bytes: 1024,
    sha256: '',
    savedAt: '2026-11-20T08:00:00.000Z',
    state: 'here',
    verifiedAt: null,
    ...change,
  }
}

/** The n-th newest meeting, each a day older than the one before. */
function meeting(n: number, change: Partial<LibraryItem> = {}): LibraryItem {
  return {
    key: `k${n}`,
    kind: 'recording',
    site: SITE,
    title: `Meeting ${n}`,
    start: new Date(Date.UTC(2026, 10, 20 - n, 4)).toISOString(),
    scheduler: 'Li Na',
    confID: '96000000',
    durationSeconds: 600,
    bytes: 1024,
    folder: '/saved',
    files: [film(n)],
    ...change,
  }
}

/** Main, with these items; returns a function that replaces them. */
function serve(items: LibraryItem[]): (next: LibraryItem[]) => void {
  let current = items
  const foundBy = (search: string) =>
    current.filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()))
  fakeMain.handle('library.keys', ({ search, from, count }) =>
    foundBy(search)
      .slice(from, from + count)
      .map(({ key }) => key),
  )
  fakeMain.handle('library.selection', ({ keys, search }) => {
    const selected = current.filter(({ key }) => keys.includes(key))
    const shown = new Set(foundBy(search))
    return {
      items: selected.length,
      bytes: selected.length * 1024,
      hidden: selected.filter((item) => !shown.has(item)).map(({ key }) => key),
    }
  })
  fakeMain.handle('library.rows', ({ keys }) => current.filter(({ key }) => keys.includes(key)))
  fakeMain.handle('library.search', ({ search, from, count }: LibraryQuery) => {
    const found = foundBy(search)
    return { items: found.slice(from, from + count), total: found.length, totalBytes: found.length * 1024 }
  })
  return (next) => {
    current = next
    fakeMain.emit('library.changed', {})
  }
}

async function drawPage() {
  await draw(
    <div style={{ height: 600 }}>
      <LibraryPage />
    </div>,
  )
}
const row = (title: string) => page.getByRole('listitem').filter({ hasText: title })
const focusRow = async (title: string) => {
  await expect.element(row(title)).toBeVisible()
  ;(row(title).element() as HTMLElement).focus()
}

test('months are headings, and rows have state, day and size', async () => {
  serve([meeting(0), meeting(1, { files: [film(1, { state: 'missing' })] }), meeting(30)])
  await drawPage()
  await expect.element(page.getByRole('heading', { name: 'November 2026' })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'October 2026' })).toBeVisible()
  await expect.element(row('Meeting 1')).toHaveTextContent(t('library.states.missing'))
  await expect.element(row('Meeting 0')).toHaveTextContent(t('library.states.saved'))
  await expect.element(row('Meeting 0')).toHaveTextContent('1 kB')
})

test('the only copies can be shown alone', async () => {
  const [gone, other] = [meeting(1, { isOnlyCopy: true }), meeting(2)]
  fakeMain.handle('library.search', ({ show }: LibraryQuery) => {
    const items = show === 'onlyCopies' ? [gone] : [gone, other]
    return { items, total: items.length, totalBytes: 1, onlyCopies: 1 }
  })
  await drawPage()
  await expect.element(row('Meeting 1')).toHaveTextContent(t('library.states.only-copy'))
  await expect.element(row('Meeting 2')).toHaveTextContent(t('library.states.saved'))
  await page.getByRole('combobox', { name: t('library.show.label') }).click()
  await page.getByRole('option', { name: t('library.show.onlyCopies', { value: '1' }) }).click()
  await expect.element(row('Meeting 2')).not.toBeInTheDocument()
  await expect.element(row('Meeting 1')).toBeVisible()
})

test('without only copies there is nothing to choose', async () => {
  serve([meeting(1)])
  await drawPage()
  await expect.element(row('Meeting 1')).toBeVisible()
  expect(page.getByRole('combobox', { name: t('library.show.label') }).query()).toBeNull()
})

test('the keyboard moves between rows, plays one and shows its files', async () => {
  serve([meeting(0), meeting(1), meeting(2)])
  await drawPage()
  await focusRow('Meeting 0')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(row('Meeting 1')).toHaveFocus()
  await userEvent.keyboard(' ')
  const panel = page.getByRole('dialog', { name: 'Meeting 1' })
  await expect.element(panel.getByText('film-1.mp4')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(panel).not.toBeInTheDocument()
  await expect.element(row('Meeting 1')).toHaveFocus()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(fakeMain.callsOf('library.reveal')).toEqual([{ id: film(1).id }])
  await userEvent.keyboard('{End}')
  await expect.element(row('Meeting 2')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(window.location.hash).toBe(`#/watch?site=${encodeURIComponent(SITE)}&recording=u2&from=library`)
})

test('a double click plays; minutes are opened with the system’s program', async () => {
  const document = film(7, { source: { kind: 'minutes', site: SITE, fileCode: 'm', file: 'pdf' } })
  serve([meeting(0), meeting(1, { kind: 'minutes', title: 'Whiteboard', files: [document] })])
  await drawPage()
  await userEvent.dblClick(row('Whiteboard').getByText('Whiteboard', { exact: true }))
  expect(fakeMain.callsOf('library.open')).toEqual([{ id: document.id }])
  await userEvent.dblClick(row('Meeting 0').getByText('Meeting 0'))
  expect(window.location.hash).toContain('recording=u0')
})

test('what is missing can be looked at and removed', async () => {
  serve([meeting(0, { files: [film(0, { state: 'missing' })] })])
  fakeMain.handle('library.remove', () => ({ files: 1 }))
  fakeMain.handle('library.undoRemove', () => ({ files: 1 }))
  await drawPage()
  await userEvent.click(row('Meeting 0').getByRole('button', { name: t('library.moreActions') }))
  await expect.element(page.getByRole('menuitem', { name: t('library.details') })).toBeVisible()
  await expect.element(page.getByRole('menuitem', { name: t('library.verify') })).not.toBeInTheDocument()
  await userEvent.click(page.getByRole('menuitem', { name: t('library.remove') }))
  expect(fakeMain.callsOf('library.remove')).toEqual([{ ids: [film(0).id] }])
  await userEvent.click(page.getByRole('button', { name: t('library.removal.undo') }))
  await expect.element(page.getByText(t('library.removal.undone')).first()).toBeVisible()
})

test('typing searches, and says when nothing matches', async () => {
  serve([meeting(0), meeting(1)])
  await drawPage()
  await userEvent.fill(page.getByRole('searchbox'), 'meeting 1')
  await expect.element(row('Meeting 0')).not.toBeInTheDocument()
  await expect.element(row('Meeting 1')).toBeVisible()
  await userEvent.fill(page.getByRole('searchbox'), 'nothing like it')
  await userEvent.click(page.getByRole('button', { name: t('library.noMatch.action') }))
  await expect.element(row('Meeting 0')).toBeVisible()
})

test('a change of the library shows the new state, without a jump', async () => {
  const items = Array.from({ length: 300 }, (_, n) => meeting(n))
  const change = serve(items)
  await drawPage()
  await focusRow('Meeting 0')
  // While the list scrolls, the page itself has the focus for a moment.
  const focusedTitle = (): string =>
    document.activeElement?.closest('[role=listitem]')?.querySelector('[dir=auto]')?.textContent ?? ''
  let title = 'Meeting 0'
  for (const _ of [1, 2, 3, 4]) {
    await userEvent.keyboard('{PageDown}')
    await expect.poll(() => ['', title].includes(focusedTitle())).toBe(false)
    title = focusedTitle()
  }
  expect(title).toMatch(/^Meeting [2-9]\d$/)
  const top = row(title).element().getBoundingClientRect().top
  change([
    meeting(400, { title: 'New', start: '2026-11-22T04:00:00.000Z' }),
    ...items.map((item) =>
      item.title === title
        ? { ...item, files: item.files.map((file) => ({ ...file, state: 'damaged' as const })) }
        : item,
    ),
  ])
  await expect.element(row(title)).toHaveTextContent(t('library.states.damaged'))
  await expect.poll(() => Math.abs(row(title).element().getBoundingClientRect().top - top)).toBeLessThan(2)
  await expect.element(row(title)).toHaveFocus()
})

test('scrolling to the end of many rows renders few, and loads those in view', async () => {
  serve(Array.from({ length: 5000 }, (_, n) => meeting(n)))
  await drawPage()
  await focusRow('Meeting 0')
  await userEvent.keyboard('{End}')
  await expect.element(row('Meeting 4999')).toHaveFocus()
  expect(page.getByRole('listitem').elements().length).toBeLessThan(40)
  const blocks = new Set(fakeMain.callsOf('library.search').map(({ from }) => from))
  expect(blocks.size).toBeLessThan(6)
})

test.each([
  ['signed out', null, 'common.account.signIn', '#/welcome'],
  ['signed in', SAMPLE_ACCOUNT, 'library.empty.action', '#/recordings'],
] as const)('an empty library says what to do, %s', async (_, account, action, hash) => {
  serve([])
  await draw(<LibraryPage />, { account })
  await userEvent.click(page.getByRole('button', { name: t(action) }))
  expect(window.location.hash).toBe(hash)
})

/** The state of a verification of three files. */
const verifying = (change: Partial<VerifyState> = {}): VerifyState => ({
  phase: 'running',
  files: { done: 1, of: 3 },
  bytes: { done: 1024, of: 3072 },
  current: { key: 'k0', title: 'Meeting 0' },
  outcomes: { verified: 1, damaged: 0, changed: 0, missing: 0, 'not-connected': 0, unreadable: 0 },
  startedAt: '2026-11-20T08:00:00.000Z',
  endedAt: null,
  isStopped: false,
  ...change,
})

test('V verifies a meeting; the bar shows progress, pauses, and says what was found', async () => {
  serve([meeting(0), meeting(1)])
  fakeMain.handle('library.verify', () => verifying())
  fakeMain.handle('library.verifyAct', () => verifying({ phase: 'paused', current: null }))
  fakeMain.handle('library.verifyReport', () => [
    {
      ...{ key: 'k0', title: 'Meeting 0', start: null, name: 'film-0.mp4', folder: '/saved', bytes: 1024 },
      outcome: 'damaged',
    },
  ])
  await drawPage()
  await focusRow('Meeting 0')
  await userEvent.keyboard('v')
  await expect.element(row('Meeting 0')).toHaveTextContent(t('library.verifying'))
  expect(fakeMain.callsOf('library.verify')).toEqual([{ keys: ['k0'] }])
  const bar = page.getByRole('region', { name: t('library.verifyJob.label') })
  await userEvent.click(bar.getByRole('button', { name: t('library.verifyJob.pause') }))
  expect(fakeMain.callsOf('library.verifyAct')).toEqual([{ action: 'pause' }])
  await expect.element(bar.getByRole('button', { name: t('library.verifyJob.resume') })).toBeVisible()
  const ended = { phase: 'idle', current: null, endedAt: '2026-11-20T08:01:00.000Z' } as const
  const outcomes = { ...verifying().outcomes, verified: 2, damaged: 1 }
  fakeMain.emit('library.verifyChanged', verifying({ ...ended, files: { done: 3, of: 3 }, outcomes }))
  await expect.element(bar).toHaveTextContent(t('library.verifyJob.problems', { count: 1, value: '1' }))
  await userEvent.click(bar.getByRole('button', { name: t('library.verifyJob.report') }))
  await expect.element(page.getByRole('dialog').getByText('film-0.mp4')).toBeVisible()
})

test('all files are verified from the menu of the page', async () => {
  serve([meeting(0)])
  await drawPage()
  await userEvent.click(page.getByRole('button', { name: t('library.tools') }))
  await userEvent.click(page.getByRole('menuitem', { name: t('library.verifyAll') }))
  expect(fakeMain.callsOf('library.verify')).toEqual([{ keys: 'all' }])
})

describe('the selection', () => {
  const bar = page.getByRole('region', { name: t('library.selection.label') })
  const selected = () =>
    page
      .getByRole('checkbox', { checked: true })
      .elements()
      .map((box) => box.getAttribute('aria-label'))
  const named = (...ns: number[]) => ns.map((n) => t('library.select', { title: `Meeting ${n}` }))

  test('a click selects one row, with the command key one more, with Shift all up to it', async () => {
    serve([0, 1, 2, 3, 4].map((n) => meeting(n)))
    await drawPage()
    await userEvent.click(row('Meeting 3').getByText('Meeting 3'))
    await expect.poll(selected).toEqual(named(3))
    await userEvent.click(row('Meeting 1').getByText('Meeting 1'))
    await expect.poll(selected).toEqual(named(1))
    await userEvent.click(row('Meeting 4').getByText('Meeting 4'), { modifiers: ['ControlOrMeta'] })
    await expect.poll(selected).toEqual(named(1, 4))
    await userEvent.click(row('Meeting 2').getByText('Meeting 2'), { modifiers: ['Shift'] })
    await expect.poll(selected).toEqual(named(1, 2, 3, 4))
    await expect.element(bar).toHaveTextContent('4 selected')
    await expect.element(bar).toHaveTextContent('4 kB')
    await userEvent.click(row('Meeting 3').getByRole('checkbox'))
    await expect.poll(selected).toEqual(named(1, 2, 4))
  })

  test('another search keeps it, and says how much it does not show', async () => {
    serve([meeting(0), meeting(1), meeting(2, { title: 'Other' }), meeting(3, { title: 'Other too' })])
    await drawPage()
    await focusRow('Meeting 0')
    await userEvent.keyboard('x')
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
    await expect.poll(selected).toEqual(named(0, 1))
    await userEvent.fill(page.getByRole('searchbox'), 'other')
    await expect.element(bar).toHaveTextContent('2 selected, 2 not in this view')
    await userEvent.click(row('Other too').getByText('Other too'))
    await expect.element(bar).toHaveTextContent('3 selected, 2 not in this view')
    await userEvent.click(row('Other').first().getByText('Other', { exact: true }))
    await expect.poll(selected).toEqual([t('library.select', { title: 'Other' })])
    await expect.element(bar).toHaveTextContent('3 selected, 2 not in this view')
    await userEvent.keyboard('{Escape}')
    await expect.element(bar).not.toBeInTheDocument()
  })

  test('Shift and End, or the command key and A, select rows that were never loaded', async () => {
    serve(Array.from({ length: 1200 }, (_, n) => meeting(n)))
    await drawPage()
    await focusRow('Meeting 0')
    await userEvent.keyboard('{Shift>}{End}{/Shift}')
    await expect.element(bar).toHaveTextContent('1,200 selected')
    await expect.element(row('Meeting 1199')).toHaveFocus()
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
    await expect.element(bar).toHaveTextContent('1,199 selected')
    await userEvent.keyboard('{Escape}')
    await expect.element(bar).not.toBeInTheDocument()
    await userEvent.keyboard('{ControlOrMeta>}a{/ControlOrMeta}')
    await expect.element(bar).toHaveTextContent('1,200 selected')
  })

  test('its files are verified, and its folders shown', async () => {
    serve([meeting(0, { files: [film(0), film(9)] }), meeting(1, { files: [film(1, { state: 'missing' })] })])
    fakeMain.handle('library.verify', () => verifying())
    fakeMain.handle('library.reveal', () => undefined)
    await drawPage()
    await focusRow('Meeting 0')
    await userEvent.keyboard('{ControlOrMeta>}a{/ControlOrMeta}')
    await userEvent.click(bar.getByRole('button', { name: t('library.verify') }))
    await expect.poll(() => fakeMain.callsOf('library.verify')).toEqual([{ keys: ['k0', 'k1'] }])
    await userEvent.click(bar.getByRole('button', { name: t('library.selection.reveal') }))
    await expect.poll(() => fakeMain.callsOf('library.reveal')).toEqual([{ id: film(0).id }])
  })
})
