import type { Translated } from '../translated.ts'
import type { meetings as source } from '../en-US/meetings.ts'

export const meetings: Translated<typeof source> = {
  title: '已结束的会议',
  found_other: '{{value}} 场会议',
  search: '搜索会议室或会议标识',
  columns: {
    room: '会议室',
    start: '开始时间（{{zone}}）',
    end: '结束时间（{{zone}}）',
    duration: '时长',
  },
  unnamed: '未命名的会议室',
  startUnknown: '开始时间未知',
  endUnknown: '仍在进行或结束时间未知',
  durationUnknown: '时长未知',
  empty: {
    title: '没有已结束的会议',
    hint: '会议服务器上还没有此账号可见的已结束会议。',
    searched: '没有会议室名称或会议标识包含“{{search}}”。',
    clear: '清除搜索',
  },
  server: {
    title: '使用哪台会议服务器？',
    hint: '已结束的会议来自贵单位的 ProCONF 应用服务器，地址请向管理员询问。',
    address: '会议服务器地址',
    notAnAddress: '这不是有效的地址，正确格式如 https://meetings.example.com',
    notSecure: '地址必须以 https:// 开头',
    settings: '在设置中查看更多',
    show: '显示会议',
    change: '在设置中更改会议服务器',
  },
}
