import type { ErrorCode, Failure } from './errors.ts'
import { serviceCodeOf } from './service-codes.ts'
import { both, type ErrorTextIn, type TextLanguage } from './error-words.ts'
import { specificTexts } from './specific-error-texts.ts'

/** Every error code in words that are true whatever its params are; `specific-error-texts.ts` has the better ones. */
export const errorTexts: Readonly<Record<ErrorCode, ErrorTextIn>> = {
  AUTH_REQUIRED: both(
    ['You are not signed in', 'Sign in, then try again.'],
    ['尚未登录', '请先登录，然后重试。'],
  ),
  AUTH_REJECTED: both(
    [
      'The server did not accept the sign-in',
      'Check what you signed in with, the site, and the clock of this computer; then sign in again.',
    ],
    ['服务器拒绝了登录信息', '请检查登录信息、所选站点和本机时间，然后重新登录。'],
  ),
  ACCOUNT_LOCKED: both(
    [
      'The account is locked or disabled',
      'Wait a minute before the next attempt. If it stays locked, ask the administrator of your enterprise.',
    ],
    ['账号已锁定或停用', '请等待一分钟再试；若仍被锁定，请联系企业管理员。'],
  ),
  NO_PERMISSION: both(
    [
      'Your account may not do this',
      'Some things, download links among them, need the rights of an enterprise administrator or a service that the enterprise has to enable first. Ask your administrator.',
    ],
    [
      '当前账号无权执行此操作',
      '部分操作（例如获取下载链接）需要企业管理员权限，或需企业先开通相应服务。请联系企业管理员。',
    ],
  ),
  NOT_FOUND: both(
    ['It is not there any more', 'It may have been deleted, or you may not see it. Refresh the list.'],
    ['找不到该内容', '它可能已被删除，或您无权查看。请刷新列表。'],
  ),
  NOT_TRANSCODED: both(
    [
      'The recording is still being prepared',
      'Preparing takes about as long as the meeting was. Try again later.',
    ],
    ['录制文件仍在转码', '转码时间大致与会议时长相同，请稍后再试。'],
  ),
  RATE_LIMITED: both(
    ['The service was asked too often', 'Wait a moment, then try again.'],
    ['请求过于频繁', '请稍候片刻再试。'],
  ),
  SERVER_ERROR: both(
    [
      'The server has a problem',
      'Try again later. If it stays, give the request id to the support of the service.',
    ],
    ['服务器出现问题', '请稍后重试；若问题持续，请将请求 ID 提供给服务支持人员。'],
  ),
  BAD_REQUEST: both(
    [
      'The service refused the request as wrong',
      'Check what you entered. If it is right, report the request id.',
    ],
    ['服务器认为请求有误', '请检查输入的内容；若内容无误，请反馈请求 ID。'],
  ),
  BAD_ANSWER: both(
    [
      'The server answered something unexpected',
      'Check the address. A proxy or a sign-in page of the network may have answered instead.',
    ],
    ['服务器的应答无法识别', '请检查地址；也可能是代理或网络认证页面代为应答。'],
  ),
  DOMAIN_NOT_CONFIGURED: both(
    [
      'The meetings server has no domain configured',
      'Ask whoever runs the meetings server to configure one.',
    ],
    ['会议服务器尚未配置域', '请联系会议服务器的管理员进行配置。'],
  ),
  OFFLINE: both(
    [
      'There is no working connection to the server',
      'It cannot be reached, or the connection keeps breaking off. Check the network and the address, then try again.',
    ],
    ['与服务器的连接不可用', '无法连接服务器，或连接反复中断。请检查网络和地址，然后重试。'],
  ),
  TIMEOUT: both(
    ['The server took too long to answer', 'Check the network connection, then try again.'],
    ['服务器响应超时', '请检查网络连接，然后重试。'],
  ),
  PROXY_FAILED: both(
    [
      'The proxy refused the connection',
      'Check the proxy settings of this computer and the sign-in they need.',
    ],
    ['代理拒绝了连接', '请检查本机的代理设置及其所需的登录信息。'],
  ),
  CERT_UNTRUSTED: both(
    [
      'The certificate of the server is not trusted',
      'Ask whoever runs the server, or add the authority that issued the certificate in the settings.',
    ],
    ['服务器证书不受信任', '请联系服务器管理员，或在设置中添加其证书颁发机构。'],
  ),
  CERT_CHANGED: both(
    [
      'The certificate of the server has changed',
      'Somebody may be listening in. Ask whoever runs the server before you trust the new one.',
    ],
    ['服务器证书已更换', '连接可能被监听。信任新证书之前，请向服务器管理员核实。'],
  ),
  ADDRESS_REFUSED: both(
    [
      'This address cannot be used',
      'Use an address that begins with https:// and holds no user name or password.',
    ],
    ['此地址不可用', '请使用以 https:// 开头且不含用户名或密码的地址。'],
  ),
  LINK_REFUSED: both(
    [
      'The download link was refused several times',
      'Check that you may still see the recording, then try again.',
    ],
    ['下载链接多次被拒绝', '请确认您仍有权查看该录制，然后重试。'],
  ),
  NOT_A_RECORDING: both(
    [
      'A page came instead of the recording',
      'Nothing of it was saved. Try again later; a proxy or a sign-in page of the network may be in the way.',
    ],
    ['收到的是网页而不是录制文件', '未保存任何内容。请稍后重试；也可能被代理或网络认证页面拦截。'],
  ),
  SIZE_MISMATCH: both(
    ['The file has another size than announced', 'It was not saved. Try again.'],
    ['文件大小与服务器所示不符', '文件未保存，请重试。'],
  ),
  HASH_MISMATCH: both(
    ['The file differs from the one on the server', 'It was not saved. Try again.'],
    ['文件与服务器上的内容不一致', '文件未保存，请重试。'],
  ),
  CHANGED_ON_SERVER: both(
    ['The file changed on the server meanwhile', 'Try again: it starts from the beginning.'],
    ['下载期间服务器上的文件发生了变化', '请重试，将从头开始下载。'],
  ),
  DISK_FULL: both(
    ['The disk is full', 'Make room or choose another folder; what was received is kept.'],
    ['磁盘空间已满', '请清理空间或选择其他文件夹；已接收的内容会保留。'],
  ),
  FOLDER_MISSING: both(
    ['The folder to save to is missing', 'Connect its drive, or choose another folder in the settings.'],
    ['保存文件夹不存在', '请接入其所在磁盘，或在设置中选择其他文件夹。'],
  ),
  FILE_LOCKED: both(
    [
      'Another program holds the file',
      'Close what has it open, a virus scanner perhaps, then try again. Nothing is lost.',
    ],
    ['文件被其他程序占用', '请关闭占用它的程序（例如杀毒软件），然后重试。已下载的内容不会丢失。'],
  ),
  PATH_TOO_LONG: both(
    ['The path of the file is too long', 'Choose a folder with a shorter path.'],
    ['文件路径过长', '请选择路径较短的文件夹。'],
  ),
  DISK_ERROR: both(
    [
      'The disk refused to write or read',
      'Check that you may write to the folder and that the disk is sound.',
    ],
    ['磁盘读写失败', '请确认您对该文件夹有写入权限，且磁盘状态正常。'],
  ),
  CANCELLED: both(
    ['It was cancelled', 'Start it again if you need it.'],
    ['操作已取消', '如有需要，请重新开始。'],
  ),
  QR_NOT_FOUND: both(
    [
      'No QR code was found in the picture',
      'Use a sharper or larger picture in which the whole code and its white edge can be seen.',
    ],
    ['图片中没有找到二维码', '请使用更清晰或更大的图片，并保证二维码及其白边完整可见。'],
  ),
  QR_NOT_CLOUDLINK: both(
    ['This is not a minutes code', 'Use the code or link that the meeting shows for saving its minutes.'],
    ['这不是会议纪要二维码', '请使用会议中显示的、用于保存纪要的二维码或链接。'],
  ),
  QR_UNSUPPORTED_ACTION: both(
    ['This code asks for something this app does not do', 'Only codes that save minutes are supported.'],
    ['此二维码请求的操作不受支持', '仅支持用于保存会议纪要的二维码。'],
  ),
  QR_OPENS_FILE_LIST: both(
    [
      'This code would show your private file list on a meeting screen',
      'It was not used. Use the code for saving the minutes instead.',
    ],
    ['此二维码会在会议屏幕上打开您的私人文件列表', '未执行该操作。请改用用于保存纪要的二维码。'],
  ),
  QR_INVALID: both(
    ['The minutes code is damaged', 'Show a new code in the meeting, or copy the whole link again.'],
    ['会议纪要二维码已损坏', '请在会议中重新显示二维码，或重新复制完整链接。'],
  ),
  PICTURE_UNREADABLE: both(
    ['The picture cannot be read', 'Use a PNG, JPEG or WebP picture of an ordinary size.'],
    ['无法读取该图片', '请使用尺寸正常的 PNG、JPEG 或 WebP 图片。'],
  ),
  SAVE_UNKNOWN: both(
    [
      'It is not known whether the minutes were saved',
      'Look for them in your personal space, and save again if they are not there.',
    ],
    ['不确定会议纪要是否已保存', '请在个人空间中查看；如果没有，请重新保存。'],
  ),
  SCREEN_DENIED: both(
    [
      'The system does not let Meetkeep see the screen',
      'Allow screen recording for Meetkeep in the privacy settings of your system, then quit Meetkeep and open it again. If it is allowed there already, switch it off and on once. Or take a screenshot and paste it.',
    ],
    [
      '系统不允许 Meetkeep 查看屏幕',
      '请在系统的隐私设置中允许 Meetkeep 录制屏幕，然后退出并重新打开 Meetkeep；如果已经允许，请关闭开关后再打开一次。也可截屏后粘贴。',
    ],
  ),
  SCREEN_RESTART: both(
    [
      'Meetkeep sees the screen from its next start on',
      'Quit Meetkeep and open it again. Downloads go on where they were.',
    ],
    ['重新打开 Meetkeep 后才能读取屏幕', '请退出并重新打开 Meetkeep，下载会从中断处继续。'],
  ),
  SCREEN_CANCELLED: both(
    [
      'No screen was chosen',
      'Read the screen again, and choose a display when your desktop asks which one to share. If it does not ask, take a screenshot and paste it.',
    ],
    [
      '没有选择屏幕',
      '请重新读取屏幕，并在桌面询问要共享的屏幕时选择一个显示器；如果桌面没有询问，请截屏后粘贴。',
    ],
  ),
  SCREEN_UNAVAILABLE: both(
    [
      'The screen could not be read',
      'Answer the question of your system if it asks one, and try again. Or take a screenshot and paste it.',
    ],
    ['无法读取屏幕', '如果系统弹出了询问，请先回答，然后重试；也可截屏后粘贴。'],
  ),
  UPDATE_FAILED: both(
    [
      'No newer version could be looked for or fetched',
      'Try again later. If it stays, get the newest version from the page of downloads.',
    ],
    ['无法检查或下载新版本', '请稍后重试；若问题持续，请从下载页面获取最新版本。'],
  ),
  UPDATE_REFUSED: both(
    [
      'The newer version was refused',
      'What came is not what was announced, or is not signed as it has to be. Nothing was changed. Try again; if it stays, tell whoever gave you Meetkeep.',
    ],
    [
      '新版本未通过验证',
      '下载的内容与发布信息不符，或签名不正确，未作任何更改。请重试；若问题持续，请告知提供 Meetkeep 的人员。',
    ],
  ),
  NO_FOLDER: both(
    ['No folder to save to has been chosen', 'Choose one in the settings.'],
    ['尚未选择保存文件夹', '请在设置中选择。'],
  ),
  BAD_INPUT: both(
    ['This input cannot be used', 'Check what you entered.'],
    ['输入的内容无效', '请检查输入的内容。'],
  ),
  INTERNAL: both(
    [
      'Something went wrong inside the app',
      'Try again. If it stays, start the app anew and report the details.',
    ],
    ['应用内部出现错误', '请重试；若问题持续，请重启应用并反馈详细信息。'],
  ),
}

