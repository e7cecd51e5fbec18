import { type SpecificText, whenParams } from './error-words.ts'
import type { ErrorCode } from './errors.ts'

const MEETINGS = { server: 'meetings' }
const SIGN_IN = { at: 'sign-in' }

/** Better words for failures whose params say more than the code does; the first that fits is taken. */
export const specificTexts: Readonly<Partial<Record<ErrorCode, readonly SpecificText[]>>> = {
  AUTH_REJECTED: [
    whenParams(
      MEETINGS,
      [
        'The meetings server asks for another authorization',
        'Set the Authorization header of the meetings server in the settings. Your cloud account has nothing to do with it.',
      ],
      ['会议服务器拒绝了授权信息', '请在设置中填写会议服务器的 Authorization 请求头；这与您的云账号无关。'],
    ),
    whenParams(
      { serviceCode: 'USG.206010057' },
      [
        'The sign-in was out of date when it arrived',
        'Set the clock of this computer to the right time, then sign in again.',
      ],
      ['登录信息送达时已过期', '请校准本机时间，然后重新登录。'],
    ),
    whenParams(
      { serviceCode: 'USG.206010064' },
      ['This account belongs to another site', 'Choose the other site, then sign in again.'],
      ['该账号属于其他站点', '请选择另一站点，然后重新登录。'],
    ),
    whenParams(
      { serviceCode: 'USG.206010074' },
      ['This account belongs to another site', 'Choose the other site, then sign in again.'],
      ['该账号属于其他站点', '请选择另一站点，然后重新登录。'],
    ),
    whenParams(
      { serviceCode: 'USG.206020002' },
      [
        'Another sign-in with this account ended this one',
        'Sign out where else the account is used, or use another account; then sign in again.',
      ],
      ['该账号已在别处登录，本次登录失效', '请在其他位置退出该账号，或改用其他账号，然后重新登录。'],
    ),
  ],
  ACCOUNT_LOCKED: [
    whenParams(
      MEETINGS,
      ['The meetings server has locked this access', 'Ask whoever runs the meetings server.'],
      ['会议服务器已锁定此访问', '请联系会议服务器的管理员。'],
    ),
  ],
  NO_PERMISSION: [
    whenParams(
      SIGN_IN,
      [
        'The service does not allow this sign-in',
        'Ask your administrator whether this app or account may use the interface of the service.',
      ],
      ['服务不允许此登录', '请向管理员确认该应用或账号是否有权使用服务接口。'],
    ),
    whenParams(
      MEETINGS,
      [
        'The meetings server does not allow this',
        'Ask whoever runs the meetings server for the right to see its meetings.',
      ],
      ['会议服务器不允许此操作', '请联系会议服务器的管理员，获取查看会议的权限。'],
    ),
  ],
  NOT_FOUND: [
    whenParams(
      MEETINGS,
      [
        'There are no meetings at this address',
        'Check the address of the meetings server in the settings, its path included.',
      ],
      ['此地址没有会议列表', '请在设置中检查会议服务器地址及其路径。'],
    ),
    whenParams(
      { serviceCode: 'APIG.0101' },
      ['The server does not offer this service', 'Check the site or the address that you chose.'],
      ['该服务器不提供此服务', '请检查所选的站点或地址。'],
    ),
    whenParams(
      SIGN_IN,
      ['Nobody can sign in at this address', 'Check the site or the address that you chose.'],
      ['此地址不提供登录', '请检查所选的站点或地址。'],
    ),
  ],
  NOT_TRANSCODED: [
    whenParams(
      {},
      ['The recording is still being prepared', 'It was announced for {readyAt}. Try again after that.'],
      ['录制文件仍在转码', '预计完成时间为 {readyAt}，请在此之后重试。'],
    ),
  ],
  SERVER_ERROR: [
    whenParams(
      MEETINGS,
      [
        'The meetings server has a problem',
        'Try again later. If it stays, tell whoever runs the meetings server.',
      ],
      ['会议服务器出现问题', '请稍后重试；若问题持续，请联系会议服务器的管理员。'],
    ),
  ],
  BAD_REQUEST: [
    whenParams(
      SIGN_IN,
      [
        'The service refused the sign-in as wrong',
        'Check what you signed in with. An enterprise ID is only for apps that serve several enterprises.',
      ],
      ['服务认为登录信息有误', '请检查登录时填写的内容；企业 ID 仅用于服务多个企业的应用。'],
    ),
    whenParams(
      MEETINGS,
      [
        'The meetings server refused the request as wrong',
        'Check the address of the meetings server in the settings.',
      ],
      ['会议服务器认为请求有误', '请在设置中检查会议服务器地址。'],
    ),
  ],
  BAD_ANSWER: [
    whenParams(
      MEETINGS,
      [
        'The meetings server answered something unexpected',
        'Check its address in the settings: it should be that of a ProCONF application server.',
      ],
      ['会议服务器的应答无法识别', '请在设置中检查其地址，应为 ProCONF 应用服务器的地址。'],
    ),
  ],
  CERT_UNTRUSTED: [
    whenParams(
      { reason: 'expired' },
      [
        'The certificate of {host} has expired',
        'Ask whoever runs the server for a new one; check the clock of this computer first. Trusting it would not help.',
      ],
      ['{host} 的证书已过期', '请先校准本机时间；仍有问题时，请服务器管理员更换证书。信任该证书也无法继续。'],
    ),
    whenParams(
      { reason: 'not-yet-valid' },
      [
        'The certificate of {host} is not valid yet',
        'Set the clock of this computer to the right time. Trusting the certificate would not help.',
      ],
      ['{host} 的证书尚未生效', '请校准本机时间。信任该证书也无法继续。'],
    ),
    whenParams(
      {},
      [
        'The certificate of {host} is not trusted',
        'Compare its fingerprint with one you got from whoever runs the server. Trust it only if they are the same; or add the authority that issued it in the settings. Fingerprint: {fingerprint}',
      ],
      [
        '{host} 的证书不受信任',
        '请与服务器管理员提供的指纹核对，一致时才可信任；也可在设置中添加其颁发机构。指纹：{fingerprint}',
      ],
    ),
  ],
  CERT_CHANGED: [
    whenParams(
      {},
      [
        'The certificate of {host} has changed',
        'Somebody may be listening in. Ask whoever runs the server before you trust the new one. Now: {fingerprint}. Trusted until now: {trusted}',
      ],
      [
        '{host} 的证书已更换',
        '连接可能被监听。信任新证书之前，请向服务器管理员核实。当前指纹：{fingerprint}；此前信任的指纹：{trusted}',
      ],
    ),
  ],
  PROXY_FAILED: [
    whenParams(
      { reason: 'sign-in' },
      [
        'The proxy {proxy} asks for another sign-in',
        'Set the proxy by hand in the settings, with its user name and password.',
      ],
      ['代理 {proxy} 要求其他登录信息', '请在设置中选择手动代理，并填写其用户名和密码。'],
    ),
    whenParams(
      { reason: 'unreachable' },
      ['The proxy {proxy} cannot be reached', 'Check its address in the settings, and the network.'],
      ['无法连接代理 {proxy}', '请检查设置中的代理地址和网络。'],
    ),
    whenParams(
      {},
      [
        'The proxy {proxy} did not let the connection through',
        'Check address and kind of the proxy in the settings; else ask whoever runs it whether it allows this server.',
      ],
      [
        '代理 {proxy} 没有放行此连接',
        '请检查设置中代理的地址和类型；如无误，请向代理管理员确认是否允许访问此服务器。',
      ],
    ),
  ],
  ADDRESS_REFUSED: [
    whenParams(
      { reason: 'unset' },
      [
        'No meetings server has been set',
        'Enter the address of your ProCONF application server in the settings.',
      ],
      ['尚未设置会议服务器', '请在设置中填写 ProCONF 应用服务器的地址。'],
    ),
    whenParams(
      { reason: 'not-an-address' },
      [
        'This is not an address',
        'Enter a whole address that begins with https://, for example https://meeting.example.com',
      ],
      ['这不是有效的地址', '请填写以 https:// 开头的完整地址，例如 https://meeting.example.com'],
    ),
    whenParams(
      { reason: 'user-info' },
      [
        'The address holds a user name or password',
        'Leave out the user name and the password that stand before the @.',
      ],
      ['地址中含有用户名或密码', '请去掉地址中 @ 之前的用户名和密码。'],
    ),
    whenParams(
      { reason: 'not-https' },
      [
        'The address of {host} is not protected',
        'Use an address that begins with https://. Without it others could read along.',
      ],
      ['{host} 的地址未加密', '请使用以 https:// 开头的地址，否则内容可能被他人读取。'],
    ),
  ],
  QR_UNSUPPORTED_ACTION: [
    whenParams(
      {},
      [
        'This code asks for “{action}”, which this app does not do',
        'Show the code for saving the minutes in the meeting and use that one.',
      ],
      ['此二维码请求的操作“{action}”不受支持', '请在会议中打开用于保存纪要的二维码，然后改用它。'],
    ),
  ],
  QR_INVALID: [
    whenParams(
      { reason: 'empty' },
      [
        'This code does not say which minutes to save',
        'Show the code in the meeting again, or copy the whole link.',
      ],
      ['此二维码没有说明要保存哪份纪要', '请在会议中重新显示二维码，或复制完整链接。'],
    ),
    whenParams(
      { reason: 'duplicate' },
      [
        'This code says the same thing twice',
        'It is not clear which of the two is meant, so nothing was saved. Use a new code from the meeting.',
      ],
      ['此二维码中有重复的内容', '无法判断应以哪一项为准，因此未保存。请在会议中获取新的二维码。'],
    ),
    whenParams(
      { reason: 'too-long' },
      [
        'This link is too long for a minutes code',
        'Copy the link once more without any text around it, or use the code itself.',
      ],
      ['此链接过长，不是正常的纪要链接', '请重新复制链接且不要带上其他文字，或直接使用二维码。'],
    ),
    whenParams(
      { reason: 'control' },
      [
        'This code holds hidden characters',
        'They could make it read differently from what it does, so nothing was saved. Use the code that the meeting shows.',
      ],
      ['此二维码含有隐藏字符', '这些字符可能使显示内容与实际不符，因此未保存。请使用会议中显示的二维码。'],
    ),
    whenParams(
      { reason: 'encoding' },
      [
        'Part of this code cannot be read',
        'It was probably cut off or changed on its way. Use a new code, or copy the whole link again.',
      ],
      ['此二维码的部分内容无法识别', '它可能在传递中被截断或改动。请获取新的二维码，或重新复制完整链接。'],
    ),
  ],
  DISK_ERROR: ['EACCES', 'EPERM', 'EROFS'].map((errno) =>
    whenParams(
      { errno },
      ['Meetkeep may not write there', 'Check who may write to {path}, or choose another folder.'],
      ['没有写入权限', '请检查 {path} 的写入权限，或选择其他文件夹。'],
    ),
  ),
  SCREEN_UNAVAILABLE: [
    whenParams(
      { reason: 'time' },
      [
        'The screen did not come in time',
        'A question of your system may wait for an answer, perhaps behind other windows. Answer it and try again, or take a screenshot and paste it.',
      ],
      ['未能及时读取屏幕', '系统的询问可能还在等待回答，也许被其他窗口挡住。请回答后重试，或截屏后粘贴。'],
    ),
    whenParams(
      { reason: 'full-screen' },
      [
        'Meetkeep fills the screen',
        'Leave full screen and read the screen again, or choose keys in the settings that read it from anywhere.',
      ],
      ['Meetkeep 正占满屏幕', '请退出全屏后重新读取，或在设置中指定随时读取屏幕的快捷键。'],
    ),
  ],
  PICTURE_UNREADABLE: [
    whenParams(
      { reason: 'svg' },
      ['Drawings (SVG) cannot be read', 'Make a screenshot of the drawing and use that.'],
      ['无法读取矢量图（SVG）', '请对其截图，然后使用截图。'],
    ),
    whenParams(
      { reason: 'too-large' },
      ['The picture is too large', 'Cut the code out of the picture and use that part.'],
      ['图片太大', '请只截取二维码部分后重试。'],
    ),
  ],
  BAD_INPUT: [
    whenParams(
      { reason: 'not-a-certificate' },
      ['The file holds no certificates', 'Choose a PEM file: it contains lines with BEGIN CERTIFICATE.'],
      ['文件中没有证书', '请选择 PEM 文件，其中应有 BEGIN CERTIFICATE 行。'],
    ),
    whenParams(
      { reason: 'ca-file' },
      [
        'The file of certificate authorities cannot be read',
        'Put {path} back, or choose another file in the settings under Certificates.',
      ],
      ['无法读取证书颁发机构文件', '请恢复 {path}，或在设置的“证书”中选择其他文件。'],
    ),
  ],
}
