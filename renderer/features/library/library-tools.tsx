import { Ellipsis, FolderPlus, ShieldCheck } from 'lucide-react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { verifyQuery } from '../../state/server-state.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'

/** Actions on the whole library. */
export function LibraryTools({ onAddFolder }: { onAddFolder: () => void }) {
  const t = useText()
  const report = useErrorToast()
  return (
    <Menu
      trigger={
        <IconButton look="secondary" label={t('library.tools')} icon={<Ellipsis aria-hidden="true" />} />
      }
      items={[
        {
          label: t('library.addFolder'),
          icon: <FolderPlus aria-hidden="true" />,
          onChoose: onAddFolder,
        },
        {
          label: t('library.verifyAll'),
          icon: <ShieldCheck aria-hidden="true" />,
          onChoose: () => report(call('library.verify', { keys: 'all' }).then(verifyQuery.replace)),
        },
      ]}
    />
  )
}
