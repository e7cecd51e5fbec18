import type { ErrorCode } from './errors.ts'

/**
 * What each code of the meeting service and its gateway means to this app. The labels are not the service's own
 * messages. Where a kind is a judgement: codes that only a person can clear in the official client (a picture code,
 * a slider) are AUTH_REJECTED, limits of a licence are NO_PERMISSION, and a wait imposed on one action is
 * RATE_LIMITED.
 */
type Row = readonly [kind: ErrorCode, en: string, zh: string]

const ROWS: Readonly<Record<string, Row>> = {
  'USG.000000001': ['SERVER_ERROR', 'The server is busy', '服务器繁忙'],
  'USG.000000002': ['SERVER_ERROR', 'Internal server error', '服务器内部错误'],
  'USG.000000003': ['BAD_REQUEST', 'A request parameter is not valid', '请求参数不正确'],
  'USG.000000004': [
    'AUTH_REJECTED',
    'The access token is missing, wrong or expired',
    '令牌缺失、无效或已过期，请重新登录',
  ],
  'USG.000000005': ['SERVER_ERROR', 'Service closed during an upgrade', '系统升级中，暂停访问'],
  'USG.000000008': ['SERVER_ERROR', 'Service closed during an upgrade', '系统升级中，暂停访问'],
  'USG.000000010': ['SERVER_ERROR', 'The server is busy', '服务器繁忙'],
  'USG.206010000': ['AUTH_REJECTED', 'Wrong account or password', '账号或密码错误'],
  'USG.206010007': ['ACCOUNT_LOCKED', 'The account is not active and may not log in', '账号未激活，无法登录'],
  'USG.206010010': ['AUTH_REJECTED', 'The verification image could not be obtained', '获取验证码失败'],
  'USG.206010011': ['AUTH_REJECTED', 'A verification code is required', '需要填写验证码'],
  'USG.206010012': ['AUTH_REJECTED', 'The verification code check failed', '验证码校验未通过'],
  'USG.206010013': ['SERVER_ERROR', 'Redirect login failed', '跳转登录失败'],
  'USG.206010022': ['SERVER_ERROR', 'Single sign-on failed', '单点登录失败'],
  'USG.206010023': [
    'NO_PERMISSION',
    'Single sign-on is not available for this enterprise',
    '企业不支持单点登录',
  ],
  'USG.206010024': ['BAD_REQUEST', 'Unknown authentication type', '鉴权类型不合法'],
  'USG.206010025': [
    'AUTH_REJECTED',
    'App ID verification failed (signature, app ID or app key)',
    'App ID 校验失败（签名、App ID 或 App Key 不符）',
  ],
  'USG.206010027': ['BAD_REQUEST', 'Wrong authentication type', '校验类型有误'],
  'USG.206010029': ['SERVER_ERROR', 'Network trouble between the services', '网络异常'],
  'USG.206010030': [
    'NO_PERMISSION',
    'This app ID may not register users automatically',
    '该 App ID 不允许自动注册用户',
  ],
  'USG.206010031': [
    'SERVER_ERROR',
    'Automatic user registration for the app ID failed',
    'App ID 自动注册用户失败',
  ],
  'USG.206010036': ['NO_PERMISSION', 'Ordinary users cannot log in here', '普通用户不能登录'],
  'USG.206010042': ['AUTH_REJECTED', 'Huawei account authentication failed', '华为账号鉴权失败'],
  'USG.206010057': ['AUTH_REJECTED', 'The app ID signature is past its expireTime', 'App ID 鉴权信息已过期'],
  'USG.206010058': ['AUTH_REJECTED', 'The app ID is not bound to an account', 'App ID 未绑定账号'],
  'USG.206010064': ['AUTH_REJECTED', 'The account belongs to another site', '账号不属于当前站点'],
  'USG.206010065': ['BAD_REQUEST', 'The phone number is already used', '手机号冲突'],
  'USG.206010066': ['BAD_REQUEST', 'The e-mail address is already used', '邮箱冲突'],
  'USG.206010070': ['NO_PERMISSION', 'The number of users is at its limit', '用户数已达上限'],
  'USG.206010074': [
    'AUTH_REJECTED',
    'International sites: change the site and log in again',
    '国际站需切换站点后重新登录',
  ],
  'USG.206010075': ['AUTH_REJECTED', 'The account was unbound', '账号已解绑'],
  'USG.206020000': [
    'AUTH_REJECTED',
    'The token is not valid (check X-Access-Token)',
    '令牌无效，请检查 X-Access-Token',
  ],
  'USG.206020001': [
    'AUTH_REJECTED',
    'The token was issued by the disaster-recovery site',
    '令牌由容灾站点签发',
  ],
  'USG.206020002': [
    'AUTH_REJECTED',
    'The token ended because another login pushed it out',
    '令牌因其他登录被踢下线而失效',
  ],
  'USG.206030000': ['AUTH_REJECTED', 'The user does not exist', '用户不存在'],
  'USG.206030001': ['AUTH_REJECTED', 'The verification code is wrong or out of date', '验证码错误或已失效'],
  'USG.206030002': ['AUTH_REJECTED', 'Wrong verification code', '验证码错误'],
  'USG.206030003': ['AUTH_REJECTED', 'The verification code could not be sent', '验证码发送失败'],
  'USG.206030004': ['RATE_LIMITED', 'Wait 180 s before asking for another code', '请 180 秒后再获取验证码'],
  'USG.206030006': ['AUTH_REJECTED', 'The old password is wrong', '旧密码错误'],
  'USG.206030007': ['AUTH_REJECTED', 'The new password has a wrong length', '新密码长度不符合要求'],
  'USG.206030008': ['AUTH_REJECTED', 'The password is too simple', '密码复杂度不足'],
  'USG.206030009': ['AUTH_REJECTED', 'The password was used recently', '不能使用近期用过的密码'],
  'USG.206030011': ['RATE_LIMITED', 'Passwords can change once in 5 minutes', '5 分钟内不能再次修改密码'],
  'USG.206030014': ['AUTH_REJECTED', 'The password has a wrong format', '密码格式不正确'],
  'USG.206030015': [
    'ACCOUNT_LOCKED',
    'The user is locked; try again after 60 s',
    '用户被锁定，请 60 秒后重试',
  ],
  'USG.206030016': ['NO_PERMISSION', 'No right to reset this password', '无权重置密码'],
  'USG.206030018': [
    'RATE_LIMITED',
    'Password recovery is limited to 10 times a day',
    '一天内找回密码次数已达上限（10 次）',
  ],
  'USG.206030019': [
    'AUTH_REJECTED',
    'Too many wrong codes; request a new one',
    '验证码输错次数过多，请重新获取',
  ],
  'USG.206030023': ['SERVER_ERROR', 'The verification code could not be sent', '验证码发送失败'],
  'USG.206030028': [
    'NO_PERMISSION',
    'Password change is off because single sign-on is on',
    '已开启单点登录，不能修改密码',
  ],
  'USG.206060008': ['RATE_LIMITED', 'Sending of codes is locked', '验证码发送已锁定'],
  'USG.206060009': ['AUTH_REJECTED', 'A slider check is required', '需要滑块验证'],
  'USG.206060010': ['AUTH_REJECTED', 'The slider token is not valid', '滑块令牌无效'],
  'USG.206060011': ['BAD_REQUEST', 'A request parameter is wrong', '请求参数错误'],
  'USG.206060012': ['NO_PERMISSION', 'SMS cannot be sent', '不支持发送短信'],
  'USG.206060013': ['RATE_LIMITED', 'Do not send again so soon', '不支持重复发送'],
  'USG.206060014': ['AUTH_REJECTED', 'The verification code is not valid', '验证码无效'],
  'USG.206060015': ['RATE_LIMITED', 'Verification was tried too often', '验证码校验次数过多'],
  'USG.201020023': ['BAD_REQUEST', 'The user already owns another enterprise', '该用户已是其他企业的所有者'],
  'USG.201040000': ['NOT_FOUND', 'The user does not exist', '用户不存在'],
  'USG.201040001': ['BAD_REQUEST', 'The account already exists', '账号已存在'],
  'USG.201040005': ['NO_PERMISSION', 'The enterprise has reached its number of users', '企业用户数已达上限'],
  'USG.201040016': ['AUTH_REJECTED', 'The password is too weak', '密码安全性过低'],
  'USG.201040042': ['AUTH_REJECTED', 'Pre-authentication has run out', '预验证已失效'],
  'USG.201040046': ['BAD_REQUEST', 'The user already exists', '用户已存在'],
  'USG.201040047': ['NO_PERMISSION', 'The account name cannot be changed', '不允许修改账号'],
  'USG.211060003': ['NO_PERMISSION', 'Log uploads have reached their limit', '日志上传次数已达上限'],
  'MMC.111070001': ['BAD_REQUEST', 'Bad request', '请求错误'],
  'MMC.111070002': ['NO_PERMISSION', 'Insufficient rights', '权限不足'],
  'MMC.111070003': ['SERVER_ERROR', 'The system failed to process the request', '系统处理失败'],
  'MMC.111070004': ['AUTH_REJECTED', 'Authentication failed', '鉴权失败'],
  'MMC.111070005': ['NOT_FOUND', 'The meeting does not exist', '会议不存在'],
  'MMC.111070006': ['NOT_FOUND', 'The personal cloud meeting room does not exist', '云会议室不存在'],
  'MMC.111070007': ['NOT_FOUND', 'The meeting access number does not exist', '会议接入号不存在'],
  'MMC.111070008': ['SERVER_ERROR', 'The meeting notice could not be sent', '会议通知发送失败'],
  'MMC.111070009': ['BAD_REQUEST', 'A meeting password is required', '会议密码不能为空'],
  'MMC.111070010': ['NO_PERMISSION', 'No right to view this meeting', '无权查看该会议'],
  'MMC.111070100': ['SERVER_ERROR', 'Looking up the running meeting failed', '获取进行中的会议失败'],
  'MMC.111070111': ['AUTH_REJECTED', 'The request carried no token', '请求未携带令牌'],
  'MMC.111070120': ['NOT_FOUND', 'Region information was not found', '未找到区域信息'],
  'MMC.111071001': ['SERVER_ERROR', 'The management service is faulty', '管理服务异常'],
  'MMC.111071002': ['SERVER_ERROR', 'The meeting service is faulty', '会议服务异常'],
  'MMC.111071003': ['SERVER_ERROR', 'The meeting could not be created', '创建会议失败'],
  'MMC.111071008': ['SERVER_ERROR', 'The meeting list could not be queried', '查询会议列表失败'],
  'MMC.111071052': ['ACCOUNT_LOCKED', 'Anonymous login is locked for a while', '匿名登录已锁定'],
  'MMC.111071053': ['ACCOUNT_LOCKED', 'Link login is locked for a while', '链接登录已锁定'],
  'MMC.111071061': ['BAD_REQUEST', 'Parameter check failed', '参数校验失败'],
  'MMC.111071062': ['BAD_REQUEST', 'The JSON body could not be read', 'JSON 解析失败'],
  'MMC.111071069': ['NOT_FOUND', 'No meeting in the chosen period', '所选时间段内没有会议'],
  'MMC.111071072': ['NOT_FOUND', 'The meeting has ended', '会议已结束'],
  'MMC.111071076': [
    'RATE_LIMITED',
    'An export of the history list is already running',
    '已有历史会议导出任务在执行',
  ],
  'MMC.111071083': ['AUTH_REJECTED', 'The meeting random number is not valid', '会议随机数无效'],
  'MMC.111071084': ['NO_PERMISSION', 'History exports have reached their limit', '历史会议导出次数超限'],
  'MMC.111071091': ['BAD_REQUEST', 'Wrong meeting password', '会议密码错误'],
  'MMC.111071092': ['SERVER_ERROR', 'The file export failed', '文件导出失败'],
  'MMC.111071093': ['RATE_LIMITED', 'The file export is still running', '文件正在导出'],
  'MMC.111072003': ['SERVER_ERROR', 'The meeting is ending', '会议正在结束'],
  'MMC.111072005': ['NOT_FOUND', 'The meeting has not started (or is over)', '会议尚未开始（或已结束）'],
  'MMC.111072006': ['NOT_FOUND', 'The meeting has ended', '会议已结束'],
  'MMC.111072010': ['NO_PERMISSION', 'The function is not supported', '暂不支持该功能'],
  'MMC.111072020': ['NO_PERMISSION', 'This meeting has no recording function', '该会议不支持录制'],
  'MMC.111072021': ['SERVER_ERROR', 'Recording scheduling failed', '录制调度失败'],
  'MMC.111072022': ['SERVER_ERROR', 'The system is short of recording resources', '录制资源不足'],
  'MMC.111072049': ['TIMEOUT', 'The answer timed out', '等待响应超时'],
  'MMC.111072063': ['SERVER_ERROR', 'Recording resources are being requested again', '正在重新申请录制资源'],
  'MMC.111072064': ['ACCOUNT_LOCKED', 'Meeting control login is locked after failures', '会控登录已锁定'],
  'MMC.111072065': ['BAD_REQUEST', 'Meeting ID or password is wrong', '会议不存在或密码错误'],
  'MMC.111072066': ['NO_PERMISSION', 'The enterprise has bought no recording space', '企业未购买录播空间'],
  'MMC.111072067': ['NO_PERMISSION', 'The recording space of the enterprise is full', '企业录播空间已满'],
  'MMC.111073001': ['NOT_FOUND', 'The user does not exist', '用户不存在'],
  'MMC.111073002': ['NOT_FOUND', 'The organisation does not exist', '组织不存在'],
  'MMC.111073005': ['SERVER_ERROR', 'The organisation could not be queried', '查询组织失败'],
  'MMC.111077001': ['SERVER_ERROR', 'The recording server record does not exist', '录播服务器信息不存在'],
  'MMC.111077101': [
    'NO_PERMISSION',
    'AI minutes are not supported for this meeting',
    '会议不支持 AI 会议纪要',
  ],
  'MMC.111077102': [
    'SERVER_ERROR',
    'AI minutes resources are being requested again',
    '正在重新申请会议纪要资源',
  ],
  'MMC.111077103': ['NO_PERMISSION', 'AI minutes resources are used up', 'AI 会议纪要资源不足'],
  'MMC.111077104': [
    'RATE_LIMITED',
    'AI minutes are running: recording cannot stop now',
    'AI 会议纪要进行中，不能停止录制或直播',
  ],
  'MMC.111077201': [
    'NOT_FOUND',
    'The recording was deleted or you may not see it',
    '录制文件已删除或无权查看',
  ],
  'MMC.111077202': [
    'SERVER_ERROR',
    'Authentication between the recording servers failed',
    '录播服务间鉴权失败',
  ],
  'MMC.111078000': ['SERVER_ERROR', 'No region is available', '没有可用区域'],
  'MMC.111080002': ['NO_PERMISSION', 'No right for this operation', '无权进行该操作'],
  'MMC.112100001': ['BAD_REQUEST', 'Bad request', '请求异常'],
  'MMC.112100002': ['BAD_REQUEST', 'Illegal request', '非法请求'],
  'MMC.112100003': ['NOT_FOUND', 'The data was not found', '未获取到数据'],
  'MMC.112100009': ['SERVER_ERROR', 'The data query failed', '查询数据失败'],
  'MMC.112100010': ['SERVER_ERROR', 'The data deletion failed', '删除数据失败'],
  'MMC.112100019': ['ACCOUNT_LOCKED', 'The user is locked', '用户已被锁定'],
  'MMC.112100029': ['BAD_REQUEST', 'A header or parameter is missing', '请求缺少头域或参数'],
  'MMC.112100044': ['SERVER_ERROR', 'Internal error', '内部错误'],
  'MMC.115022000': ['NO_PERMISSION', 'Logical resources are short', '逻辑资源不足'],
  'MMC.115022001': [
    'NO_PERMISSION',
    'The enterprise has too few concurrent participants left',
    '企业会议并发方数不足',
  ],
  'MMC.115024001': ['SERVER_ERROR', 'The resource service is faulty', '资源管理服务异常'],
  'MMC.115029001': ['BAD_REQUEST', 'A common parameter is not valid', '通用参数不合法'],
  'MMC.115029002': ['BAD_REQUEST', 'A parameter is empty', '参数为空'],
  'MMC.115029003': ['SERVER_ERROR', 'The service is not available', '服务不可用'],
  'MMC.118000000': ['AUTH_REJECTED', 'User authentication failed', '用户鉴权失败'],
  'MMC.118000001': ['AUTH_REJECTED', 'The USG token failed authentication', 'USG 令牌鉴权失败'],
  'MMC.118000002': [
    'ACCOUNT_LOCKED',
    'The account is locked by the authentication service',
    '鉴权账号被锁定',
  ],
  '100000429': [
    'RATE_LIMITED',
    'The server limits the request rate (client-SDK number)',
    '服务端流控（客户端 SDK 错误号）',
  ],
  'MBI.000000004': [
    'BAD_REQUEST',
    'Illegal request (dashboard/statistics APIs)',
    '非法请求（仪表盘/统计接口）',
  ],
  'APIG.0101': [
    'NOT_FOUND',
    'The API does not exist on this host, path or method',
    'API 不存在或请求方法不符',
  ],
  'APIG.0103': ['SERVER_ERROR', 'The gateway found no backend', '网关找不到后端'],
  'APIG.0104': ['SERVER_ERROR', 'The gateway found no plug-in configuration', '网关缺少插件配置'],
  'APIG.0105': ['SERVER_ERROR', 'The gateway found no backend configuration', '网关缺少后端配置'],
  'APIG.0106': ['BAD_REQUEST', 'The gateway could not arrange the parameters', '网关参数编排错误'],
  'APIG.0107': ['SERVER_ERROR', 'A gateway script failed', '网关脚本异常'],
  'APIG.0201': [
    'BAD_REQUEST',
    'Malformed request (413 body, 414 URI or 494 headers too large use the same code)',
    '请求格式错误（413/414/494 表示消息体、URI 或头过大，错误码相同）',
  ],
  'APIG.0202': ['SERVER_ERROR', 'The backend is not available', '后端不可用'],
  'APIG.0203': ['SERVER_ERROR', 'The backend took too long', '后端超时'],
  'APIG.0301': ['AUTH_REJECTED', 'Wrong IAM authentication information', 'IAM 鉴权信息错误'],
  'APIG.0302': ['NO_PERMISSION', 'The IAM user may not call the API', 'IAM 用户无权访问该 API'],
  'APIG.0303': [
    'AUTH_REJECTED',
    'Wrong app authentication information at the gateway',
    '网关 APP 鉴权信息错误',
  ],
  'APIG.0308': ['RATE_LIMITED', 'The request rate limit was reached', '请求超过流控阈值'],
}

