/** Seconds as a player shows them, "1:02:03" or "2:03"; with hours if `longest` has any. */
export function clockText(seconds: number, longest: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  if (longest < 3600 && whole < 3600) return `${minutes}:${two(whole % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}
