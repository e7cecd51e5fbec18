import type { doctor as source } from '../en-US/doctor.ts'
import type { Translated } from '../translated.ts'

export const doctor: Translated<typeof source> = {
  checks: {
    proxy: '代理',
    site: '站点',
    certificate: '证书',
    signIn: '登录',
    folder: '保存文件夹',
    disk: '磁盘',
  },
  found: {
    direct: '连接 {{host}} 不经过代理。',
    'through-proxy': '经 {{proxy}} 连接 {{host}}。',
    reached: '{{host}} 有应答。',
    vouched: '{{host}} 的证书由受信任的机构签发。',
    'trusted-by-hand': '{{host}} 的证书由您手动信任。',
    'none-needed': '服务在本机运行，不需要证书。',
    accepted: '服务已接受 {{name}} 的登录。',
    writable: '可以写入 {{path}}。',
    'not-durable': '可以写入 {{path}}，但其文件系统无法确认数据已写入磁盘；如遇断电，刚保存的文件可能损坏。',
    room: '可用空间 {{bytes}}。',
    'not-said': '系统未提供可用空间。',
    'not-tested': '未检查，原因：{{because}}',
  },
}
