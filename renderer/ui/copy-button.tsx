import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useText } from '../i18n/text.ts'
import { Button, IconButton } from './button.tsx'

/** Copies a text to the clipboard and briefly confirms it. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useText()
  const [isCopied, copy] = useCopying(text)
  return (
    <IconButton
      size="small"
      label={isCopied ? t('common.actions.copied') : label}
      icon={isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      onClick={(event) => {
        event.stopPropagation()
        copy()
      }}
    />
  )
}

/** The same as a button with a text. */
export function CopyTextButton({ text, children }: { text: string; children: ReactNode }) {
  const t = useText()
  const [isCopied, copy] = useCopying(text)
  return (
    <Button icon={isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />} onClick={copy}>
      {isCopied ? t('common.actions.copied') : children}
    </Button>
  )
}

function useCopying(text: string): [isCopied: boolean, copy: () => void] {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])
  return [isCopied, () => void copyText(text).then(setIsCopied)]
}

/** Uses the Clipboard API; falls back to a selection where it is not permitted. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'visually-hidden'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}
