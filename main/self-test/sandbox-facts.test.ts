import { expect, test } from 'vitest'
import { hasSwitch, metricProblems, type ProcessFacts, sandboxProblems } from './sandbox-facts.ts'

// Recorded from Chromium 156 on a Linux 6 machine, started in four ways.
const namespaces = { user: 'user:[4026531837]', pid: 'pid:[4026531836]', net: 'net:[4026531833]' }
const program: ProcessFacts = {
  cmdline: '/opt/Meetkeep/meetkeep\0--lang=en-US\0',
  status: 'Name:\tmeetkeep\nNSpid:\t14317\nNoNewPrivs:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n',
  namespaces,
}
const page: ProcessFacts = {
  cmdline: '/opt/Meetkeep/meetkeep --type=renderer --lang=en-US --enable-sandbox',
  status: 'Name:\tmeetkeep\nNSpid:\t14396\t14\t1\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n',
  namespaces: { user: 'user:[4026532250]', pid: 'pid:[4026532178]', net: 'net:[4026532181]' },
}

test('a normal start has every layer, by namespaces or by the SUID helper', () => {
  expect(sandboxProblems({ program, page })).toEqual([])
  const sandboxedPage = {
    ...page,
    status: 'NSpid:\t14777\t14\nSeccomp:\t2\nSeccomp_filters:\t1\n',
    namespaces: { user: null, pid: null, net: null },
  }
  expect(sandboxProblems({ program, page: sandboxedPage })).toEqual([])
})

test('reports a switch that disables a layer, at any position', () => {
  const asTested = { ...program, cmdline: 'electron\0--no-sandbox\0--inspect=0\0out/e2e/app\0' }
  expect(sandboxProblems({ program: asTested, page })).toEqual(['the program has --no-sandbox'])
  const unsafe = { ...page, cmdline: `${page.cmdline} --no-sandbox --no-zygote` }
  expect(sandboxProblems({ program, page: unsafe })).toEqual(['the page has --no-sandbox'])
})

test('reports a page with a filter but no namespaces: the switch was removed after the zygote had started', () => {
  const filtered = {
    ...page,
    status: 'NSpid:\t14583\nSeccomp:\t2\nSeccomp_filters:\t1\n',
    namespaces,
  }
  expect(sandboxProblems({ program, page: filtered })).toEqual([
    'the page sees the processes of the program',
    'the page is in the program’s user namespace',
    'the page is in the program’s pid namespace',
    'the page is in the program’s net namespace',
  ])
})

test.each([
  ['no filter at all', 'NSpid:\t14972\t14\t1\nSeccomp:\t0\nSeccomp_filters:\t0\n', 'are not filtered'],
  [
    'the container’s filter alone',
    'NSpid:\t14972\t14\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n',
    'no filter that',
  ],
  ['nothing that can be read', '', 'are not filtered'],
])('%s is a problem', (_, status, problem) => {
  const inContainer = { ...program, status: 'NSpid:\t14317\nSeccomp:\t2\nSeccomp_filters:\t1\n' }
  expect(sandboxProblems({ program: inContainer, page: { ...page, status } }).join()).toContain(problem)
})

test.each([
  ['electron\0--no-sandbox\0', true],
  ['electron --type=renderer --no-sandbox', true],
  ['electron\0--no-sandbox=1\0', true],
  ['electron\0--no-sandbox-and-elevated\0', false],
  ['electron\0no-sandbox\0', false],
])('%j has --no-sandbox: %s', (cmdline, has) => {
  expect(hasSwitch(cmdline, 'no-sandbox')).toBe(has)
})

test.each([
  ['win32', { sandboxed: true, integrityLevel: 'untrusted' }, 0],
  ['win32', { sandboxed: true, integrityLevel: 'low' }, 0],
  ['win32', { sandboxed: true, integrityLevel: 'medium' }, 1],
  ['win32', { sandboxed: false, integrityLevel: 'medium' }, 1],
  ['darwin', { sandboxed: true }, 0],
  ['darwin', { sandboxed: false }, 1],
  ['darwin', {}, 1],
  ['darwin', undefined, 1],
])('on %s the metrics %j have %i problems', (platform, metric, count) => {
  expect(metricProblems(metric, platform)).toHaveLength(count)
})
