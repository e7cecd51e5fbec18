import { slides } from './assets.ts'
import type { Call } from './exchange.ts'
import { numberOf, Refusal } from './exchange.ts'
import { pageOf } from './minutes.ts'
import type { Route } from './routes.ts'

interface Slide {
  materialId: string
  materialName: string
  slide: keyof typeof slides
  playTime: number
}

interface DemoProgram {
  id: string
  programName: string
  lastUpdatedBy: string
  daysAgo: number
  items: Slide[]
}

const DAY = 86_400_000
const entrance: Slide = {
  materialId: 'c704066824c74dd79afc2e66f433b186',
  materialName: '20260616165610218_entrance',
  slide: 'welcome',
  playTime: 10,
}
const canteen: Slide = {
  materialId: '1d27b5c0e8a94bb3a2c8d1a6f0e49b72',
  materialName: '20260618090200417_食堂菜单',
  slide: 'canteen',
  playTime: 15,
}
const drill: Slide = {
  materialId: '77a0f3d95b6e4c01b0f2c6f5d8e31a94',
  materialName: '20260702113015902_fire-drill',
  slide: 'safety',
  playTime: 20,
}

/** Programs by ID; the first is the example to try. */
export const programs: readonly DemoProgram[] = [
  {
    id: '6cffb6ffbb6049d1b21c1c4e39fcb2e0',
    programName: '前台大屏 Reception wall',
    lastUpdatedBy: '演示管理员',
    daysAgo: 4,
    items: [entrance, canteen, drill],
  },
  {
    id: '0b95f012274443a1bb0a223c131284a6',
    programName: 'Meeting floor',
    lastUpdatedBy: '',
    daysAgo: 60,
    items: [entrance],
  },
  {
    id: 'e3b1d0467f5542d8a0c9be1f48d67230',
    programName: '空节目',
    lastUpdatedBy: '李娜',
    daysAgo: 90,
    items: [],
  },
]

/** Page "Querying Program Details by ID", and the list of programs. `now` is in ms. */
export function programRoutes({ baseUrl, now }: { baseUrl: () => string; now: () => number }): Route[] {
  const startedAt = now()

  function rowOf(program: DemoProgram): object {
    const bytes = program.items.reduce((sum, { slide }) => sum + slides[slide].length, 0)
    return {
      id: program.id,
      lastUpdatedBy: program.lastUpdatedBy,
      updateTime: startedAt - program.daysAgo * DAY,
      programName: program.programName,
      materialSizeStr: `${(bytes / 1024).toFixed(2)}KB`,
      playTime: program.items.reduce((sum, { playTime }) => sum + playTime, 0),
    }
  }

  function list({ query }: Call): object {
    const limit = Math.max(1, numberOf(query, 'limit', 10, 500))
    const search = (query.get('searchKey') ?? '').toLowerCase()
    const found = programs.filter(({ programName, lastUpdatedBy }) =>
      [programName, lastUpdatedBy].some((text) => text.toLowerCase().includes(search)),
    )
    const { offset, rows } = pageOf(found, numberOf(query, 'offset', 0), limit)
    return { offset, limit, count: found.length, data: rows.map(rowOf) }
  }

  function details({ params }: Call): object {
    const program = programs.find(({ id }) => id === params.id)
    if (program === undefined) throw new Refusal(400, 'USG.000000003', 'Invalid request parameters: id')
    const programItemList = program.items.map(({ slide, ...item }) => ({
      ...item,
      filePath: `${baseUrl()}/materials/${slide}.png`,
    }))
    return { ...rowOf(program), programItemList }
  }

  return [
    { method: 'GET', path: '/v1/usg/sss/programs', handle: (call) => ({ status: 200, body: list(call) }) },
    {
      method: 'GET',
      path: '/v1/usg/sss/programs/:id',
      handle: (call) => ({ status: 200, body: details(call) }),
    },
  ]
}
