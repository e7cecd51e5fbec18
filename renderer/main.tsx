import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './app.tsx'
import { resolveLanguage } from './i18n/language.ts'
import { startTexts } from './i18n/text.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

await startTexts(resolveLanguage('system', navigator.language))
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
