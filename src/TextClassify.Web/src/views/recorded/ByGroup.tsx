import type { Band, QualityGroup } from '../../api/types';
import { percent } from '../../numbers/format';
import { changeScope, scope } from '../../state/scope';
import { ScrollTable } from '../parts/ScrollTable';

interface ByGroupProps {
  readonly by: 'cohort' | 'version';
  readonly groups: readonly QualityGroup[];
}

/** How many texts each cohort or version has and how right they are; a press selects one. */
export function ByGroup({ by, groups }: ByGroupProps) {
  const chosen = scope.value[by];
  const choose = (group: string) => changeScope({ [by]: group === chosen ? null : group });
  return (
    <section class="card" aria-labelledby={`by-${by}`}>
      <header><h2 id={`by-${by}`}>By {by}</h2></header>
      <ScrollTable label={`Texts by ${by}`} head={[by, 'texts', 'right, estimated', 'right, by labels']}>
        {groups.map(({ group, predictions, estimated, measured }) => (
          <tr key={group} class={group === chosen ? 'shown' : ''}>
            <td>
              {group
                ? <button type="button" class="link" aria-pressed={group === chosen} onClick={() => choose(group)}>{group}</button>
                : `no ${by}`}
            </td>
            <td>{predictions.toLocaleString('en')}</td>
            <td>{bandWords(estimated)}</td>
            <td>{bandWords(measured)}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}

export function bandWords(band: Band | null | undefined): string {
  return band ? `${percent(band.value)} (${percent(band.lower)} to ${percent(band.upper)})` : '–';
}
