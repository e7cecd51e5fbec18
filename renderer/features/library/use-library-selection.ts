import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { type LibrarySelection as Summary, MAX_LIBRARY_SELECTED } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { extendTo, noSelection, type Selection, toggle, withAll } from '../../model/selection.ts'
import { queryKeys } from '../../queries.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { showToast } from '../../state/toasts.ts'
import { useErrorToast } from '../../state/use-action.ts'
import type { LibraryRows } from './use-library-rows.ts'

/** The selected items, which other searches and orders keep. Rows need not be loaded to be selected. */
export interface LibrarySelection {
  keys: ReadonlySet<string>
  /** Main's answer for these keys, or the previous ones; null before the first. */
  summary: Summary | null
  /** Selects only this row of the view; what the view does not show stays selected. */
  only: (index: number) => void
  toggle: (index: number) => void
  /** Selects the rows from the anchor to `to`; `from` is the anchor if there is none in this view. */
  extend: (from: number, to: number) => void
  all: () => void
  clear: () => void
}

export function useLibrarySelection(rows: LibraryRows): LibrarySelection {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const [selection, setSelection] = useSessionState<Selection>('library-selection', () => noSelection)
  const { search, order, show } = rows.shown
  const view = `${order} ${show ?? ''} ${search}`
  const latest = useRef(selection)
  const anchor = useRef<{ view: string; index: number } | null>(null)
  const queue = useRef(Promise.resolve())

  const keys = useMemo(() => [...selection.ids], [selection.ids])
  const summary = useQuery({
    // A number in place of up to 10,000 keys.
    queryKey: [...queryKeys.library, 'selection', search, show, numberOf(selection.ids)],
    queryFn: () => call('library.selection', { keys, search, show }),
    enabled: keys.length > 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

  const tellMost = () =>
    showToast({
      kind: 'bad',
      title: t('library.selection.most', { value: format.count(MAX_LIBRARY_SELECTED) }),
    })
  /** One change after the other: some ask main for the keys of rows that are not loaded. */
  const change = (changed: (now: Selection) => Selection | Promise<Selection>): void => {
    queue.current = queue.current.then(async () => {
      const work = (async () => {
        const { ids, ...rest } = await changed(latest.current)
        const kept = [...ids].slice(0, MAX_LIBRARY_SELECTED)
        if (kept.length < ids.size) tellMost()
        latest.current = { ...rest, ids: new Set(kept) }
        setSelection(latest.current)
      })()
      report(work)
      await work.catch(() => undefined)
    })
  }
  const keysOf = async (from: number, to: number): Promise<string[]> => {
    const loaded = Array.from({ length: to - from + 1 }, (_, n) => rows.at(from + n)?.key)
    if (loaded.every((key) => key !== undefined)) return loaded
    return await call('library.keys', { ...rows.shown, from, count: to - from + 1 })
  }
  const at = (index: number, next: (now: Selection, key: string) => Selection | Promise<Selection>) => {
    const key = rows.at(index)?.key
    if (key === undefined) return
    anchor.current = { view, index }
    change((now) => next(now, key))
  }

  return {
    keys: selection.ids,
    summary: summary.data ?? null,
    only: (index) =>
      at(index, async ({ ids }, key) => {
        const hidden =
          ids.size === 0 ? [] : (await call('library.selection', { keys: [...ids], search, show })).hidden
        return { ids: new Set([...hidden, key]), anchor: key }
      }),
    toggle: (index) => at(index, (now, key) => toggle(now, [key], key, false)),
    extend: (from, to) => {
      const first = anchor.current?.view === view ? anchor.current.index : from
      anchor.current = { view, index: first }
      const low = Math.min(first, from, to)
      const high = Math.max(first, from, to)
      if (high - low >= MAX_LIBRARY_SELECTED) {
        tellMost()
        return
      }
      change(async (now) => {
        const range = await keysOf(low, high)
        const [begin, before, end] = [first, from, to].map((index) => range[index - low])
        if (begin === undefined || before === undefined || end === undefined) return now
        return extendTo({ ids: new Set([...now.ids, begin]), anchor: begin }, range, before, end)
      })
    },
    all: () =>
      change(async (now) => {
        const total = rows.total ?? 0
        if (total === 0) return now
        if (total > MAX_LIBRARY_SELECTED) tellMost()
        const count = Math.min(total, MAX_LIBRARY_SELECTED)
        return withAll(now, await call('library.keys', { ...rows.shown, from: 0, count }))
      }),
    clear: () => change(() => noSelection),
  }
}

const numbers = new WeakMap<ReadonlySet<string>, number>()
let nextNumber = 0
/** A number for this set of keys. */
function numberOf(keys: ReadonlySet<string>): number {
  const known = numbers.get(keys)
  if (known !== undefined) return known
  nextNumber += 1
  numbers.set(keys, nextNumber)
  return nextNumber
}
