import { expect, test } from 'vitest'
import { sampleCoverage, sampleRuleState } from '../../test/sample-rule.ts'
import {
  coverageFacts,
  coverageShares,
  isUnderWay,
  leftToSave,
  ruleButton,
  type RuleButton,
  type RuleStatus,
  ruleStatus,
} from './rule-view.ts'

test('a pass saves what is incomplete, failed or being prepared; not what is refused or gone', () => {
  const coverage = sampleCoverage({ partly: 1, failed: 2, waiting: 4, notAllowed: 8, goneBeforeSaved: 16 })
  expect(leftToSave(coverage)).toBe(7)
})

const failure = { code: 'OFFLINE' as const }
const STATES: [RuleStatus, RuleButton, Parameters<typeof ruleStatus>[0]][] = [
  ['unread', 'check', null],
  ['queued', 'stop', sampleRuleState({ phase: 'queued' })],
  ['listing', 'stop', sampleRuleState({ phase: 'listing', failure })],
  ['fetching', 'stop', sampleRuleState({ phase: 'fetching', progress: { done: 1, of: 6 } })],
  ['stopping', 'stop', sampleRuleState({ phase: 'stopping' })],
  ['failed', 'again', sampleRuleState({ failure })],
  ['new', 'begin', sampleRuleState({ lastPass: null, coverage: null })],
  ['new', 'begin', sampleRuleState({ lastPass: null, coverage: sampleCoverage({ recordings: 0 }) })],
  ['unread', 'check', sampleRuleState({ coverage: null })],
  ['left', 'save', sampleRuleState({ coverage: sampleCoverage({ failed: 2, waiting: 4 }) })],
  ['left', 'save', sampleRuleState({ coverage: sampleCoverage({ partly: 1 }) })],
  ['waiting', 'check', sampleRuleState({ coverage: sampleCoverage({ waiting: 4 }) })],
  ['allSaved', 'check', sampleRuleState({ coverage: sampleCoverage({ goneBeforeSaved: 1 }) })],
  ['nothing', 'check', sampleRuleState({ coverage: sampleCoverage({ recordings: 0 }) })],
]

test.each(STATES)('%s has the button %s', (status, button, state) => {
  expect(ruleStatus(state)).toBe(status)
  expect(ruleButton(status)).toBe(button)
  expect(isUnderWay(status)).toBe(button === 'stop')
})

test('a coverage says only what there is', () => {
  expect(coverageFacts(sampleCoverage({ waiting: 4, damaged: 1 }))).toEqual([
    { fact: 'waiting', count: 4 },
    { fact: 'damaged', count: 1 },
  ])
})

test('the bar of a coverage is whole, and what is lost is in it', () => {
  const coverage = sampleCoverage({ recordings: 10, complete: 7, goneBeforeSaved: 1, partly: 2 })
  expect(coverageShares(coverage)).toEqual([
    { piece: 'saved', share: 0.7 },
    { piece: 'left', share: 0.2 },
    { piece: 'lost', share: 0.1 },
  ])
  expect(coverageShares(sampleCoverage({ recordings: 0, complete: 0 }))).toEqual([])
})
