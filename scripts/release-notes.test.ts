import { expect, test } from 'vitest'
import { releaseNotes } from './release-notes.mjs'

test('the notes of a release are its section of the changelog', () => {
  const notes = releaseNotes()
  expect(notes).toMatch(/^- \S/m)
  expect(notes).not.toMatch(/^##? /m)
})
