import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** State of a process as reported by the system: proc(5). */
export interface ProcessFacts {
  /** `/proc/<pid>/cmdline`. Chromium joins the arguments of a forked process with spaces, not with NULs. */
  cmdline: string
  /** `/proc/<pid>/status`. */
  status: string
  /** `/proc/<pid>/ns/<kind>`, e.g. `pid:[4026531836]`; null: not readable, as with the SUID helper. */
  namespaces: Readonly<Record<'user' | 'pid' | 'net', string | null>>
}

/** Switches that each disable a layer of Chromium's sandbox (sandbox/policy/switches.cc). */
const WEAKENING = [
  'no-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-setuid-sandbox',
  'no-zygote-sandbox',
  'single-process',
]

/**
 * Why the page's process is not fully sandboxed; empty when it is. `program` is the process that was started,
 * `page` its renderer process.
 *
 * A filter alone proves little: a program started with `--no-sandbox` that enables the sandbox for its pages
 * has the filter, and none of the namespaces, because the zygote was forked before (Chromium:
 * ZygoteHostImpl::Init).
 */
export function sandboxProblems({ program, page }: { program: ProcessFacts; page: ProcessFacts }): string[] {
  const problems: string[] = []
  for (const [whose, { cmdline }] of Object.entries({ program, page }))
    for (const name of WEAKENING) if (hasSwitch(cmdline, name)) problems.push(`the ${whose} has --${name}`)
  // 2: seccomp filters system calls (proc(5), Seccomp). A container may apply one to everything; Chromium
  // adds its own.
  const filters = (facts: ProcessFacts): number => Number(lineOf(facts, 'Seccomp_filters') ?? 0)
  if (lineOf(page, 'Seccomp') !== '2') problems.push('the page’s system calls are not filtered')
  else if (lineOf(page, 'Seccomp_filters') !== null && filters(page) <= filters(program))
    problems.push('the page has no filter that the program does not have')
  // One number for each nested PID namespace, seen from here (proc(5), NSpid).
  const depth = (facts: ProcessFacts): number => (lineOf(facts, 'NSpid') ?? '').split(/\s+/).length
  if (depth(page) <= depth(program)) problems.push('the page sees the processes of the program')
  for (const kind of ['user', 'pid', 'net'] as const) {
    const found = page.namespaces[kind]
    if (found !== null && found === program.namespaces[kind])
      problems.push(`the page is in the program’s ${kind} namespace`)
  }
  return problems
}

/** State of a process as reported by Electron (app.getAppMetrics), where the system has no /proc. */
export interface MetricFacts {
  sandboxed?: boolean | undefined
  /** Windows only. */
  integrityLevel?: string | undefined
}

/** The same on Windows and macOS, where Electron queries the system (Electron: ProcessMetric). */
export function metricProblems(page: MetricFacts | undefined, platform: string): string[] {
  if (page === undefined) return ['Electron knows no process of the page']
  if (page.sandboxed !== true) return ['the system does not sandbox the page’s process']
  const isLow = ['untrusted', 'low'].includes(page.integrityLevel ?? '')
  return platform === 'win32' && !isLow ? [`the page’s integrity level is ${page.integrityLevel}`] : []
}

/** Linux only. Throws when there is no such process. */
export function processFacts(pid: number): ProcessFacts {
  const read = (name: string): string => readFileSync(`/proc/${pid}/${name}`, 'utf8')
  const namespace = (kind: string): string | null => {
    try {
      return readlinkSync(`/proc/${pid}/ns/${kind}`)
    } catch {
      return null
    }
  }
  return {
    cmdline: read('cmdline'),
    status: read('status'),
    namespaces: { user: namespace('user'), pid: namespace('pid'), net: namespace('net') },
  }
}

/** The renderer process that a program's zygote forked; Linux only. null: there is none (yet). */
export function pageProcessOf(program: number): number | null {
  const parents = new Map<number, number>()
  const pages: number[] = []
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    try {
      // The name in parentheses may contain anything; the state and the parent follow it (proc(5), stat).
      const [, parent = ''] = /^.*\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      parents.set(pid, Number(parent))
      if (isPage(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) pages.push(pid)
    } catch {
      // The process has exited meanwhile.
    }
  }
  const isWithin = (pid: number | undefined): boolean =>
    pid !== undefined && pid !== 0 && (pid === program || isWithin(parents.get(pid)))
  return pages.find(isWithin) ?? null
}

const isPage = (cmdline: string): boolean => cmdline.split(/[\0 ]/).includes('--type=renderer')

export function hasSwitch(cmdline: string, name: string): boolean {
  return cmdline
    .split(/[\0 ]/)
    .some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`))
}

function lineOf({ status }: ProcessFacts, name: string): string | null {
  return new RegExp(`^${name}:\\s*(.*?)\\s*$`, 'm').exec(status)?.[1] ?? null
}
