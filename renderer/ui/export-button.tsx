import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import type { ExportedList } from '../../contract/export.ts'
import { call } from '../bridge.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { showToast } from '../state/toasts.ts'
import { useErrorToast } from '../state/use-action.ts'
import { Button, IconButton } from './button.tsx'

/** Exports a list as CSV to where the user chooses, and says how many rows the file has. */
export function ExportButton({ list, hasText = false }: { list: () => ExportedList; hasText?: boolean }) {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const [isBusy, setIsBusy] = useState(false)
  const write = async () => {
    setIsBusy(true)
    try {
      const result = await call('lists.export', list())
      if (result === null) return
      const { rows, name, isWhole } = result
      showToast({
        kind: isWhole ? 'good' : 'bad',
        title: t('csv.done', { count: rows, value: format.count(rows), name }),
        ...(isWhole ? {} : { description: t('csv.notWhole') }),
      })
    } finally {
      setIsBusy(false)
    }
  }
  const icon = <FileSpreadsheet aria-hidden="true" />
  const props = { icon, isBusy, onClick: () => report(write()) }
  if (hasText) return <Button {...props}>{t('csv.action')}</Button>
  return <IconButton {...props} label={t('csv.action')} />
}
