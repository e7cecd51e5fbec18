import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import type { Material } from '../../../contract/program.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { playingTime } from './playing-time.ts'
import styles from './programs.module.css'
import { useMaterialPicture } from './use-material-picture.ts'

/** A material in full size, with buttons and arrow keys for its neighbours. */
export function MaterialViewer({
  programId,
  materials,
  index,
  onShow,
  onDownload,
}: {
  programId: string
  materials: Material[]
  /** null: closed. */
  index: number | null
  onShow: (index: number | null) => void
  onDownload: (id: string) => void
}) {
  const t = useText()
  const format = useFormat()
  const material = index === null ? undefined : materials[index]
  if (index === null || material === undefined) return null
  const step = (by: number) => {
    if (materials[index + by] !== undefined) onShow(index + by)
  }
  const name = material.name || material.id
  return (
    <Dialog
      isOpen
      onClose={() => onShow(null)}
      width="wide"
      title={name}
      description={t('programs.placeOf', {
        place: format.count(index + 1),
        total: format.count(materials.length),
        time: playingTime(material.playSeconds),
      })}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') step(-1)
        else if (event.key === 'ArrowRight') step(1)
      }}
      actions={
        <>
          <IconButton
            look="secondary"
            label={t('programs.previous')}
            icon={<ChevronLeft aria-hidden="true" />}
            disabled={index === 0}
            focusableWhenDisabled
            onClick={() => step(-1)}
          />
          <IconButton
            look="secondary"
            label={t('programs.next')}
            icon={<ChevronRight aria-hidden="true" />}
            disabled={index === materials.length - 1}
            focusableWhenDisabled
            onClick={() => step(1)}
          />
          <Button
            look="primary"
            icon={<Download aria-hidden="true" />}
            disabled={!material.canDownload}
            onClick={() => onDownload(material.id)}
          >
            {t('programs.download')}
          </Button>
        </>
      }
    >
      <FullPicture key={index} programId={programId} material={material} name={name} />
      <p className={styles['materialId']}>
        {t('programs.materialId')} <code>{material.id}</code>
        <CopyButton text={material.id} label={t('programs.copyMaterialId')} />
      </p>
      {material.path === '' ? null : (
        <p className={styles['materialId']}>
          {t('programs.path')} <code>{material.path}</code>
        </p>
      )}
    </Dialog>
  )
}

function FullPicture({ programId, material, name }: { programId: string; material: Material; name: string }) {
  const t = useText()
  const { url, failure, retry, isBusy } = useMaterialPicture({ programId, material, isWanted: true })
  if (url !== null) return <img className={styles['full']} src={url} alt={name} draggable={false} />
  if (!material.canDownload) return <p className={styles['none']}>{t('programs.noFile')}</p>
  if (failure === null) return <Loading />
  return failure.code === 'BAD_ANSWER' ? (
    <p className={styles['none']}>{t('programs.notShown')}</p>
  ) : (
    <FailureNotice failure={failure} onRetry={retry} isRetrying={isBusy} />
  )
}
