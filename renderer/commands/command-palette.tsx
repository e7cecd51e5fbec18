import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { COMMAND_GROUPS, type CommandGroup, type CommandName, commandOf } from '../../contract/commands.ts'
import { commandText } from '../../i18n/command-text.ts'
import { loadAllTexts } from '../../i18n/texts.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import dialogStyles from '../ui/dialog.module.css'
import styles from './command-palette.module.css'
import { KeyCaps } from '../ui/key-caps.tsx'
import { isCommandMatch } from './matching.ts'

interface Group {
  value: CommandGroup
  items: CommandName[]
}

/** All available commands, found by a few letters. */
export function CommandPalette({
  isOpen,
  onClose,
  names,
  onChoose,
}: {
  isOpen: boolean
  onClose: () => void
  names: readonly CommandName[]
  onChoose: (name: CommandName) => void
}) {
  const t = useText()
  const language = useLanguage()
  useAllLanguages(isOpen)
  /** Runs once the palette has closed and restored the focus: a command may move it. */
  const chosen = useRef<CommandName | null>(null)
  const groups: Group[] = COMMAND_GROUPS.map((group) => ({
    value: group,
    items: names.filter((name) => commandOf(name).group === group && name !== 'app.commands'),
  })).filter((group) => group.items.length > 0)

  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => {
        const name = chosen.current
        chosen.current = null
        if (!open && name !== null) onChoose(name)
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label={t('commands.palette')}>
          <Autocomplete.Root
            open
            inline
            items={groups}
            autoHighlight="always"
            keepHighlight
            filter={(name: CommandName, typed) => isCommandMatch(typed, name)}
            itemToStringValue={(name: CommandName) => commandText(name, language)}
          >
            <div className={styles['entry']}>
              <Search aria-hidden="true" />
              <Autocomplete.Input
                aria-label={t('commands.search')}
                placeholder={t('commands.search')}
                className={styles['input']}
              />
            </div>
            <div className={styles['results']}>
              <Autocomplete.Empty>
                <p className={styles['nothing']}>{t('commands.nothing')}</p>
              </Autocomplete.Empty>
              <Autocomplete.List>
                {(group: Group) => (
                  <Autocomplete.Group key={group.value} items={group.items} className={styles['group']}>
                    <Autocomplete.GroupLabel className={styles['heading']}>
                      {t(`commands.groups.${group.value}`)}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(name: CommandName) => (
                        <Autocomplete.Item
                          key={name}
                          value={name}
                          className={styles['command']}
                          onClick={() => {
                            chosen.current = name
                            onClose()
                          }}
                        >
                          <span>{commandText(name, language)}</span>
                          <KeyCaps keys={commandOf(name).keys?.slice(0, 1) ?? []} />
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </div>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Loads the texts of all languages while enabled: commands are found by their names in each. */
function useAllLanguages(isOn: boolean): void {
  const [, setLoaded] = useState(false)
  useEffect(() => {
    if (isOn) void loadAllTexts().then(() => setLoaded(true))
  }, [isOn])
}
