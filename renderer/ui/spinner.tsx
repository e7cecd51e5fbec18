import styles from './spinner.module.css'

/** An activity indicator; the text beside it says what is pending. */
export function Spinner() {
  return <span className={styles['spinner']} aria-hidden="true" />
}
