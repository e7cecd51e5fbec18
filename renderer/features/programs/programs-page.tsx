import { MonitorPlay } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { SignInNeeded } from '../../ui/sign-in-needed.tsx'
import { ProgramDetails } from './program-details.tsx'
import { ProgramList } from './program-list.tsx'

/** The programs of the signage service, and the details of one. */
export function ProgramsPage() {
  const t = useText()
  const account = useAccount()
  const [openId, setOpenId] = useSessionState<string | null>('program-open', () => null)
  if (account === null) return <SignInNeeded title={t('programs.title')} icon={<MonitorPlay />} />
  return openId === null ? (
    <ProgramList onOpen={setOpenId} />
  ) : (
    <ProgramDetails key={openId} programId={openId} onBack={() => setOpenId(null)} />
  )
}
