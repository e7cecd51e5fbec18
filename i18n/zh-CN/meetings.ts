import type { Translated } from '../translated.ts'
import type { meetings as source } from '../en-US/meetings.ts'

export const meetings: Translated<typeof source> = {
  title: '已结束的会议',
  found_other: '{{value}} 场会议',
  search: '搜索主题、会议室、ID 或预约人',
  sources: {
    label: '来源',
    all: '全部',
    cloud: '云会议',
    proconf: '服务器',
  },
  sourceHint: {
    cloud: '来自华为云会议的历史会议',
    proconf: '来自 ProCONF 应用服务器',
  },
  failed: {
    cloud: '无法显示华为云会议的历史会议',
    proconf: '无法显示 ProCONF 服务器的会议',
  },
  signInHint: '登录后，此处还会显示华为云会议的历史会议。',
  columns: {
    time: '时间（{{zone}}）',
    name: '主题或会议室',
    duration: '时长',
    source: '来源',
    recording: '录制',
  },
  recording: '查看录制',
  showRecording: '查看“{{name}}”的录制',
  unnamed: {
    cloud: '无主题',
    proconf: '未命名的会议室',
  },
  dayUnknown: '日期未知',
  startUnknown: '开始时间未知',
  endUnknown: '仍在进行或结束时间未知',
  durationUnknown: '时长未知',
  empty: {
    title: '没有已结束的会议',
    searched: '{{from}} 至 {{to}} 之间没有会议。',
    searchedFor: '{{from}} 至 {{to}} 之间没有主题、会议室、ID 或预约人包含“{{search}}”的会议。',
    reach: '华为云会议的历史记录通常保留 6 个月，最长 12 个月。',
    noServer: '在设置中填写 ProCONF 服务器地址后，其会议也会显示在这里。',
    clear: '清除搜索',
    allSources: '显示全部来源',
  },
  server: {
    title: '查看哪里的会议？',
    hint: '登录后可查看华为云会议的历史会议；也可填写贵单位 ProCONF 应用服务器的地址（可向管理员索取）。',
    address: '会议服务器地址',
    notAnAddress: '这不是有效的地址，正确格式如 https://meetings.example.com',
    notSecure: '地址必须以 https:// 开头',
    settings: '在设置中查看更多',
    show: '显示会议',
    change: '在设置中更改会议服务器',
  },
}
