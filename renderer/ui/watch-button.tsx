import { Play } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { goToHash, usePage } from '../navigation.ts'
import { Button, IconButton } from './button.tsx'
import { hashOfWatching } from '../model/watch-target.ts'

export interface WatchButtonProps {
  /** Base URL of the service. */
  site: string
  confUUID: string
  /** `icon`: in a row of icons. */
  look?: 'primary' | 'icon'
}

/** Opens the player for a recording that has saved files. */
export function WatchButton({ site, confUUID, look = 'primary' }: WatchButtonProps) {
  const t = useText()
  const from = usePage()
  const watch = () => goToHash(hashOfWatching({ site, confUUID, from }))
  if (look === 'icon')
    return <IconButton label={t('watching.watch')} icon={<Play aria-hidden="true" />} onClick={watch} />
  return (
    <Button look={look} icon={<Play aria-hidden="true" />} onClick={watch}>
      {t('watching.watch')}
    </Button>
  )
}
