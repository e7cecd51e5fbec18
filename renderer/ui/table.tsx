import type { ComponentProps, CSSProperties, HTMLAttributes, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './table.module.css'

export interface TableProps {
  /** Read aloud as its name. */
  label: string
  /** CSS grid columns shared by all rows, e.g. "2rem minmax(0, 1fr) 8rem". */
  columns: string
  /** All rows there are, when only some are drawn. */
  rowCount?: number
  children: ReactNode
}

/** A table of grid rows; rows may be drawn by a virtual list, so it is not an HTML table. */
export function Table({ label, columns, rowCount, children }: TableProps) {
  return (
    <div
      role="table"
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

export interface TableRowProps extends HTMLAttributes<HTMLDivElement> {
  isSelected?: boolean
  isPressable?: boolean
}

export function TableRow({ isSelected, isPressable = false, className, ...rest }: TableRowProps) {
  return (
    <div
      role="row"
      data-selected={isSelected || undefined}
      {...rest}
      className={classNames(styles['row'], styles['bodyRow'], isPressable && styles['pressable'], className)}
    />
  )
}

export function HeadCell({
  children,
  align,
  className,
}: {
  children?: ReactNode
  align?: 'end'
  className?: string | undefined
}) {
  return (
    <div
      role="columnheader"
      className={classNames(styles['cell'], align === 'end' && styles['end'], className)}
    >
      {children}
    </div>
  )
}

export interface CellProps {
  children?: ReactNode
  align?: 'end'
  /** `soft`: of less weight than the row's name. */
  tone?: 'soft'
  title?: string | undefined
  className?: string | undefined
}

export function Cell({ children, align, tone, title, className }: CellProps) {
  return (
    <div
      role="cell"
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