export interface ServiceCode {
  kind: ErrorCode
  /** A short label in each language. */
  en: string
  zh: string
}

export const serviceCodes: Readonly<Record<string, ServiceCode>> = Object.fromEntries(
  Object.entries(ROWS).map(([code, [kind, en, zh]]) => [code, { kind, en, zh }]),
)

/**
 * What is known of a code, with its prefix or as a bare number; null for an unknown one. Meeting control's
 * `returnCode` and the vendor's client tables have no prefix, and few pages show one: the prefixes of this table
 * mostly follow the rule of {@link prefixed}, so a number under another prefix is looked up by its number.
 */
export function serviceCodeOf(code: string | number): ServiceCode | null {
  const text = String(code)
  const bare = /^(?:[A-Z]+\.)?([12]\d{8})$/.exec(text)?.[1] ?? text
  const name = [text, prefixed(bare)].find((one) => Object.hasOwn(serviceCodes, one))
  return name === undefined ? null : (serviceCodes[name] ?? null)
}

/** What a code means to this app; null for an unknown one. */
export function kindOfServiceCode(code: string | number): ErrorCode | null {
  return serviceCodeOf(code)?.kind ?? null
}

/**
 * A nine-digit number with the prefix it has on the server; the clients write 2 before the server's common codes.
 * Shorter numbers stay as they are: a 4 or a 404 means something else in nearly every body that holds one.
 */
function prefixed(number: string): string {
  if (/^11[1258]\d{6}$/.test(number)) return `MMC.${number}`
  if (/^(?:000|20[16]|211)\d{6}$/.test(number)) return `USG.${number}`
  return number.replace(/^200(?=0\d{5}$)/, 'USG.000')
}
