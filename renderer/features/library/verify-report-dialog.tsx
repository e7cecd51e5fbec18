import { useQuery } from '@tanstack/react-query'
import { MAX_REPORT_ROWS, type VerifyProblem } from '../../../contract/verify.ts'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { showToast } from '../../state/toasts.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import styles from './verify-report-dialog.module.css'

/** The files that are not as they were saved, and a button that saves the whole report. */
export function VerifyReportDialog({ onClose }: { onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const { data, error } = useQuery({
    queryKey: queryKeys.verifyReport,
    queryFn: () => call('library.verifyReport'),
    staleTime: 0,
  })
  const save = async () => {
    const { isSaved } = await call('library.saveVerifyReport')
    if (isSaved) showToast({ kind: 'good', title: t('library.report.isSaved') })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      isTextOnly
      title={t('library.report.title')}
      actions={
        <Button look="primary" onClick={() => report(save())}>
          {t('library.report.saveCsv')}
        </Button>
      }
    >
      {error !== null ? (
        <FailureNotice failure={toFailure(error)} />
      ) : data === undefined ? (
        <Loading />
      ) : data.length === 0 ? (
        <p>{t('library.report.none')}</p>
      ) : (
        <ul className={styles['list']}>
          {data.map((problem) => (
            <ProblemRow key={`${problem.folder} ${problem.name}`} problem={problem} />
          ))}
        </ul>
      )}
      {data?.length === MAX_REPORT_ROWS ? (
        <p className={styles['more']}>{t('library.report.more', { value: format.count(data.length) })}</p>
      ) : null}
    </Dialog>
  )
}

function ProblemRow({ problem: { title, start, name, folder, outcome } }: { problem: VerifyProblem }) {
  const t = useText()
  const format = useFormat()
  return (
    <li className={styles['row']}>
      <span className={styles['outcome']} data-outcome={outcome}>
        {t(`library.outcomes.${outcome}`)}
      </span>
      <div className={styles['what']}>
        <p className={styles['title']} dir="auto">
          {[title.trim() || t('library.untitled'), ...(start === null ? [] : [format.day(start)])].join(
            ' · ',
          )}
        </p>
        <p className={styles['path']} title={`${folder} ${name}`}>
          <bdi>{name}</bdi> · <bdi>{folder}</bdi>
        </p>
      </div>
    </li>
  )
}
