import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { defaultSettings } from '../contract/settings.ts'
import { resolveLanguage } from '../i18n/languages.ts'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './app.tsx'
import { call } from './bridge.ts'
import { FailureBoundary } from './failures/failure-boundary.tsx'
import { reportUncaught } from './failures/report-failures.ts'
import { startTexts } from './i18n/text.ts'
import { showTheme } from './theme.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

reportUncaught()
// Language and theme are applied before the first paint; if main does not answer, the app shows it.
const { language, theme } = await call('settings.get').catch(() => defaultSettings)
showTheme(theme)
await startTexts(resolveLanguage(language, navigator.language))
createRoot(root).render(
  <StrictMode>
    <FailureBoundary place="window">
      <App />
    </FailureBoundary>
  </StrictMode>,
)
