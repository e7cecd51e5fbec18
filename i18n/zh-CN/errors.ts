import type { Translated } from '../translated.ts'
import type { errors as source } from '../en-US/errors.ts'

export const errors: Translated<typeof source> = {
  AUTH_REQUIRED: {
    title: '尚未登录',
    advice: '请先登录，然后重试。',
  },
  AUTH_REJECTED: {
    title: '服务器拒绝了登录信息',
    advice: '请检查登录信息、所选站点和本机时间，然后重新登录。',
  },
  ACCOUNT_LOCKED: {
    title: '账号已锁定或停用',
    advice: '请等待一分钟再试；若仍被锁定，可由企业管理员解锁。',
  },
  OTHER_ACCOUNT: {
    title: '该规则属于另一个账号',
    advice: '请用该账号登录；或编辑并保存规则，改为用于当前登录的账号。',
  },
  NO_PERMISSION: {
    title: '当前账号无权执行此操作',
    advice:
      '部分操作（例如获取下载链接）需要企业管理员权限，或需企业先开通相应服务；两者均可由企业管理员处理。',
  },
  NOT_FOUND: {
    title: '找不到该内容',
    advice: '它可能已被删除，或您无权查看。',
  },
  NOT_TRANSCODED: {
    title: '录制文件仍在转码',
    advice: '转码时间大致与会议时长相同，请稍后再试。',
  },
  RATE_LIMITED: {
    title: '请求过于频繁',
    advice: '请稍候片刻再试。',
  },
  SERVER_ERROR: {
    title: '服务器出现问题',
    advice: '请稍后重试；若问题持续，请将请求 ID 提供给服务支持人员。',
  },
  BAD_REQUEST: {
    title: '服务器认为请求有误',
    advice: '请检查输入的内容；若内容无误，请反馈请求 ID。',
  },
  BAD_ANSWER: {
    title: '服务器的应答无法识别',
    advice: '请检查地址；也可能是代理或网络认证页面代为应答。',
  },
  LIST_INCOMPLETE: {
    title: '服务器未返回完整列表',
    advice: '请刷新列表，或缩短查询的时间范围；若仍有缺失，请联系服务方支持。',
  },
  DOMAIN_NOT_CONFIGURED: {
    title: '会议服务器尚未配置域',
    advice: '请联系会议服务器的管理员进行配置。',
  },
  OFFLINE: {
    title: '与服务器的连接不可用',
    advice: '无法连接服务器，或连接反复中断。请检查网络和地址，然后重试。',
  },
  TIMEOUT: {
    title: '服务器响应超时',
    advice: '请检查网络连接，然后重试。',
  },
  PROXY_FAILED: {
    title: '代理拒绝了连接',
    advice: '请检查本机的代理设置及其所需的登录信息。',
  },
  CERT_UNTRUSTED: {
    title: '服务器证书不受信任',
    advice: '请联系服务器管理员，或在设置中添加其证书颁发机构。',
  },
  CERT_CHANGED: {
    title: '服务器证书已更换',
    advice: '连接可能被监听。信任新证书之前，请向服务器管理员核实。',
  },
  TLS_FAILED: {
    title: '无法与服务器建立安全连接',
    advice: '请联系服务器管理员检查其 TLS 配置，重试无效。',
  },
  ADDRESS_REFUSED: {
    title: '此地址不可用',
    advice: '请使用以 https:// 开头且不含用户名或密码的地址。',
  },
  LINK_REFUSED: {
    title: '下载链接多次被拒绝',
    advice: '请确认您仍有权查看该录制，然后重试。',
  },
  NOT_A_RECORDING: {
    title: '收到的不是录制文件',
    advice: '未保存任何内容。请稍后重试；也可能被代理或网络认证页面拦截。',
  },
  INCOMPLETE_ON_SERVER: {
    title: '服务器上的录制文件不完整',
    advice:
      '两次收到的内容相同，但都不是完整的影片。已将其保留在名称含“(incomplete)”的文件中，该录制不计为已保存。请改日重试。',
  },
  STOPS_EARLY: {
    title: '服务器总是在文件结束前停止发送',
    advice: '每次响应都停在同一位置。已收到的内容会保留。请改日重试，或联系服务的技术支持。',
  },
  SIZE_MISMATCH: {
    title: '文件大小与服务器所示不符',
    advice: '文件未保存，请重试。',
  },
  HASH_MISMATCH: {
    title: '文件与服务器上的内容不一致',
    advice: '文件未保存，请重试。',
  },
  CHANGED_ON_SERVER: {
    title: '下载期间服务器上的文件发生了变化',
    advice: '请重试，将从头开始下载。',
  },
  DISK_FULL: {
    title: '磁盘空间已满',
    advice: '请清理空间或选择其他文件夹；已接收的内容会保留。',
  },
  NO_INODES: {
    title: '磁盘无法再容纳更多文件',
    advice: '磁盘仍有剩余空间，但文件数量已达上限。请删除不需要的文件，或选择其他磁盘上的文件夹。',
  },
  FILE_TOO_LARGE: {
    title: '文件过大，该磁盘无法保存',
    advice: 'FAT32 格式的磁盘只能保存不超过 4 GB 的文件。请选择其他磁盘上的文件夹，然后重试。',
  },
  DISK_GONE: {
    title: '文件夹所在的磁盘未连接',
    advice: '请重新连接该磁盘。在此期间不会保存到其他位置，已接收的内容会保留。',
  },
  FOLDER_MISSING: {
    title: '保存文件夹不存在',
    advice: '请接入其所在磁盘，或在设置中选择其他文件夹。',
  },
  ARCHIVE_WATCHED: {
    title: '另一个进程正在监视此归档',
    advice: '一个进程即可。请先停止它，或指定其他文件夹。',
  },
  NOT_AN_ARCHIVE: {
    title: '该文件夹不是归档',
    advice: '其中没有 Meetkeep 保存的录制。请检查路径，以及其所在磁盘是否已接入。',
  },
  FILE_LOCKED: {
    title: '文件被其他程序占用',
    advice: '请关闭占用它的程序（例如杀毒软件），然后重试。已下载的内容不会丢失。',
  },
  PATH_TOO_LONG: {
    title: '文件路径过长',
    advice: '请选择路径较短的文件夹。',
  },
  NAME_REFUSED: {
    title: '文件夹不接受该文件名',
    advice: '请在设置中修改文件命名方式，或选择其他磁盘上的文件夹。',
  },
  TOO_MANY_FILES: {
    title: '打开的文件过多',
    advice: '请减少同时下载的文件数，或提高可打开文件数的上限（ulimit -n），然后重试。',
  },
  DISK_ERROR: {
    title: '磁盘读写失败',
    advice: '请确认您对该文件夹有写入权限，且磁盘状态正常。',
  },
  CANCELLED: {
    title: '操作已取消',
    advice: '如有需要，请重新开始。',
  },
  QR_NOT_FOUND: {
    title: '图片中没有找到二维码',
    advice: '请使用更清晰或更大的图片，并保证二维码及其白边完整可见。',
  },
  QR_NOT_CLOUDLINK: {
    title: '这不是会议纪要二维码',
    advice: '请使用会议中显示的、用于保存纪要的二维码或链接。',
  },
  QR_UNSUPPORTED_ACTION: {
    title: '此二维码请求的操作不受支持',
    advice: '仅支持用于保存会议纪要的二维码。',
  },
  QR_OPENS_FILE_LIST: {
    title: '此二维码会在会议屏幕上打开您的私人文件列表',
    advice: '未执行该操作。请改用用于保存纪要的二维码。',
  },
  QR_INVALID: {
    title: '会议纪要二维码已损坏',
    advice: '请在会议中重新显示二维码，或重新复制完整链接。',
  },
  PICTURE_UNREADABLE: {
    title: '无法读取该图片',
    advice: '请使用 PNG、JPEG、WebP、GIF 或 AVIF 图片。',
  },
  SAVE_UNKNOWN: {
    title: '不确定会议纪要是否已保存',
    advice: '请在个人空间中查看；如果没有，请重新保存。',
  },
  SCREEN_DENIED: {
    title: '系统不允许 Meetkeep 查看屏幕',
    advice:
      '请在系统的隐私设置中允许 Meetkeep 录制屏幕，然后退出并重新打开 Meetkeep；如果已经允许，请关闭开关后再打开一次。也可截屏后粘贴。',
  },
  SCREEN_RESTART: {
    title: '重新打开 Meetkeep 后才能读取屏幕',
    advice: '请退出并重新打开 Meetkeep，下载会从中断处继续。',
  },
  SCREEN_CANCELLED: {
    title: '没有选择屏幕',
    advice: '请重新读取屏幕，并在桌面询问要共享的屏幕时选择一个显示器；如果桌面没有询问，请截屏后粘贴。',
  },
  SCREEN_UNAVAILABLE: {
    title: '无法读取屏幕',
    advice: '如果系统弹出了询问，请先回答，然后重试；也可截屏后粘贴。',
  },
  UPDATE_FAILED: {
    title: '无法检查或下载新版本',
    advice: '请稍后重试；若问题持续，请从下载页面获取最新版本。',
  },
  UPDATE_REFUSED: {
    title: '新版本未通过验证',
    advice:
      '下载的内容与发布信息不符，或签名不正确，未作任何更改。请重试；若问题持续，请告知提供 Meetkeep 的人员。',
  },
  NO_FOLDER: {
    title: '尚未选择保存文件夹',
    advice: '请在设置中选择。',
  },
  BAD_INPUT: {
    title: '输入的内容无效',
    advice: '请检查输入的内容。',
  },
  INTERNAL: {
    title: '应用内部出现错误',
    advice: '请重试；若问题持续，请重启应用并反馈详细信息。',
  },
}
