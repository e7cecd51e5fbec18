import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { COMMAND_GROUPS, type CommandGroup, type CommandName, commandOf } from '../../contract/commands.ts'
import type { LibraryItem } from '../../contract/library.ts'
import { commandText } from '../../i18n/command-text.ts'
import { loadAllTexts } from '../../i18n/texts.ts'
import { call } from '../bridge.ts'
import { useFormat } from '../i18n/format.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import { queryKeys } from '../queries.ts'
import dialogStyles from '../ui/dialog.module.css'
import styles from './command-palette.module.css'
import { KeyCaps } from '../ui/key-caps.tsx'
import { useDebouncedValue } from '../ui/use-debounced-value.ts'
import { isCommandMatch, isMatch } from './matching.ts'

/** Long enough for a burst of keys, too short to be noticed. */
const TYPING_MS = 80
const MOST_MEETINGS = 8

/** A command, or a meeting that is saved here. */
type Entry = CommandName | LibraryItem

interface Group {
  value: CommandGroup | 'saved'
  items: Entry[]
}

/** All available commands, found by a few letters, and below them saved meetings. */
export function CommandPalette({
  isOpen,
  onClose,
  names,
  onChoose,
  onOpen,
}: {
  isOpen: boolean
  onClose: () => void
  names: readonly CommandName[]
  onChoose: (name: CommandName) => void
  onOpen: (item: LibraryItem) => void
}) {
  const t = useText()
  const language = useLanguage()
  useAllLanguages(isOpen)
  /** Runs once the palette has closed and restored the focus: a command may move it. */
  const chosen = useRef<Entry | null>(null)
  const [typed, setTyped] = useState('')
  const saved = useSavedMeetings(isOpen ? typed : '')
  const commands: Group[] = COMMAND_GROUPS.map((group) => ({
    value: group,
    items: names.filter((name) => commandOf(name).group === group && name !== 'app.commands'),
  })).filter((group) => group.items.length > 0)
  const groups: Group[] = saved.length === 0 ? commands : [...commands, { value: 'saved', items: [...saved] }]

  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => {
        const entry = chosen.current
        chosen.current = null
        if (open) return
        setTyped('')
        if (typeof entry === 'string') onChoose(entry)
        else if (entry !== null) onOpen(entry)
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
            // Main has found the meetings.
            filter={(entry: Entry, text) => typeof entry !== 'string' || isCommandMatch(text, entry)}
            itemToStringValue={(entry: Entry) =>
              typeof entry === 'string' ? commandText(entry, language) : entry.title
            }
            onValueChange={setTyped}
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
                      {(entry: Entry) => (
                        <Autocomplete.Item
                          key={typeof entry === 'string' ? entry : entry.key}
                          value={entry}
                          className={styles['command']}
                          onClick={() => {
                            chosen.current = entry
                            onClose()
                          }}
                        >
                          {typeof entry === 'string' ? (
                            <>
                              <span>{commandText(entry, language)}</span>
                              <KeyCaps keys={commandOf(entry).keys?.slice(0, 1) ?? []} />
                            </>
                          ) : (
                            <SavedMeeting item={entry} />
                          )}
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

function SavedMeeting({ item }: { item: LibraryItem }) {
  const t = useText()
  const format = useFormat()
  const facts = [item.start === null ? '' : format.dateTime(item.start), item.scheduler, item.confID]
  return (
    <>
      <bdi className={styles['topic']}>{item.title.trim() || t('library.untitled')}</bdi>
      <span className={styles['facts']}>{facts.filter(Boolean).join(' · ')}</span>
    </>
  )
}

const NONE: readonly LibraryItem[] = []

/** The newest saved meetings that match what was typed; the previous ones until main answers. */
function useSavedMeetings(typed: string): readonly LibraryItem[] {
  const search = useDebouncedValue(typed.trim().slice(0, 200), TYPING_MS)
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.library, 'palette', search],
    queryFn: () => call('library.search', { search, order: 'newest', from: 0, count: MOST_MEETINGS }),
    enabled: search !== '',
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
  const items = typed.trim() === '' || search === '' ? NONE : (data?.items ?? NONE)
  if (!isPlaceholderData && search === typed.trim()) return items
  // Enter must not open what was found for another text.
  return items.filter(({ title, scheduler, confID }) => isMatch(typed, title, scheduler, confID))
}

/** Loads the texts of all languages while enabled: commands are found by their names in each. */
function useAllLanguages(isOn: boolean): void {
  const [, setLoaded] = useState(false)
  useEffect(() => {
    if (isOn) void loadAllTexts().then(() => setLoaded(true))
  }, [isOn])
}
