import { useEffect, useEffectEvent, useState } from 'react'
import { ChooseDialog } from './choose-dialog.tsx'
import type { JudgedCode } from './codes.ts'
import { PreviewDialog } from './preview-dialog.tsx'

/**
 * Several codes were found: they may be saved one after another, until none is left or the user closes the
 * dialog.
 */
export function SeveralCodes({ codes, onClose }: { codes: JudgedCode[]; onClose: () => void }) {
  const [picked, setPicked] = useState<string | null>(null)
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set())
  const isDone = saved.size > 0 && codes.every(({ text, link }) => !link.ok || saved.has(text))
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (isDone) close()
  }, [isDone])
  if (picked === null)
    return <ChooseDialog codes={codes} saved={saved} onChoose={setPicked} onClose={onClose} />
  return (
    <PreviewDialog
      text={picked}
      repairs={codes.find(({ text }) => text === picked)?.repairs ?? []}
      onClose={() => setPicked(null)}
      onSaved={() => {
        // The answer may arrive after this dialog was closed, when another code may be open.
        setSaved((before) => new Set([...before, picked]))
        setPicked((shown) => (shown === picked ? null : shown))
      }}
    />
  )
}
