import type { terminal as source } from '../en-US/terminal.ts'
import type { Translated } from '../translated.ts'

export const terminal: Translated<typeof source> = {
  advice: {
    folder: '在终端中用 --to DIR 指定其他文件夹。',
    site: '在终端中由 MEETKEEP_SITE 指定站点，由 HTTPS_PROXY 指定代理。',
    proxy: '在终端中由 HTTPS_PROXY 指定代理。',
    certificate: '在终端中用 MEETKEEP_CA_FILE 指定签发机构的 PEM 文件。',
  },
}
