import type { Translated } from '../translated.ts'
import type { links as source } from '../en-US/links.ts'

export const links: Translated<typeof source> = {
  title: '链接',
  label: {
    cloudlink: '在此打开 cloudlink: 链接',
    meetkeep: '在此打开 meetkeep: 链接',
  },
  hint: {
    cloudlink: '会议室屏幕上的链接。打开后只显示将保存的内容并询问您，绝不会自行操作。',
    meetkeep: '同样的链接，使用本应用自己的名称，供只想打开 Meetkeep 的网页使用。',
  },
  state: {
    opened: '系统会将此类链接交给 Meetkeep。',
    notRegistered: '系统未接受此更改。请在系统的默认应用设置中为此类链接选择 Meetkeep。',
    stillOther: '系统仍将此类链接交给“{{owner}}”。请在系统的默认应用设置中为此类链接选择 Meetkeep。',
    stillOurs: '系统仍会将此类链接交给 Meetkeep；Meetkeep 会提示，但不会打开。',
    none: '目前没有应用打开此类链接。',
    other: '目前由“{{owner}}”打开。',
  },
  takeOver: {
    title: '用 Meetkeep 打开 {{scheme}}: 链接？',
    body: '目前由“{{owner}}”打开；更改后它将不再打开此类链接，通过链接入会等功能会失效。关闭此开关即可恢复。',
    confirm: '用 Meetkeep 打开',
  },
}
