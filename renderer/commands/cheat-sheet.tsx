import { COMMAND_GROUPS, commandNames, commandOf } from '../../contract/commands.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import { Dialog } from '../ui/dialog.tsx'
import styles from './cheat-sheet.module.css'
import { KeyCaps } from './key-caps.tsx'
import { PAGE_KEYS } from './page-keys.ts'

/** Every key there is, by what it is for. */
export function CheatSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const language = useLanguage()
  const groups = COMMAND_GROUPS.map((group) => ({
    id: group,
    title: t(`commands.groups.${group}`),
    rows: commandNames
      .map((name) => ({ id: name, ...commandOf(name) }))
      .filter((command) => command.group === group && command.keys !== undefined)
      .map(({ id, text, keys = [] }) => ({ id, words: text[language], keys })),
  })).filter(({ rows }) => rows.length > 0)
  const pageKeys = PAGE_KEYS.map(({ id, page, keys }) => ({
    id,
    words: t(`commands.pageKeys.${id}`),
    where: page === null ? null : t(`common.nav.${page}`),
    keys,
  }))

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('commands.keys')} width="wide" isTextOnly>
      <div className={styles['groups']}>
        {groups.map(({ id, title, rows }) => (
          <Group key={id} title={title}>
            {rows.map((row) => (
              <Row key={row.id} words={row.words} keys={row.keys} />
            ))}
          </Group>
        ))}
        <Group title={t('commands.elsewhere')}>
          {pageKeys.map(({ id, words, where, keys }) => (
            <Row key={id} words={where === null ? words : `${where}: ${words}`} keys={keys} />
          ))}
        </Group>
      </div>
    </Dialog>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={styles['group']}>
      <h3 className={styles['title']}>{title}</h3>
      <dl>{children}</dl>
    </section>
  )
}

function Row({ words, keys }: { words: string; keys: readonly string[] }) {
  return (
    <div className={styles['row']}>
      <dt>{words}</dt>
      <dd>
        <KeyCaps keys={keys} />
      </dd>
    </div>
  )
}
