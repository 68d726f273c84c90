/** What a change of a label's logit means, in words. */
export function sideOf(logit: number, label: string): string {
  return logit === 0 ? 'nothing' : logit > 0 ? `for ${label}` : `against ${label}`;
}
