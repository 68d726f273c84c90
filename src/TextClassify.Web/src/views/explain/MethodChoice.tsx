import type { Explainer } from '../../api/types';
import { method, parameters } from '../../state/reading';
import { spoken } from '../../words/names';
import { Parameters } from './Parameters';

interface Props {
  readonly methods: readonly Explainer[];
  readonly chosen: Explainer | null;
}

/** The method that the scores are by, and its parameters. */
export function MethodChoice({ methods, chosen }: Props) {
  const choose = (name: string) => {
    method.value = name;
    parameters.value = {};
  };
  return (
    <>
      <label class="field">
        <span>Scores by</span>
        <select id="method" value={chosen?.name ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          {methods.map((item) => <option key={item.name} value={item.name}>{spoken(item.name)}</option>)}
        </select>
      </label>
      {chosen && <Parameters explainer={chosen} />}
    </>
  );
}
