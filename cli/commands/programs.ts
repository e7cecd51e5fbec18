import type { Failure } from '../../contract/errors.ts'
import { isZeroSize, type ProgramRow } from '../../contract/program.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import { localTime } from '../dates.ts'
import { EXIT } from '../exit-status.ts'
import { failureLines } from '../failure-text.ts'
import { headsOf } from '../labels.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { duration, fit, labelled, table } from '../text.ts'

export async function listPrograms(
  { services, signIn }: Opened,
  output: Output,
  { search }: { search?: string },
): Promise<number> {
  const t = textOf(output.language)
  await signIn()
  const incomplete: Failure[] = []
  const items = await services.programs.list(search, (failure) => void incomplete.push(failure))
  output.json({ items, count: items.length, isComplete: incomplete.length === 0 })
  if (items.length > 0 && !output.isJson)
    output.line(
      table(
        headsOf(t, 'id', 'updated', 'plays', 'size', 'updatedBy', 'name'),
        items.map((program) => [
          program.id,
          localTime(program.updatedAt),
          duration(program.playSeconds),
          sizeOf(program, t),
          fit(program.lastUpdatedBy, 20) || '-',
          fit(program.name, 60),
        ]),
      ),
    )
  output.remark(t('terminal.programs.found', { count: items.length }))
  for (const failure of incomplete) output.remark(failureLines(failure, output.language))
  return incomplete.length === 0 ? EXIT.done : EXIT.failed
}

export async function showProgram({ services, signIn }: Opened, output: Output, id: string): Promise<number> {
  await signIn()
  const program = await services.programs.get(id)
  output.json(program)
  const t = textOf(output.language)
  const time = localTime(program.updatedAt)
  const name = program.lastUpdatedBy
  output.line(
    labelled([
      [t('terminal.labels.program'), program.name],
      [t('terminal.labels.id'), program.id],
      [t('terminal.labels.updated'), name === '' ? time : t('terminal.programs.updatedBy', { time, name })],
      [t('terminal.labels.size'), sizeOf(program, t)],
      [t('terminal.labels.playingTime'), duration(program.playSeconds)],
    ]),
  )
  const rows = program.materials.map((material) => [
    material.id,
    duration(material.playSeconds),
    material.name,
    material.path || '-',
  ])
  const materials =
    rows.length === 0
      ? t('terminal.programs.noMaterials')
      : table(headsOf(t, 'material', 'plays', 'name', 'path'), rows)
  output.line(`\n${materials}`)
  return EXIT.done
}

/** The text of the service, which has its unit; zero in words. */
function sizeOf({ sizeText }: Pick<ProgramRow, 'sizeText'>, t: Text): string {
  return isZeroSize(sizeText) ? t('terminal.programs.zeroSize') : sizeText || '-'
}
