import { useState } from 'react'
import { ChooseDialog } from './choose-dialog.tsx'
import type { JudgedCode } from './codes.ts'
import { PreviewDialog } from './preview-dialog.tsx'

/** Several codes were found: one after another may be saved, until none is left or the user has enough. */
export function SeveralCodes({ codes, onClose }: { codes: JudgedCode[]; onClose: () => void }) {
  const [picked, setPicked] = useState<string | null>(null)
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set())
  if (picked === null)
    return <ChooseDialog codes={codes} saved={saved} onChoose={setPicked} onClose={onClose} />
  return (
    <PreviewDialog
      text={picked}
      onClose={() => setPicked(null)}
      onSaved={() => {
        const after = new Set([...saved, picked])
        setSaved(after)
        setPicked(null)
        if (codes.every(({ text, link }) => !link.ok || after.has(text))) onClose()
      }}
    />
  )
}
