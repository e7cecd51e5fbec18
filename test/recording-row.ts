/** A row of the list, as on the page "Querying Recording File Details". */
export const SAMPLE_ROW = {
  confUUID: '51adf610220411eaaae03f22d33cc26b',
  confID: '912049654',
  url: ['https://114.116.237.2/rse/play.html?token=1'],
  rcdTime: 71,
  rcdSize: 0,
  subject: "user8002's meeting",
  scheduserName: 'user8002',
  startTime: '2019-12-19 02:07',
  isDecodeFinish: true,
  decodeEndTime: 1_576_721_412_885,
  available: true,
  recordAuthType: 2,
}
