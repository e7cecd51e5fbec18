import type { Check, Finding } from './doctor.ts'
import { describeFailure } from './error-texts.ts'
import type { TextLanguage } from './error-words.ts'

type Both = Readonly<Record<TextLanguage, string>>
const both = (en: string, zh: string): Both => ({ 'en-US': en, 'zh-CN': zh })

export const checkNames: Readonly<Record<Check, Both>> = {
  proxy: both('Proxy', '代理'),
  site: both('Site', '站点'),
  certificate: both('Certificate', '证书'),
  signIn: both('Sign-in', '登录'),
  folder: both('Folder', '保存文件夹'),
  disk: both('Disk', '磁盘'),
}

const foundTexts: Readonly<Record<NonNullable<Finding['found']>, Both>> = {
  direct: both('There is none on the way to {host}.', '连接 {host} 不经过代理。'),
  'through-proxy': both('{proxy} leads to {host}.', '经 {proxy} 连接 {host}。'),
  reached: both('{host} answers.', '{host} 有应答。'),
  vouched: both('An authority vouches for {host}.', '{host} 的证书由受信任的机构签发。'),
  'trusted-by-hand': both(
    'You have trusted the certificate of {host} yourself.',
    '{host} 的证书由您手动信任。',
  ),
  'none-needed': both('The service runs on this computer; none is needed.', '服务在本机运行，不需要证书。'),
  accepted: both('The service answers as {name}.', '服务已接受 {name} 的登录。'),
  writable: both('Files can be written to {path}.', '可以写入 {path}。'),
  room: both('{bytes} are free.', '可用空间 {bytes}。'),
  'not-said': both('The system does not say how much is free.', '系统未提供可用空间。'),
  'not-tested': both('Not tested, because of: {because}', '未检查，原因：{because}'),
}

/** A finding in words; `advice` says what to do about one that failed. `sizeText` writes a number of bytes. */
export function describeFinding(
  { check, found, params, failure }: Finding,
  language: TextLanguage,
  sizeText: (bytes: number) => string,
): { name: string; text: string; advice: string | null } {
  const name = checkNames[check][language]
  if (failure !== null) {
    const { title, advice } = describeFailure(failure, language)
    return { name, text: title, advice }
  }
  const text = found === null ? '' : foundTexts[found][language]
  const shown = (param: string): string => {
    const value = params[param] ?? ''
    if (param === 'bytes') return sizeText(Number(value))
    return param === 'because' ? checkNames[value as Check][language] : String(value)
  }
  return { name, text: text.replace(/\{(\w+)\}/g, (_, param: string) => shown(param)), advice: null }
}
