import { FileText, Folder } from 'lucide-react'
import type { LibraryFile, LibraryItem } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { isStandardType } from '../../model/recording-state.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import styles from './item-panel.module.css'
import { actionsOf, type ItemAction } from './item-actions.ts'
import { filesHere, itemState } from './item-state.ts'
import { LibraryState } from './library-state.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { ACTION_ICONS, type RunItemAction } from './use-item-actions.tsx'

/** The actions at the foot of the panel; all are in the menu of the row. */
const IN_FOOTER: ReadonlySet<ItemAction> = new Set<ItemAction>([
  'play',
  'open',
  'reveal',
  'locate',
  'downloadAgain',
])

/** One item in full: its picture, its facts, and each of its files with its state. */
export function ItemPanel({
  item,
  run,
  now,
  onClose,
}: {
  item: LibraryItem
  run: RunItemAction
  /** In ms. */
  now: number
  onClose: () => void
}) {
  const t = useText()
  const format = useFormat()
  const actions = actionsOf(item).filter((action) => IN_FOOTER.has(action))
  const facts = [
    { label: t('library.panel.start'), value: item.start === null ? '' : format.dateTime(item.start) },
    { label: t('library.panel.scheduler'), value: item.scheduler },
    { label: t('library.panel.confID'), value: item.confID },
    {
      label: t('library.panel.duration'),
      value: item.durationSeconds === null ? '' : format.exactDuration(item.durationSeconds),
    },
    { label: t('library.panel.size'), value: format.bytes(item.bytes) },
    { label: t('library.panel.folder'), value: item.folder },
    {
      label: t('library.panel.cloud'),
      value: item.isOnlyCopy === true ? t('library.panel.goneFromCloud') : '',
    },
    { label: t('library.panel.site'), value: URL.canParse(item.site) ? new URL(item.site).host : item.site },
  ].filter(({ value }) => value !== '')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      place="side"
      title={item.title.trim() || t('library.untitled')}
      description={<LibraryState state={itemState(item.files, item.isOnlyCopy)} now={now} />}
      actions={
        actions.length === 0
          ? undefined
          : actions.toReversed().map((action) => (
              <Button
                key={action}
                look={action === 'play' || action === 'open' ? 'primary' : 'secondary'}
                icon={ACTION_ICONS[action]}
                onClick={() => {
                  onClose()
                  run(action, item)
                }}
              >
                {t(`library.${action}`)}
              </Button>
            ))
      }
    >
      <div className={styles['content']}>
        {item.kind === 'recording' ? <Thumbnail item={item} watched={0} size="panel" /> : null}
        <Facts facts={facts} />
        <h3 className={styles['heading']}>
          {t('library.panel.files', { count: item.files.length, value: format.count(item.files.length) })}
        </h3>
        <ul className={styles['files']}>
          {item.files.map((file) => (
            <FileRow key={file.id} file={file} item={item} now={now} />
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

function FileRow({ file, item, now }: { file: LibraryFile; item: LibraryItem; now: number }) {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const { id, source, name, bytes } = file
  const isHere = filesHere({ files: [file] }).length > 0
  return (
    <li className={styles['file']}>
      <div className={styles['what']}>
        <p className={styles['type']}>{useFileName(file, item)}</p>
        <p className={styles['name']} dir="auto" title={name}>
          {source.kind === 'recording' ? name : format.bytes(bytes)}
        </p>
        <p className={styles['facts']}>
          <LibraryState state={itemState([file])} now={now} />
          {source.kind === 'recording' ? <span>{format.bytes(bytes)}</span> : null}
        </p>
      </div>
      {isHere ? (
        <span className={styles['actions']}>
          <IconButton
            size="small"
            label={t('library.openFile', { name })}
            icon={<FileText aria-hidden="true" />}
            onClick={() => report(call('library.open', { id }))}
          />
          <IconButton
            size="small"
            label={t('library.revealFile', { name })}
            icon={<Folder aria-hidden="true" />}
            onClick={() => report(call('library.reveal', { id }))}
          />
        </span>
      ) : null}
    </li>
  )
}

/** "Camera · part 2"; the name of a file that is no recording. */
function useFileName({ source, name }: LibraryFile, { files }: LibraryItem): string {
  const t = useText()
  if (source.kind !== 'recording') return name
  const { fileType, part } = source
  const type = isStandardType(fileType) ? t(`recordings.types.${fileType}`) : fileType
  const hasParts = files.some((other) => other.source.kind === 'recording' && other.source.part > 1)
  return hasParts ? t('library.panel.part', { type, part }) : type
}
