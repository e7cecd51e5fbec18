import { useState } from 'react'
import { isTrustable } from '../../contract/error-rules.ts'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'
import { FailureText, type FailureTextProps } from './failure-text.tsx'
import { TrustDialog } from './trust-dialog.tsx'

/**
 * A failure on a page: its text and advice, and for a certificate the dialog in which the user may trust it.
 */
export function FailureNotice(props: FailureTextProps) {
  const { failure, onRetry } = props
  const t = useText()
  const [isLooking, setIsLooking] = useState(false)
  if (!isTrustable(failure)) return <FailureText {...props} />
  return (
    <>
      <FailureText {...props}>
        {props.children}
        <Button size="small" onClick={() => setIsLooking(true)}>
          {t('common.failure.certificate.look')}
        </Button>
      </FailureText>
      <TrustDialog
        failure={failure}
        isOpen={isLooking}
        onClose={() => setIsLooking(false)}
        onTrusted={onRetry}
      />
    </>
  )
}
