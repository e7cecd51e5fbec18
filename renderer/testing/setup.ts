import { afterEach, beforeEach } from 'vitest'
import { startTexts } from '../i18n/text.ts'
import { fakeMain } from './fake-main.ts'
import '../ui/tokens.css'
import '../ui/base.css'

// Component tests: runs in the browser before each test file.
await startTexts('en-US')
fakeMain.reset()
beforeEach(() => fakeMain.reset())
afterEach(() => {
  window.location.hash = ''
})
