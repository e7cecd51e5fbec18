import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'
import { Tip } from './tip.tsx'

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className'> {
  look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'medium' | 'small'
  /** Shown before the text. */
  icon?: ReactNode
  /** The action is pending: shows it and ignores further clicks. */
  isBusy?: boolean
  className?: string | undefined
}

export function Button({
  look = 'secondary',
  size = 'medium',
  icon,
  isBusy = false,
  disabled = false,
  focusableWhenDisabled = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...rest}
      disabled={disabled || isBusy}
      focusableWhenDisabled={focusableWhenDisabled || isBusy}
      aria-busy={isBusy || undefined}
      className={classNames(styles['button'], styles[look], styles[size], className)}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </BaseButton>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> {
  /** What it does; its accessible name and tooltip. */
  label: string
  icon: ReactNode
}

/** An icon-only button. */
export function IconButton({ label, icon, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Tip text={label}>
      <Button
        {...rest}
        look={look}
        icon={icon}
        aria-label={label}
        className={classNames(styles['icon'], className)}
      />
    </Tip>
  )
}