/**
 * A failure in words. `detail` is one line for those who look further: what the service's own code means, else the
 * failure's technical line; null when there is neither. Dates are shown in the zone of this computer.
 */
export function describeFailure(
  failure: Failure,
  language: TextLanguage,
): { title: string; advice: string; detail: string | null } {
  const { title, advice } = wordsFor(failure)[language]
  const fill = (text: string): string =>
    text.replace(PLACEHOLDER, (_, name: string) => valueOf(failure, name, language) ?? '')
  return { title: fill(title), advice: fill(advice), detail: detailOf(failure, language) }
}

const PLACEHOLDER = /\{(\w+)\}/g

function wordsFor(failure: Failure): ErrorTextIn {
  const fitting = specificTexts[failure.code]?.find(({ when, words }) => {
    const { title, advice } = words['en-US']
    return (
      Object.entries(when).every(([name, value]) => isSaid(failure, name, value)) &&
      [...(title + advice).matchAll(PLACEHOLDER)].every(
        ([, name]) => valueOf(failure, name ?? '', 'en-US') !== null,
      )
    )
  })
  return fitting?.words ?? errorTexts[failure.code]
}

/** A service's code may come with its prefix or as a bare number. */
function isSaid({ params }: Failure, name: string, value: string): boolean {
  const said = params?.[name]
  if (said === value || said === undefined || name !== 'serviceCode') return said === value
  return serviceCodeOf(String(said)) === serviceCodeOf(value)
}

/** A param as it is shown; null when there is nothing to show. */
function valueOf({ params }: Failure, name: string, language: TextLanguage): string | null {
  const value = String(params?.[name] ?? '')
  return (name === 'readyAt' ? dateIn(value, language) : value) || null
}

function dateIn(iso: string, language: TextLanguage): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  const parts = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  } as const
  return date.toLocaleString(language, { ...parts, timeZoneName: 'short' })
}

function detailOf({ params, detail = '' }: Failure, language: TextLanguage): string | null {
  const code = String(params?.['serviceCode'] ?? '')
  const known = serviceCodeOf(code)
  if (known !== null) return `${language === 'zh-CN' ? known.zh : known.en} (${code})`
  // An unknown code is all that the service's support can go by.
  return [detail, detail.includes(code) ? '' : code].filter(Boolean).join(' · ') || null
}
