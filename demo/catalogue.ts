/**
 * The meetings of the demo service, newest first:
 * topic · scheduler · days ago · UTC time of day · minutes · size of the Hd file in MB · what is special.
 */
export interface Entry {
  topic: string
  scheduler: string
  daysAgo: number
  time: string
  minutes: number
  sizeMB: number
  /** Minutes until it is ready; 0: its announced time has passed and it is still not ready. */
  transcodingMinutes?: number
  isUnavailable?: boolean
  parts?: number
  /** No screen was shared: there is no Aux file. */
  hasNoScreen?: boolean
  /** There are audio-only files. */
  hasAudio?: boolean
  /** Has the same meeting ID and time as the entry before it: the recording was stopped and restarted. */
  isSecondTake?: boolean
}

type Row = [string, string, number, string, number, number, Partial<Entry>?]

const ROWS: Row[] = [
  ['Morning stand-up', 'demo.admin', 1, '01:00', 14, 3, { transcodingMinutes: 20 }],
  ['产品需求评审', 'zhangwei', 1, '02:30', 62, 12, { transcodingMinutes: 150 }],
  ['客户回访：华东区', 'lina', 1, '06:00', 38, 8, { transcodingMinutes: 0 }],
  ['Weekly sync', 'demo.admin', 2, '08:00', 45, 9],
  ['Weekly sync', 'demo.admin', 2, '08:00', 12, 4, { isSecondTake: true }],
  ['技术分享：分布式存储', 'wangfang', 3, '07:00', 95, 24],
  ['Sound check', 'anna', 4, '09:15', 1, 0, { hasNoScreen: true }],
  ['季度经营分析会', 'demo.admin', 5, '01:30', 420, 40, { parts: 3 }],
  ['Interview: platform engineer', 'anna', 6, '13:00', 51, 11, { hasNoScreen: true }],
  ['设计走查', 'lina', 7, '03:00', 33, 6],
  ['Q3 / Q4 plan: budget <draft> "v2"?', 'anna', 9, '14:00', 72, 15],
  ['员工大会', 'demo.admin', 11, '06:30', 118, 160],
  ['Incident review 2026-114', 'zhangwei', 13, '10:00', 40, 7],
  ['供应商例会', 'wangfang', 15, '02:00', 55, 10, { hasAudio: true }],
  ['Board preparation', 'demo.admin', 17, '15:00', 84, 18, { isUnavailable: true }],
  ['新员工培训（第二课）', 'lina', 19, '01:00', 120, 32],
  ['新员工培训（第一课）', 'lina', 20, '01:00', 110, 29],
  ['Security awareness', 'anna', 22, '12:00', 60, 14, { hasAudio: true }],
  ['项目启动会', 'zhangwei', 25, '07:30', 48, 9],
  ['Release retrospective', 'demo.admin', 28, '09:00', 66, 13, { hasAudio: true, parts: 2 }],
  ['海外市场周会', 'wangfang', 32, '00:30', 52, 10],
  ['Customer workshop, day 2', 'anna', 36, '07:00', 178, 220],
  ['Customer workshop, day 1', 'anna', 37, '07:00', 169, 190],
  ['预算讨论', 'demo.admin', 41, '03:30', 47, 8],
  ['Architecture board', 'zhangwei', 46, '08:30', 88, 19],
  ['测试计划评审', 'lina', 51, '06:00', 39, 7],
  ['Partner call 🎧', 'anna', 56, '16:00', 27, 5, { hasNoScreen: true }],
  ['月度安全例会', 'wangfang', 61, '02:00', 44, 8],
  ['Town hall', 'demo.admin', 66, '08:00', 92, 360],
  [
    '研发效能提升专项：从需求澄清、方案设计、编码自测到持续集成与灰度发布的全流程复盘以及下一阶段改进措施讨论',
    'zhangwei',
    72,
    '01:30',
    135,
    36,
  ],
  ['Data protection training', 'anna', 79, '09:00', 58, 12],
  ['销售启动会', 'demo.admin', 86, '01:00', 160, 44],
  ['Support hand-over', 'lina', 94, '10:30', 31, 6],
  ['接口联调', 'zhangwei', 103, '03:00', 26, 5, { isUnavailable: true }],
  ['Design critique', 'anna', 112, '13:30', 49, 9],
  ['年中述职', 'demo.admin', 121, '02:00', 140, 38],
  ['Vendor demo', 'wangfang', 131, '08:00', 57, 11],
  ['应急演练复盘', 'lina', 142, '06:30', 63, 13],
  ['Accessibility review', 'anna', 155, '11:00', 42, 8],
  ['春季招聘宣讲', 'demo.admin', 168, '07:00', 76, 17],
]

export const catalogue: readonly Entry[] = ROWS.map(
  ([topic, scheduler, daysAgo, time, minutes, sizeMB, special]) => ({
    topic,
    scheduler,
    daysAgo,
    time,
    minutes,
    sizeMB,
    ...special,
  }),
)
