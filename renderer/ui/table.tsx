import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentProps, CSSProperties, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './table.module.css'

export interface TableProps {
  /** Read aloud as its name. */
  label: string
  /** CSS grid columns shared by all rows, e.g. "2rem minmax(0, 1fr) 8rem". */
  columns: string
  /** All rows there are, when only some are drawn; -1 when that is not known. */
  rowCount?: number
  /** `grid`: one walks through its rows by keys and chooses several; their cells are gridcells. */
  role?: 'table' | 'grid'
  children: ReactNode
}

/** A table of grid rows; rows may be drawn by a virtual list, so it is not an HTML table. */
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

/** A row's name, for what is pressed or reached by key in a row. */
export function RowName(props: ComponentProps<'button'>) {
  return <button type="button" {...props} className={styles['rowName']} />
}

export interface HeadCellProps {
  children?: ReactNode
  align?: 'end'
  className?: string | undefined
  /** How the rows are sorted by this column; said for every column that can be sorted by. */
  sort?: 'ascending' | 'descending' | 'none'
  onSort?: () => void
}

export function HeadCell({ children, align, className, sort, onSort }: HeadCellProps) {
  return (
    <div
      role="columnheader"
      aria-sort={sort}
      // A head may be cut off where the window is narrow.
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
  /** `soft`: of less weight than the row's name. */
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
