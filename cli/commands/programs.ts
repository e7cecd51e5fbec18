import { localTime } from '../dates.ts'
import { EXIT } from '../exit-status.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { duration, safe, table } from '../text.ts'

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
