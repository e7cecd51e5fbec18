import { expect, test } from 'vitest'
import { keepLink, takeKeptLink } from './kept-link.ts'

test('a kept link is returned once', () => {
  keepLink('a')
  expect(takeKeptLink()).toBe('a')
  expect(takeKeptLink()).toBeNull()
})

test('of two links the newer one is kept', () => {
  keepLink('a')
  keepLink('b')
  expect(takeKeptLink()).toBe('b')
  expect(takeKeptLink()).toBeNull()
})
