import type { ArchiveRule, RuleState } from '../../contract/archive-rule.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import type { CoverageFact, RuleStatus } from './rule-view.ts'

/** The sentences about a rule. */
export function useRuleText() {
  const t = useText()
  const format = useFormat()

  /** "today 18:00", "tomorrow 03:00", "Nov 30, 03:00". */
  const when = (iso: string, now: Date): string => {
    const dayOf = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
    const days = Math.round((dayOf(new Date(iso)) - dayOf(now)) / 86_400_000)
    const time = format.time(iso)
    if (days === 0) return t('rules.when.today', { time })
    if (days === 1) return t('rules.when.tomorrow', { time })
    if (days === -1) return t('rules.when.yesterday', { time })
    return format.clock(iso, now)
  }

  return {
    when,

    schedule({ schedule }: ArchiveRule): string {
      if (schedule.kind === 'every')
        return t('rules.schedule.every', { count: schedule.hours, value: format.count(schedule.hours) })
      const times = format.list(schedule.times)
      return schedule.zone === null
        ? t('rules.schedule.at', { times })
        : t('rules.schedule.atIn', { times, zone: schedule.zone })
    },

    /** "everyone’s recordings of the last 180 days" */
    scope({ schedulers, allUsers, since }: ArchiveRule): string {
      const whose =
        schedulers.length > 0
          ? t('rules.scope.schedulers', { names: format.list(schedulers) })
          : t(allUsers ? 'rules.scope.everyone' : 'rules.scope.mine')
      return since.kind === 'days'
        ? t('rules.scope.days', { whose, count: since.days, value: format.count(since.days) })
        : t('rules.scope.day', { whose, day: format.date(`${since.day}T00:00`) })
    },

    fact(fact: CoverageFact, count: number): string {
      return t(`rules.facts.${fact}`, { count, value: format.count(count) })
    },

    /** What a pass is doing now; null: none runs. */
    progress(status: RuleStatus, state: RuleState | null): string | null {
      if (status === 'queued' || status === 'listing' || status === 'stopping')
        return t(`rules.phases.${status}`)
      if (status !== 'fetching') return null
      const progress = state?.progress ?? null
      if (progress === null) return t('rules.phases.fetching')
      return t('rules.phases.fetchingOf', {
        done: format.count(progress.done),
        count: progress.of,
        value: format.count(progress.of),
      })
    },

    /** When it ran, and when it runs next. */
    passes(rule: ArchiveRule, state: RuleState | null, now: Date): string[] {
      const next =
        state === null || state.phase !== 'idle'
          ? null
          : state.nextPassAt !== null
            ? t('rules.next', { when: when(state.nextPassAt, now) })
            : rule.isOn
              ? null
              : t('rules.off')
      const last = state?.lastPass ?? null
      const lastWords =
        last === null
          ? null
          : last.outcome === 'interrupted'
            ? t('rules.last.interrupted', { when: when(last.endedAt, now) })
            : last.outcome === 'failed' && last.saved === 0
              ? t('rules.last.failed', { when: when(last.endedAt, now) })
              : last.saved === 0
                ? t('rules.last.nothing', { when: when(last.endedAt, now) })
                : t('rules.last.done', {
                    when: when(last.endedAt, now),
                    count: last.saved,
                    value: format.count(last.saved),
                    size: format.bytes(last.bytes),
                  })
      return [next, lastWords].filter((one) => one !== null)
    },
  }
}
