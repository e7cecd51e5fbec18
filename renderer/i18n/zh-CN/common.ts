import type { Translated } from '../translated.ts'
import type { common as source } from '../en-US/common.ts'

export const common: Translated<typeof source> = {
  appName: 'Meetkeep',
  nav: {
    label: '页面',
    commands: '前往…',
    recordings: '录制',
    meetings: '会议',
    minutes: '会议纪要',
    programs: '节目',
    downloads: '下载',
    settings: '设置',
    watch: '观看',
    running_other: '{{count}} 个下载正在进行',
  },
  account: {
    signIn: '登录',
    signedOut: '未登录',
    unnamed: '已登录的账号',
    demo: '示例会议',
    mainland: '中国大陆',
    international: '国际站',
    needed: '请先登录',
    neededHint: '此页显示您的华为云会议账号有权查看的内容。',
  },
  actions: {
    cancel: '取消',
    close: '关闭',
    save: '保存',
    copied: '已复制',
    retry: '重试',
    refresh: '刷新',
    clear: '清除',
    details: '详情',
    dismiss: '关闭提示',
  },
  state: {
    loading: '正在加载…',
  },
  failure: {
    requestId: '请求 ID',
    copyRequestId: '复制请求 ID',
    inOneLine: '{{title}}。{{advice}}',
    openSettings: '打开设置',
    certificate: {
      look: '查看证书…',
      title: '是否为此主机信任此证书？',
      warning: '您的电脑无法确认此证书的持有者。请将指纹与管理员提供的指纹核对；如果不一致，可能有人在窃听。',
      host: '主机',
      issuer: '颁发者',
      validTo: '有效期至',
      fingerprint: 'SHA-256 指纹',
      trustedBefore: '此前信任的指纹',
      trust: '为此主机信任',
      done: '已为 {{host}} 信任该证书',
    },
  },
  dates: {
    from: '从',
    to: '到',
    range: '日期范围',
  },
  notices: {
    'state-set-aside': '一个损坏的状态文件已移到一旁，应用在没有它的情况下启动：{{subject}}',
    'journal-set-aside': '一个未完成下载的记录已损坏并移到一旁，该下载将重新开始：{{subject}}',
    'minutes-sent': '等待网络的会议纪要已保存：{{subject}}',
    'minutes-not-sent': '等待的会议纪要未能保存，原因见历史记录：{{subject}}',
    'shortcut-taken':
      '用于读取屏幕的按键（{{subject}}）已被其他程序占用。可在“设置 - 纪要二维码”中另选按键。',
    'start-failed': 'Meetkeep 启动时有内容未能恢复。{{subject}}',
    'main-failed': 'Meetkeep 内部出错：{{subject}}。应用会继续运行；如有异常请重新启动，未完成的下载会继续。',
    'link-not-opened':
      '未打开 {{subject}}: 链接，因为 Meetkeep 未设为打开此类链接。可在“设置 - 链接”中更改。',
    'sidecar-not-written': '录制已保存，但旁边记录其信息和校验值的文件未能写入：{{subject}}',
  },
}
