import { describe, expect, it } from 'vitest'
import type { Download } from '../../contract/download.ts'
import { sampleDownload } from '../../test/sample-download.ts'
import { actionOfKey, actionsFor, fittingFor } from './download-actions.ts'

const inState = (...states: Download['state'][]) =>
  states.map((state, n) => sampleDownload({ id: `${n}`, state }))

describe('actionsFor', () => {
  it.each([
    ['waiting', ['pause', 'moveToTop', 'cancel']],
    ['running', ['pause', 'cancel']],
    ['retrying', ['pause', 'retry', 'cancel']],
    ['paused', ['resume', 'cancel']],
    ['blocked', ['resume', 'cancel']],
    ['saved', ['watch', 'open', 'reveal', 'clear']],
    ['failed', ['retry', 'clear']],
    ['cancelled', ['retry', 'clear']],
  ] as const)('%s: %j', (state, actions) => {
    expect(actionsFor(inState(state))).toEqual(actions)
  })

  it('offers a group the actions of any of its files, but never opens several', () => {
    expect(actionsFor(inState('saved', 'saved'))).toEqual(['watch', 'reveal', 'clear'])
    expect(actionsFor(inState('running', 'failed', 'saved'))).toEqual([
      'watch',
      'reveal',
      'pause',
      'retry',
      'cancel',
      'clear',
    ])
    expect(actionsFor([])).toEqual([])
  })
})

it('an action applies to the files that allow it', () => {
  const chosen = inState('running', 'saved', 'waiting', 'saved')
  expect(fittingFor('pause', chosen).map(({ id }) => id)).toEqual(['0', '2'])
  expect(fittingFor('reveal', chosen).map(({ id }) => id)).toEqual(['1'])
})

describe('actionOfKey', () => {
  const press = (key: string, modifiers = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...modifiers,
  })
  it.each([
    [press(' '), 'running', 'pause'],
    [press(' '), 'paused', 'resume'],
    [press(' '), 'saved', null],
    [press('Enter'), 'saved', 'open'],
    [press('Enter'), 'running', null],
    [press('Enter', { ctrlKey: true }), 'saved', 'reveal'],
    [press('Enter', { metaKey: true }), 'saved', 'reveal'],
    [press('Delete'), 'running', 'cancel'],
    [press('Delete'), 'saved', 'clear'],
    [press('Backspace'), 'failed', 'clear'],
    [press('r'), 'failed', 'retry'],
    [press('R'), 'running', null],
    [press('r', { ctrlKey: true }), 'failed', null],
    [press('ArrowUp', { altKey: true }), 'waiting', 'moveToTop'],
    [press('ArrowUp', { altKey: true }), 'running', null],
    [press('ArrowUp'), 'waiting', null],
    [press('w'), 'saved', 'watch'],
    [press('w'), 'running', null],
    [press('x'), 'running', null],
  ] as const)('%j on one that is %s: %s', (key, state, action) => {
    expect(actionOfKey(key, inState(state))).toBe(action)
  })
})
