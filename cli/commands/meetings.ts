import { localTime } from '../dates.ts'
import { EXIT } from '../exit-status.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { duration, fit, table } from '../text.ts'

/** Needs no sign-in: the meetings server is another one. */
export async function listMeetings({ services }: Opened, output: Output): Promise<number> {
  const items = await services.meetings.list()
  output.json({ items, count: items.length })
  if (items.length > 0)
    output.line(
      table(
        ['START', 'END', 'LENGTH', 'ID', 'ROOM'],
        items.map(({ uniqueId, roomName, startedAt, endedAt, durationSeconds }) => [
          localTime(startedAt),
          localTime(endedAt),
          duration(durationSeconds),
          uniqueId,
          fit(roomName, 60),
        ]),
      ),
    )
  output.remark(`${items.length} ended meetings`)
  return EXIT.done
}
