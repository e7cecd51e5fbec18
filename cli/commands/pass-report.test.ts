import { expect, it } from 'vitest'
import { loadTexts } from '../../i18n/texts.ts'
import { sampleDownload } from '../../test/sample-download.ts'
import { createPassReport } from './pass-report.ts'

it('counts a file that another pass fetched meanwhile as already here, and one that the plan has counted once', async () => {
  await loadTexts('en-US')
  const printed: unknown[] = []
  const output = { isJson: true, language: 'en-US' as const, line: () => undefined, remark: () => undefined }
  const report = createPassReport({ ...output, json: (value) => void printed.push(value) }, false)
  report.planned(
    { site: 's', who: '', from: '', recordings: [], isComplete: true },
    {
      toFetch: [],
      refused: [],
      waiting: [],
      gone: [],
      alreadySaved: 1,
      changed: [],
    },
  )
  const saved = { state: 'saved', totalBytes: 5 } as const
  report.downloaded(
    [
      sampleDownload({ ...saved, id: 'own', savedAt: '2026-11-02T00:00:01.000Z' }),
      sampleDownload({ ...saved, id: 'before', savedAt: '2026-11-01T00:00:00.000Z', wasSavedBefore: true }),
      sampleDownload({ ...saved, id: 'theirs', savedAt: '2026-11-02T00:00:02.000Z', wasSavedBefore: true }),
    ],
    new Date('2026-11-02T00:00:00.000Z'),
  )
  report.end(new AbortController().signal)
  expect(printed.at(-1)).toMatchObject({ event: 'summary', saved: 1, alreadySaved: 2, bytes: 5 })
})
