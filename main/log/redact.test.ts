import { expect, test } from 'vitest'
import { redact } from './redact.ts'

const LONG = 'cnr1-9fKq2LzX0mPbV7tYwR4sHjD6uG8eN3aC5iO1xQ'

test.each([
  [
    'GET https://api.meeting.example.com/v1/x?token=abc&b=c failed',
    'GET https://api.meeting.example.com/v1/x?… failed',
  ],
  ['https://liu:hush@proxy.example.com:8080/', 'https://proxy.example.com:8080/'],
  ['https://a@b@c.example/x#token=1', 'https://c.example/x?…'],
  ['cloudlink://cloudlink.huawei.com/h5page?action=SAVE&uuid=1', 'cloudlink://cloudlink.huawei.com/h5page?…'],
  ['{"url":"https://h/p?a=b","n":1}', '{"url":"https://h/p?…","n":1}'],
  ['Authorization: Basic bGl1Omh1c2g=', 'Authorization: …'],
  ['"authorization":"HMAC-SHA256 signature=abcdef"', '"authorization":"…"'],
  ['Proxy-Authorization: Basic bGl1Omh1c2g=\nHost: h', 'Proxy-Authorization: …\nHost: h'],
  ['X-Access-Token: short', 'X-Access-Token: …'],
  ['Cookie: meetkeep-1=abc; b=2', 'Cookie: …'],
  ['set-cookie: a=b; Path=/', 'set-cookie: …'],
  ['Bearer abcdef.123', 'Bearer …'],
  ['{"accessToken":"a b","expires":5}', '{"accessToken":…,"expires":5}'],
  ["refreshToken: 'x y'", 'refreshToken: …'],
  ['password=hush&user=liu', 'password=…&user=liu'],
  ['"pwd": "hush"', '"pwd": …'],
  ['app_key=k1, appKey: k2, clientSecret=k3', 'app_key=…, appKey: …, clientSecret=…'],
  ['mail to li.si+x@corp.example.com.', 'mail to …@….'],
  ['call 13812345678 or +86 138-1234-5678', 'call …phone or …phone'],
  ['tel +49 30 1234567', 'tel …phone'],
  [`answered ${LONG}.`, 'answered …long.'],
])('%s', (text, expected) => {
  expect(redact(text)).toBe(expected)
})

test.each([
  'started at 2026-11-19T09:30:00.000Z',
  'https://api.meeting.example.com/v1/mmc/management/record',
  'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'confUUID 42b8e80be5044513ae20edd4ad705272',
  '4f1b2b0b-822c-d15d-6c15-b0f00a089f86',
  'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89',
  '/home/liu/Recordings/2026-11-19 0930 季度评审 Hd 42b8e80b.mp4',
  'ENOSPC: no space left on device, write 1048576 of 12345678901 bytes',
  'a-very-long-name-of-a-function-that-has-no-digit-in-it',
  '',
])('%s is left unchanged', (text) => {
  expect(redact(text)).toBe(text)
})

test('redacting twice changes nothing', () => {
  const once = redact(`https://a:b@h/p?x=1 password=2 ${LONG} li@example.com`)
  expect(redact(once)).toBe(once)
})

// A rule that restarts at each letter would take hours.
test.each(['a', 'a.', 'a://', '?', 'token=', '-', 'a@', '+1 ', '1'])(
  'redacts a megabyte of %s completely',
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length)
    expect(redact(`${text} password=hush`)).toMatch(/ password=…$/)
  },
)
