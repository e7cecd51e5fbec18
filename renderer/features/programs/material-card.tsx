import { Download, ImageOff } from 'lucide-react'
import type { Material } from '../../../contract/program.ts'
import { useFormat } from '../../i18n/format.ts'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useInView } from '../../ui/use-in-view.ts'
import { playingTime } from './playing-time.ts'
import styles from './programs.module.css'
import { useMaterialPicture } from './use-material-picture.ts'

export interface MaterialCardProps {
  programId: string
  material: Material
  /** 1-based, in playback order. */
  place: number
  isBusy: boolean
  onShow: () => void
  onDownload: () => void
}

/** One material of a program: thumbnail and duration. */
export function MaterialCard({ programId, material, place, isBusy, onShow, onDownload }: MaterialCardProps) {
  const t = useText()
  const language = useLanguage()
  const format = useFormat()
  const [ref, isInView] = useInView()
  const picture = useMaterialPicture({ programId, material, isWanted: isInView })
  const name = material.name || material.id
  const reason = !material.canDownload
    ? t('programs.noFile')
    : picture.failure === null
      ? undefined
      : describeFailure(picture.failure, language).title
  return (
    <li className={styles['card']}>
      <button
        ref={ref}
        type="button"
        className={styles['picture']}
        aria-label={[t('programs.look', { name }), reason].filter(Boolean).join('. ')}
        title={reason}
        onClick={onShow}
      >
        {picture.url !== null ? (
          <img src={picture.url} alt="" draggable={false} />
        ) : picture.failure !== null || !material.canDownload ? (
          <ImageOff aria-hidden="true" />
        ) : (
          <Spinner />
        )}
      </button>
      <div className={styles['caption']}>
        <span className={styles['place']}>{format.count(place)}</span>
        <span className={styles['materialName']} title={name}>
          {name}
        </span>
        <span className={styles['time']}>{playingTime(material.playSeconds)}</span>
        <IconButton
          size="small"
          label={material.canDownload ? t('programs.downloadOne', { name }) : t('programs.noFile')}
          icon={<Download aria-hidden="true" />}
          disabled={!material.canDownload || isBusy}
          focusableWhenDisabled
          onClick={onDownload}
        />
      </div>
    </li>
  )
}
