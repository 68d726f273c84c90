import type { Explanation } from '../../answers/explanation';
import { fixed, small } from '../../numbers/format';

/** What the scores add up to, what they should, and whether to believe them. */
export function Certificate({ explanation }: { readonly explanation: Explanation | null }) {
  if (!explanation) {
    return null;
  }
  const { modelCalls, milliseconds } = explanation;
  const cost = `${modelCalls} model ${modelCalls === 1 ? 'call' : 'calls'}, ${fixed(milliseconds, 0)} ms`;
  const unsure = explanation.converged === false;
  return (
    <p class={unsure ? 'certificate unsure' : 'certificate'}>
      {verdict(explanation)}
      {explanation.facts !== '' && ` Its own figures: ${explanation.facts}.`} <span class="cost">{cost}</span>
    </p>
  );
}

const promise = 'The method promises what its scores add up to, and the service has added them up: '
  + 'nothing was left out, and nothing counted twice.';

function verdict({ sum, expected, converged, tolerance, counterfactual }: Explanation) {
  if (counterfactual) {
    return <>A word’s score is what the new class loses when that edit alone is taken back.</>;
  }
  if (expected === null || sum === null) {
    return <>This method promises no sum, so nothing vouches for its scores.</>;
  }
  const [residual, allowed] = [small(Math.abs(sum - expected)), small(tolerance ?? 0)];
  return converged === false ? (
    <>
      <b>Not converged.</b> The scores sum to {fixed(sum, 3)} and should sum to {fixed(expected, 3)}:
      off by {residual}, allowed is {allowed}. Hatched scores are not to be relied on.
    </>
  ) : (
    <span title={promise}>
      <b>The scores add up.</b> They sum to {fixed(sum, 3)} and must sum to {fixed(expected, 3)};
      off by {residual}, allowed is {allowed}.
    </span>
  );
}
