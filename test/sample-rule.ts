import type { ArchiveRule, DryRun, RuleCoverage, RuleState } from '../contract/archive-rule.ts'

/** A rule of an administrator, once a day. */
export function sampleRule(own: Partial<ArchiveRule> = {}): ArchiveRule {
  return {
    ...{ id: 'r-1', name: 'All recordings', isOn: true, folder: '/archive', allUsers: true },
    ...{ schedulers: [], search: '', exclude: [], minSeconds: 0, fileTypes: ['Hd', 'Aux'] },
    since: { kind: 'days', days: 180 },
    nameTemplate: null,
    schedule: { kind: 'every', hours: 24 },
    ...{ lookBackHours: 24, waitMinutes: 0 },
    ...own,
  }
}

/** 1,204 recordings, all of them saved. */
export function sampleCoverage(own: Partial<RuleCoverage> = {}): RuleCoverage {
  return {
    ...{ recordings: 1204, complete: 1204, partly: 0, waiting: 0, failed: 0, notAllowed: 0 },
    ...{ goneBeforeSaved: 0, files: 2408, bytes: 1.8 * 1024 ** 4, missing: 0, damaged: 0 },
    oldestNotSaved: null,
    ...own,
  }
}

/** No pass is running, and the last one saved what there was. */
export function sampleRuleState(own: Partial<RuleState> = {}): RuleState {
  return {
    ...{ id: 'r-1', phase: 'idle', progress: null, nextPassAt: null },
    lastPass: {
      startedAt: '2026-11-20T01:00:00.000Z',
      endedAt: '2026-11-20T01:10:00.000Z',
      outcome: 'done',
      ...{ listed: 1210, saved: 12, bytes: 3 * 1024 ** 3 },
    },
    coverage: sampleCoverage(),
    failure: null,
    ...own,
  }
}

export function sampleDryRun(own: Partial<DryRun> = {}): DryRun {
  return {
    ...{ listed: 250, here: 208, toFetch: 34, waiting: 3, excluded: 5, goneBeforeSaved: 0 },
    ...{ bytes: 12.4 * 1024 ** 3, freeBytes: 120 * 1024 ** 3, failure: null },
    rows: [
      {
        ...{ confUUID: 'a', topic: 'Quarterly review', scheduler: 'Li Na', seconds: 3600 },
        ...{ start: '2026-06-01T02:00:00.000Z', bytes: 1024 ** 3 },
      },
    ],
    ...own,
  }
}
