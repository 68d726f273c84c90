import type { Explanation } from '../state/explanation';
import { fixed, small } from './format';

/** What the scores add up to, what they should, and whether to believe them. */
export function Certificate({ explanation }: { readonly explanation: Explanation | null }) {
  if (!explanation) {
    return null;
  }
  const cost = `${explanation.modelCalls} model ${explanation.modelCalls === 1 ? 'call' : 'calls'}, ${fixed(explanation.milliseconds, 0)} ms`;
  const unsure = explanation.converged === false;
  return (
    <p class={unsure ? 'certificate unsure' : 'certificate'}>
      {verdict(explanation)} <span class="cost">{cost}</span>
    </p>
  );
}

function verdict({ sum, expected, converged, tolerance }: Explanation) {
  if (expected === null || sum === null) {
    return <>This method promises no sum, so nothing vouches for its scores.</>;
  }
  const residual = small(Math.abs(sum - expected));
  return converged === false ? (
    <><b>Not converged.</b> The scores sum to {fixed(sum, 3)} and should sum to {fixed(expected, 3)}: off by {residual}, allowed is {small(tolerance ?? 0)}. Hatched scores are not to be relied on.</>
  ) : (
    <><b>Holds.</b> The scores sum to {fixed(sum, 3)}, as they should; off by {residual}.</>
  );
}
