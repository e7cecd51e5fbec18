import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { isZeroSize, type ProgramRow } from '../../../contract/program.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Cell, HeadCell, RowName, Table, TableBody, TableHead, TableRow } from '../../ui/table.tsx'
import { playingTime } from './playing-time.ts'
import styles from './programs.module.css'

const ROW_HEIGHT = 44

/** The rows; only visible ones are rendered. */
export function ProgramTable({
  programs,
  isBusy,
  onOpen,
}: {
  programs: ProgramRow[]
  isBusy: boolean
  onOpen: (id: string) => void
}) {
  const t = useText()
  const format = useFormat()
  const body = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: programs.length,
    getScrollElement: () => body.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => programs[index]?.id ?? index,
    overscan: 10,
  })
  return (
    <Table
      label={t('programs.title')}
      columns="minmax(0, 1fr) 5rem 5.5rem 9.75rem minmax(0, 6.5rem)"
      rowCount={programs.length + 1}
    >
      <TableHead>
        <HeadCell>{t('programs.columns.program')}</HeadCell>
        <HeadCell align="end">{t('programs.columns.playTime')}</HeadCell>
        <HeadCell align="end">{t('programs.size')}</HeadCell>
        <HeadCell>{t('programs.updatedAt')}</HeadCell>
        <HeadCell>{t('programs.updatedBy')}</HeadCell>
      </TableHead>
      <TableBody ref={body} aria-busy={isBusy}>
        <div className={styles['rows']} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const program = programs[item.index]
            if (program === undefined) return null
            const name = program.name || t('programs.unnamed')
            return (
              <TableRow
                key={item.key}
                isPressable
                // The header is row 1.
                aria-rowindex={item.index + 2}
                className={styles['row']}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                onClick={() => onOpen(program.id)}
              >
                <Cell title={name}>
                  {/* A click on it is a click on the row. */}
                  <RowName>{name}</RowName>
                </Cell>
                <Cell align="end">
                  {program.playSeconds === null ? '–' : playingTime(program.playSeconds)}
                </Cell>
                <Cell align="end" tone="soft">
                  {isZeroSize(program.sizeText) ? t('programs.zeroSize') : program.sizeText || '–'}
                </Cell>
                <Cell tone="soft">
                  {program.updatedAt === null ? '–' : format.dateTime(program.updatedAt)}
                </Cell>
                <Cell tone="soft" title={program.lastUpdatedBy}>
                  {program.lastUpdatedBy || '–'}
                </Cell>
              </TableRow>
            )
          })}
        </div>
      </TableBody>
    </Table>
  )
}
