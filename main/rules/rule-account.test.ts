import { expect, it } from 'vitest'
import { isSameSource, type RuleAccount } from './rule-account.ts'

const own: RuleAccount = { site: 'api.example', enterpriseId: 'e1', userId: 'u1', name: 'Li Wei' }

it.each<[string, Partial<RuleAccount>, { own: boolean; all: boolean }]>([
  ['the same account', {}, { own: true, all: true }],
  ['another site', { site: 'api.other' }, { own: false, all: false }],
  ['another enterprise', { enterpriseId: 'e2' }, { own: false, all: false }],
  ['another user of the enterprise', { userId: 'u2', name: 'Ana' }, { own: false, all: true }],
  ['the same user under another name', { name: 'Ana' }, { own: true, all: true }],
  ['a sign-in that tells no enterprise', { enterpriseId: '' }, { own: true, all: true }],
  [
    'a sign-in of another user that tells no enterprise',
    { enterpriseId: '', userId: 'u2' },
    { own: false, all: false },
  ],
  ['a sign-in that tells the name alone', { enterpriseId: '', userId: '' }, { own: true, all: true }],
  ['a sign-in that tells another name alone', { userId: '', name: 'Ana' }, { own: false, all: true }],
  ['a sign-in that tells nothing', { enterpriseId: '', userId: '', name: '' }, { own: true, all: true }],
])('%s', (_, change, expected) => {
  const other = { ...own, ...change }
  expect({ own: isSameSource(own, other, false), all: isSameSource(own, other, true) }).toEqual(expected)
})
