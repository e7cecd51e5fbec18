import { expect, test } from 'vitest'
import { setPendingLink, takePendingLink } from './pending-link.ts'

test('a kept link is returned once', () => {
  setPendingLink('a')
  expect(takePendingLink()).toBe('a')
  expect(takePendingLink()).toBeNull()
})

test('of two links the newer one is kept', () => {
  setPendingLink('a')
  setPendingLink('b')
  expect(takePendingLink()).toBe('b')
  expect(takePendingLink()).toBeNull()
})
