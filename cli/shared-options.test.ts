import { expect, test } from 'vitest'
import { withSharedOptionsLast } from './shared-options.ts'

test.each([
  ['--json recordings list --from 2026-11-01', 'recordings list --from 2026-11-01 --json'],
  ['recordings --json list --all', 'recordings list --all --json'],
  ['--trust h=1 --verbose recordings show 1', 'recordings show 1 --trust h=1 --verbose'],
  ['--trust=h=1 doctor', 'doctor --trust=h=1'],
  ['--json minutes save -- --x', 'minutes save --json -- --x'],
  ['doctor --json', 'doctor --json'],
  ['minutes save --json link', 'minutes save --json link'],
  ['recordings list --search --json', 'recordings list --search --json'],
  ['--to folder recordings download 1', '--to folder recordings download 1'],
  ['--json --to folder recordings', '--json --to folder recordings'],
  ['--json', '--json'],
  ['--version', '--version'],
])('%s is read as %s', (line, wanted) => {
  expect(withSharedOptionsLast(line.split(' ')).join(' ')).toBe(wanted)
})
