import { expect, test } from 'vitest'
import { version as current } from '../../package.json'
import { newsSince, readChangelog, readNews } from './changelog.ts'
import english from '../../CHANGELOG.md?raw'
import chinese from '../../CHANGELOG.zh-CN.md?raw'

const TEXT = `# What changed

## Unreleased

- not out yet

## 1.1.0 (2026-12-01)

### Fixed

- a **bold** \`word\` and a [link](https://example.com/),
  over two lines
- snake_case_names stay

## 1.0.0 (2026-11-01)

Prose.

- first
`

test('reads a changelog by version', () => {
  expect(readChangelog(TEXT)).toEqual([
    { version: 'Unreleased', date: null, news: [{ heading: '', points: ['not out yet'] }] },
    {
      version: '1.1.0',
      date: '2026-12-01',
      news: [
        {
          heading: 'Fixed',
          points: ['a bold word and a link, over two lines', 'snake_case_names stay'],
        },
      ],
    },
    { version: '1.0.0', date: '2026-11-01', news: [{ heading: '', points: ['first'] }] },
  ])
})

test.each(['', 'no points', '<script>alert(1)</script>', '## 1.0.0 (2026-11-01)'])(
  '%j has no news',
  (text) => {
    expect(readNews(text)).toEqual([])
  },
)

test.each([
  ['', '1.1.0', []],
  ['1.1.0', '1.1.0', []],
  ['1.0.0', '1.1.0', ['1.1.0']],
  ['0.9.0', '1.1.0', ['1.1.0']],
  ['1.1.0', '1.0.0', []],
  ['1.0.0', '1.2.0', []],
])('after %j, %s brings %j', (seen, runs, news) => {
  expect(newsSince(readChangelog(TEXT), seen, runs).map(({ version }) => version)).toEqual(news)
})

test('this version has its news in both languages, under equally many headings', () => {
  const [en, zh] = [readChangelog(english), readChangelog(chinese)]
  expect(zh.map(({ version, date }) => ({ version, date }))).toEqual(
    en.map(({ version, date }) => ({ version, date })),
  )
  expect(en.map(({ version }) => version)).toContain(current)
  for (const [index, release] of en.entries()) {
    expect(release.news.length).toBeGreaterThan(0)
    expect(zh[index]?.news.map(({ points }) => points.length)).toEqual(
      release.news.map(({ points }) => points.length),
    )
  }
})
