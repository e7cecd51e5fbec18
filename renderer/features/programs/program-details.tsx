import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download } from 'lucide-react'
import { useState } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { isZeroSize, type Program } from '../../../contract/program.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { MaterialCard } from './material-card.tsx'
import { MaterialViewer } from './material-viewer.tsx'
import { playingTime } from './playing-time.ts'
import styles from './programs.module.css'
import { useMaterialDownload } from './use-material-download.ts'

/** A program and its materials; `programId` is the id it was requested by. */
export function ProgramDetails({ programId, onBack }: { programId: string; onBack: () => void }) {
  const t = useText()
  const query = useQuery({
    queryKey: [...queryKeys.programs, 'one', programId],
    queryFn: () => call('programs.get', { id: programId }),
  })
  const program = query.data
  const download = useMaterialDownload(programId)
  // A material may occur several times in a program but is one file.
  const downloadable = [
    ...new Set(program?.materials.filter(({ canDownload }) => canDownload).map(({ id }) => id)),
  ]
  const header = (
    <PageHeader
      title={program === undefined ? t('programs.title') : program.name || t('programs.unnamed')}
      back={
        <IconButton label={t('programs.back')} icon={<ArrowLeft aria-hidden="true" />} onClick={onBack} />
      }
      actions={
        program === undefined ? null : (
          <Button
            look="primary"
            icon={<Download aria-hidden="true" />}
            isBusy={download.isBusy}
            disabled={downloadable.length === 0}
            onClick={() => download.start(downloadable)}
          >
            {t('programs.downloadAll')}
          </Button>
        )
      }
    />
  )
  return (
    <Page header={header}>
      {query.isError ? (
        <FailureNotice
          failure={toFailure(query.error)}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : program === undefined ? (
        <Loading />
      ) : (
        <article className={styles['program']} aria-label={program.name || t('programs.unnamed')}>
          <Figures programId={programId} program={program} />
          {download.failure === null ? null : <FailureNotice size="line" failure={download.failure} />}
          <Materials
            programId={programId}
            program={program}
            isBusy={download.isBusy}
            onDownload={(id) => download.start([id])}
          />
        </article>
      )}
    </Page>
  )
}

function Figures({ programId, program }: { programId: string; program: Program }) {
  const t = useText()
  const format = useFormat()
  return (
    <>
      <p className={styles['idLine']}>
        <code className={styles['idText']}>{programId}</code>
        <CopyButton text={programId} label={t('programs.copyId')} />
      </p>
      <dl className={styles['figures']}>
        <Figure label={t('programs.playTime')} value={playingTime(program.playSeconds)} />
        <Figure
          label={t('programs.size')}
          value={isZeroSize(program.sizeText) ? t('programs.zeroSize') : program.sizeText || '–'}
        />
        <Figure
          label={t('programs.updatedAt')}
          value={program.updatedAt === null ? '–' : format.dateTime(program.updatedAt)}
        />
        <Figure label={t('programs.updatedBy')} value={program.lastUpdatedBy || '–'} />
      </dl>
    </>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className={styles['figure']}>
      <dt className={styles['figureLabel']}>{label}</dt>
      <dd className={styles['figureValue']} title={value}>
        {value}
      </dd>
    </div>
  )
}

function Materials({
  programId,
  program: { materials },
  isBusy,
  onDownload,
}: {
  programId: string
  program: Program
  isBusy: boolean
  onDownload: (id: string) => void
}) {
  const t = useText()
  const format = useFormat()
  const [shownIndex, setShownIndex] = useState<number | null>(null)
  return (
    <section aria-label={t('programs.materials')}>
      <h2 className={styles['sectionTitle']}>
        {t('programs.materialCount', { count: materials.length, value: format.count(materials.length) })}
      </h2>
      {materials.length === 0 ? (
        <p className={styles['none']}>{t('programs.noMaterials')}</p>
      ) : (
        <ol className={styles['cards']}>
          {materials.map((material, index) => (
            <MaterialCard
              key={`${material.id} ${index}`}
              programId={programId}
              material={material}
              place={index + 1}
              isBusy={isBusy}
              onShow={() => setShownIndex(index)}
              onDownload={() => onDownload(material.id)}
            />
          ))}
        </ol>
      )}
      <MaterialViewer
        programId={programId}
        materials={materials}
        index={shownIndex}
        onShow={setShownIndex}
        onDownload={onDownload}
      />
    </section>
  )
}
