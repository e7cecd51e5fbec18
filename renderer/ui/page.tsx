import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './page.module.css'

export interface PageHeaderProps {
  title: string
  /** Before the title: a link back to the previous page. */
  back?: ReactNode
  /** Beside the title, e.g. a count. */
  aside?: ReactNode
  actions?: ReactNode
  /** Between the title and the second line. */
  lead?: ReactNode
  /** A second line: filters, search. */
  children?: ReactNode
}

export function PageHeader({ title, back, aside, actions, lead, children }: PageHeaderProps) {
  return (
    <header className={styles['header']}>
      <div className={styles['line']}>
        {back}
        <h1 className={styles['title']}>{title}</h1>
        {aside === undefined ? null : <span className={styles['aside']}>{aside}</span>}
        <div className={styles['actions']}>{actions}</div>
      </div>
      {lead}
      {children === undefined ? null : <div className={styles['tools']}>{children}</div>}
    </header>
  )
}

/** A page: a header, then a body that scrolls (`scroll`) or one with its own scroll containers (`fill`). */
export function Page({
  header,
  body = 'scroll',
  children,
}: {
  header: ReactNode
  body?: 'scroll' | 'fill'
  children: ReactNode
}) {
  return (
    <div className={styles['page']}>
      {header}
      <div className={classNames(styles['body'], styles[body])}>{children}</div>
    </div>
  )
}

/** A titled block on a page. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={styles['section']}>
      <div className={styles['sectionHead']}>
        <h2 className={styles['sectionTitle']}>{title}</h2>
        {aside}
      </div>
      <div className={styles['card']}>{children}</div>
    </section>
  )
}
