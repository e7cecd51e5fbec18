import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CertificateMaker } from '../certificates.ts'

const MIB = 1024 * 1024

/** The downloaded file: of this size, with the boxes of an MP4, and every block allocated on disk. */
export interface Film {
  name: string
  bytes: number
  sha256: string
}

/** Writes a film into the folder; the new file is in the page cache, from which nginx serves it. */
export async function writeFilm(folder: string, mib: number): Promise<Film> {
  const name = `film-${mib}.mp4`
  const bytes = mib * MIB
  const head = Buffer.alloc(64)
  box(head, 0, 32, 'ftyp')
  box(head, 32, 16, 'moov')
  box(head, 48, 1, 'mdat')
  head.writeBigUInt64BE(BigInt(bytes - 48), 56)

  const block = randomBytes(MIB)
  const hash = createHash('sha256')
  const file = await open(join(folder, name), 'w')
  for (let at = 0; at < mib; at += 1) {
    if (at === 0) head.copy(block)
    else block.writeUInt32BE(at, 0)
    hash.update(block)
    await file.write(block)
  }
  await file.datasync()
  await file.close()
  return { name, bytes, sha256: hash.digest('hex') }
}

function box(into: Buffer, at: number, size: number, type: string): void {
  into.writeUInt32BE(size, at)
  into.write(type, at + 4, 'latin1')
}

export interface FilmServer {
  url(film: Film): string
  close(): Promise<void>
}

/**
 * nginx over TLS 1.3 on a free port of loopback, as the user who runs the bench, with a certificate of its
 * own CA.
 */
export async function serveFilms(
  folder: string,
  films: string,
  certificates: CertificateMaker,
): Promise<FilmServer> {
  const { key, cert } = certificates.issued('bench')
  mkdirSync(join(folder, 'temp'), { recursive: true })
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 })
  writeFileSync(join(folder, 'cert.pem'), cert)
  const port = await freePort()
  writeFileSync(join(folder, 'nginx.conf'), configuration(films, port))
  const errors = join(folder, 'error.log')
  const nginx = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', errors], { stdio: 'inherit' })
  const gone = new Promise<void>((resolve) => nginx.once('close', () => resolve()))
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (nginx.exitCode !== null || tries >= 100)
      throw new Error(`nginx does not answer: ${await readFile(errors, 'utf8')}`)
    await wait(50)
  }
  return {
    url: (film) => `https://127.0.0.1:${port}/${film.name}`,
    close: async () => {
      nginx.kill('SIGQUIT')
      await gone
    },
  }
}

function configuration(films: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path temp;`,
  )
  return `
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events { worker_connections 64; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  types { video/mp4 mp4; }
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    ssl_protocols TLSv1.3;
    root ${films};
  }
}
`
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
