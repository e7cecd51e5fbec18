import { localTime } from '../dates.ts'
import { EXIT } from '../exit-status.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { duration, fit, safe, table } from '../text.ts'

export async function listPrograms(
  { services, signIn }: Opened,
  output: Output,
  { search }: { search?: string },
): Promise<number> {
  await signIn()
  const items = await services.programs.list(search)
  output.json({ items, count: items.length })
  if (items.length > 0)
    output.line(
      table(
        ['ID', 'UPDATED', 'PLAYS', 'SIZE', 'BY', 'NAME'],
        items.map((program) => [
          program.id,
          localTime(program.updatedAt),
          duration(program.playSeconds),
          program.sizeText || '-',
          fit(program.lastUpdatedBy, 20) || '-',
          fit(program.name, 60),
        ]),
      ),
    )
  output.remark(`${items.length} programs`)
  return EXIT.done
}

export async function showProgram({ services, signIn }: Opened, output: Output, id: string): Promise<number> {
  await signIn()
  const program = await services.programs.get(id)
  output.json(program)
  const lines: [string, string][] = [
    ['Program', program.name],
    ['ID', program.id],
    ['Updated', `${localTime(program.updatedAt)}${program.lastUpdatedBy && ` by ${program.lastUpdatedBy}`}`],
    ['Size', program.sizeText || '-'],
    ['Playing time', duration(program.playSeconds)],
  ]
  output.line(lines.map(([name, value]) => `${`${name}:`.padEnd(15)}${safe(value)}`).join('\n'))
  const rows = program.materials.map(({ id: material, name, playSeconds }) => [
    material,
    duration(playSeconds),
    name,
  ])
  output.line(rows.length === 0 ? '\nNo materials.' : `\n${table(['MATERIAL', 'PLAYS', 'NAME'], rows)}`)
  return EXIT.done
}
