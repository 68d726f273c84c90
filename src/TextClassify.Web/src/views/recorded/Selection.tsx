import type { OverviewResponse, QualityResponse } from '../../api/types';
import { question } from '../../state/recorded/question';
import { changeScope, scope } from '../../state/scope';
import { useAnswer } from './useAnswer';

/**
 * Which recorded predictions all views of the store are about.
 * @param known An overview, which has the cohorts and versions; without it they are asked for.
 */
export function Selection({ known }: { readonly known?: OverviewResponse }) {
  const cohorts = useAnswer<QualityResponse>(known ? null : question('/quality', {}, { by: 'cohort' }));
  const versions = useAnswer<QualityResponse>(known ? null : question('/quality', {}, { by: 'version' }));
  if (cohorts.trouble !== '') {
    return null;
  }
  return (
    <section class="card selection" aria-label="Which predictions">
      <div class="tools">
        <Choice name="Cohort" field="cohort" groups={namesOf(known ? { groups: known.byCohort } : cohorts.value)} />
        <Choice name="Version" field="version" groups={namesOf(known ? { groups: known.byVersion } : versions.value)} />
        <Day name="From" field="from" />
        <Day name="Before" field="to" />
        <button type="button" onClick={() => changeScope({ cohort: null, version: null, from: null, to: null })}>All</button>
      </div>
    </section>
  );
}

export function namesOf(answer: Pick<QualityResponse, 'groups'> | null): string[] {
  return answer?.groups?.flatMap(({ group }) => (group ? [group] : [])) ?? [];
}

interface ChoiceProps {
  readonly name: string;
  readonly field: 'cohort' | 'version';
  readonly groups: readonly string[];
}

function Choice({ name, field, groups }: ChoiceProps) {
  const chosen = scope.value[field];
  const options = chosen !== null && !groups.includes(chosen) ? [chosen, ...groups] : groups;
  return (
    <label class="field">
      <span>{name}</span>
      <select value={chosen ?? ''} onChange={(event) => changeScope({ [field]: event.currentTarget.value || null })}>
        <option value="">all</option>
        {options.map((group) => <option key={group} value={group}>{group}</option>)}
      </select>
    </label>
  );
}

function Day({ name, field }: { readonly name: string; readonly field: 'from' | 'to' }) {
  return (
    <label class="field">
      <span>{name}</span>
      <input
        type="date"
        value={scope.value[field]?.slice(0, 10) ?? ''}
        onChange={(event) => changeScope({ [field]: event.currentTarget.value || null })}
      />
    </label>
  );
}
