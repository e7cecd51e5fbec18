import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Film } from './download-server.ts'

export interface BenchService {
  url: string
  accessToken: string
  close(): void
}

/**
 * The calls of a meeting service that one download needs, for one recording with one file: the film, on the
 * host that serves it to the other tools too, with its size and SHA-256.
 */
export async function serveRecording(
  { film, url }: { film: Film; url: string },
  authorization: string,
): Promise<BenchService> {
  const accessToken = 'token-of-the-bench'
  const answers: Record<string, object> = {
    '/v1/usg/acs/token/validate': {
      ...{ accessToken, createTime: Date.now(), validPeriod: 43_200, tokenType: 0 },
      user: { userId: 'u1', name: 'bench', adminType: 1 },
    },
    '/v1/mmc/management/conferences/record/files': {
      ...{ confUUID: 'film', confID: '1', subject: 'Film', startTime: '2026-10-03 01:30' },
      ...{ isDecodeFinish: true, available: true },
    },
    '/v1/mmc/management/record/downloadurls': {
      recordUrls: [{ urls: [{ token: authorization, fileType: 'Hd', url }] }],
    },
    '/v1/mmc/rlm/record/info': {
      code: '0',
      data: {
        segmentCount: 1,
        segmentList: [
          {
            ...{ manualOrder: 1, segmentOrder: 1 },
            fileList: [{ recordType: 'SPEAKER_VIDEO', fileSize: film.bytes, sha256: film.sha256 }],
          },
        ],
      },
    },
  }
  const server = createServer((request, response) => {
    const found = answers[new URL(request.url ?? '/', 'http://bench').pathname]
    void text(request).then(() => {
      response.writeHead(found === undefined ? 404 : 200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(found ?? { error_code: 'APIG.0101' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accessToken,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
