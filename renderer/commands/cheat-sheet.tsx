import { COMMAND_GROUPS, commandNames, commandOf } from '../../contract/commands.ts'
import { commandText } from '../../i18n/command-text.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import { Dialog } from '../ui/dialog.tsx'
import styles from './cheat-sheet.module.css'
import { KeyCaps } from '../ui/key-caps.tsx'
import { PAGE_KEYS } from './page-keys.ts'

/** All keyboard shortcuts, by purpose. */
export function CheatSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const language = useLanguage()
  const commands = COMMAND_GROUPS.map((group) => ({
    title: t(`commands.groups.${group}`),
    rows: commandNames
      .map((name) => ({ id: name, ...commandOf(name) }))
      .filter((command) => command.group === group && command.keys !== undefined)
      .map(({ id, keys = [] }) => ({ id, words: commandText(id, language), keys })),
  })).filter(({ rows }) => rows.length > 0)
  const pages = PAGE_KEYS.map(({ page, rows }) => ({
    title: page === null ? t('commands.everywhere') : t(`common.nav.${page}`),
    rows: rows.map(({ id, keys }) => ({ id, words: t(`commands.pageKeys.${id}`), keys })),
  }))

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('commands.keys')} width="wide" isTextOnly>
      <div className={styles['groups']}>
        {[...commands, ...pages].map(({ title, rows }) => (
          <section key={title} className={styles['group']}>
            <h3 className={styles['title']}>{title}</h3>
            <dl>
              {rows.map(({ id, words, keys }) => (
                <div key={id} className={styles['row']}>
                  <dt>{words}</dt>
                  <dd>
                    <KeyCaps keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
