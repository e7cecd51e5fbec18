import { Download } from 'lucide-react'
import type { Program } from '../../../contract/program.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '../../ui/table.tsx'
import { playingTime } from './playing-time.ts'
import styles from './programs.module.css'
import { useMaterialDownload } from './use-material-download.ts'

/** A program and its materials; `programId` is the id it was asked for by. */
export function ProgramDetails({ programId, program }: { programId: string; program: Program }) {
  const t = useText()
  const format = useFormat()
  const download = useMaterialDownload(programId)
  const downloadable = program.materials.filter((material) => material.canDownload)
  // One material may be shown several times in a program; it is one file.
  const downloadableIds = [...new Set(downloadable.map((material) => material.id))]

  return (
    <article className={styles['program']}>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <h2 className={styles['name']}>{program.name || t('programs.unnamed')}</h2>
          <p className={styles['idLine']}>
            <code className={styles['idText']}>{programId}</code>
            <CopyButton text={programId} label={t('programs.copyId')} />
          </p>
        </div>
        <Button
          look="primary"
          icon={<Download aria-hidden="true" />}
          isBusy={download.isBusy}
          disabled={downloadableIds.length === 0}
          onClick={() => download.start(downloadableIds)}
        >
          {t('programs.downloadAll')}
        </Button>
      </header>

      <dl className={styles['figures']}>
        <Figure label={t('programs.playTime')} value={playingTime(program.playSeconds)} />
        <Figure label={t('programs.size')} value={program.sizeText || '–'} />
        <Figure
          label={t('programs.updatedAt')}
          value={program.updatedAt === null ? '–' : format.dateTime(program.updatedAt)}
        />
        <Figure label={t('programs.updatedBy')} value={program.lastUpdatedBy || '–'} />
      </dl>

      {download.failure === null ? null : <FailureNotice size="line" failure={download.failure} />}

      <section aria-label={t('programs.materials')}>
        <h3 className={styles['sectionTitle']}>
          {t('programs.materialCount', {
            count: program.materials.length,
            value: format.count(program.materials.length),
          })}
        </h3>
        {program.materials.length === 0 ? (
          <p className={styles['none']}>{t('programs.noMaterials')}</p>
        ) : (
          <Table label={t('programs.materials')} columns="1.5rem minmax(0, 1fr) 8rem 3rem">
            <TableHead>
              <HeadCell align="end">#</HeadCell>
              <HeadCell>{t('programs.columns.name')}</HeadCell>
              <HeadCell align="end">{t('programs.columns.playTime')}</HeadCell>
              <HeadCell>
                <span className="visually-hidden">{t('programs.columns.download')}</span>
              </HeadCell>
            </TableHead>
            <TableBody>
              {program.materials.map((material, index) => (
                <TableRow key={`${material.id} ${index}`}>
                  <Cell align="end" tone="soft">
                    {format.count(index + 1)}
                  </Cell>
                  <Cell title={material.name}>{material.name || material.id}</Cell>
                  <Cell align="end">{playingTime(material.playSeconds)}</Cell>
                  <Cell align="end">
                    <IconButton
                      size="small"
                      label={
                        material.canDownload
                          ? t('programs.downloadOne', { name: material.name || material.id })
                          : t('programs.noFile')
                      }
                      icon={<Download aria-hidden="true" />}
                      disabled={!material.canDownload || download.isBusy}
                      focusableWhenDisabled
                      onClick={() => download.start([material.id])}
                    />
                  </Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </section>
    </article>
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
