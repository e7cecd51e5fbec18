import { expect, test } from 'vitest'
import { loadTexts } from '../../i18n/texts.ts'
import { notAdoptedCsv } from './not-adopted-csv.ts'

test('each file stands with its reason, also one that could not be read, and none is run as a formula', async () => {
  await loadTexts('en-US')
  const reasons = {
    '=1+1.mp4': 'NOT_DESCRIBED',
    '周会/a.mp4': 'SIZE_MISMATCH',
    'b/c.mp4': 'DISK_GONE',
  } as const
  expect(notAdoptedCsv({ reasons }, 'en-US').split('\r\n')).toEqual([
    '\uFEFFFile,Reason',
    "'=1+1.mp4,No description explains it",
    '周会/a.mp4,It has another size than its description says',
    expect.stringMatching(/^b\/c\.mp4,.+/),
    '',
  ])
})
