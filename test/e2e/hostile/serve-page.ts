import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { servePage } from '../../../main/shell/security/app-protocol.ts'

/** The port of a server, which is closed at the end of the test. */
export const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    onTestFinished(() => void server.close())
  })

/** Serves an empty page with the headers of main's answer, except `dropped`; returns its port. */
export async function serveEmptyPage(folder: string, dropped: readonly string[] = []): Promise<number> {
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>t</title><body>')
  const respond = servePage(folder)
  return await listening(
    createServer((_request, response) => {
      void respond(new Request('app://meetkeep/index.html')).then(async (answer) => {
        const headers = [...answer.headers].filter(([name]) => !dropped.includes(name))
        response.writeHead(200, Object.fromEntries(headers)).end(Buffer.from(await answer.arrayBuffer()))
      })
    }),
  )
}
