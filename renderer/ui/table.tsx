import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentProps, CSSProperties, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './table.module.css'

export interface TableProps {
  /** The accessible name. */
  label: string
  /** CSS grid columns shared by all rows, e.g. "2rem minmax(0, 1fr) 8rem". */
  columns: string
  /** The total number of rows, if only some are rendered; -1 if unknown. */
  rowCount?: number
  /** `grid`: rows have keyboard navigation and multiple selection; their cells are gridcells. */
  role?: 'table' | 'grid'
  children: ReactNode
}

/** A table of grid rows; rows may be rendered by a virtual list, so it is not an HTML table. */
export function Table({ label, columns, rowCount, role = 'table', children }: TableProps) {
  return (
    <div
      role={role}
      aria-multiselectable={role === 'grid' || undefined}
      aria-label={label}
      aria-rowcount={rowCount}
      className={styles['table']}
      style={{ '--columns': columns } as CSSProperties}
    >
      {children}
    </div>
  )
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" className={styles['row']}>
        {children}
      </div>
    </div>
  )
}

/** The rows; scrolls inside the table. */
export function TableBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div role="rowgroup" {...rest} className={classNames(styles['body'], className)} />
}

export interface TableRowProps extends ComponentProps<'div'> {
  isSelected?: boolean
  isPressable?: boolean
}

export function TableRow({ isSelected, isPressable = false, className, ...rest }: TableRowProps) {
  return (
    <div
      role="row"
      data-selected={isSelected === true || undefined}
      {...rest}
      className={classNames(styles['row'], styles['bodyRow'], isPressable && styles['pressable'], className)}
    />
  )
}

/** The name of a row, for its actions. */
export function RowName(props: ComponentProps<'button'>) {
  return <button type="button" {...props} className={styles['rowName']} />
}

export interface HeadCellProps {
  children?: ReactNode
  align?: 'end'
  className?: string | undefined
  /** The sort direction of this column; set for every sortable column. */
  sort?: 'ascending' | 'descending' | 'none'
  onSort?: () => void
}

export function HeadCell({ children, align, className, sort, onSort }: HeadCellProps) {
  return (
    <div
      role="columnheader"
      aria-sort={sort}
      // A header may be truncated in a narrow window.
      title={typeof children === 'string' ? children : undefined}
      className={classNames(styles['cell'], align === 'end' && styles['end'], className)}
    >
      {onSort === undefined ? (
        children
      ) : (
        <button type="button" className={styles['sorter']} onClick={onSort}>
          <span className={styles['sorterText']}>{children}</span>
          {sort === 'ascending' ? (
            <ArrowUp aria-hidden="true" />
          ) : sort === 'descending' ? (
            <ArrowDown aria-hidden="true" />
          ) : null}
        </button>
      )}
    </div>
  )
}

export interface CellProps {
  children?: ReactNode
  align?: 'end'
  /** `soft`: less prominent than the row's name. */
  tone?: 'soft'
  title?: string | undefined
  role?: 'cell' | 'gridcell'
  className?: string | undefined
}

export function Cell({ children, align, tone, title, role = 'cell', className }: CellProps) {
  return (
    <div
      role={role}
      title={title}
      className={classNames(
        styles['cell'],
        align === 'end' && styles['end'],
        tone === 'soft' && styles['soft'],
        className,
      )}
    >
      {children}
    </div>
  )
}
