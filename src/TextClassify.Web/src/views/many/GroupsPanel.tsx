import { css } from '../../colour/contrast';
import { grouping, groupings, groupSums, hasTruths } from '../../state/many/tallies';
import { labels, scale } from '../../state/models';
import { changeScope, scope } from '../../state/scope';
import { roughly } from '../../words/said';

/** The labels' shares by the values of a column; a press on a group shows that group alone everywhere. */
export function GroupsPanel() {
  const by = grouping.value;
  if (!by) {
    return null;
  }
  const chosen = scope.value.column === by.name ? scope.value.value : null;
  const choose = (value: string) => changeScope({ column: by.name, value: value === chosen ? null : value });
  return (
    <section class="card" aria-labelledby="groups-title">
      <header>
        <h2 id="groups-title">Compared by {by.name}</h2>
        <label class="field">
          <span>Column</span>
          <select
            id="group-column"
            value={by.name}
            onChange={(event) => changeScope({ column: event.currentTarget.value, value: null })}
          >
            {groupings.value.map(({ name }) => <option key={name} value={name}>{name}</option>)}
          </select>
        </label>
      </header>
      <div class="scroll tall" tabIndex={0} role="region" aria-label={`Groups by ${by.name}`}>
        <table class="groups">
          <thead>
            <tr>
              <th scope="col">{by.name}</th><th scope="col">rows</th><th scope="col">labels</th>
              {hasTruths.value && <th scope="col">right</th>}
            </tr>
          </thead>
          <tbody>
            {groupSums.value.map(({ name, rows, counts, labelled, right }) => {
              const answered = counts.reduce((sum, count) => sum + count, 0);
              const words = labels.value.map((label, at) => `${label} ${roughly(counts[at] ?? 0, answered)}`).join(', ');
              return (
                <tr key={name} class={name === chosen ? 'shown' : ''}>
                  <th scope="row">
                    <button type="button" class="link" aria-pressed={name === chosen} onClick={() => choose(name)}>{name}</button>
                  </th>
                  <td>{rows.toLocaleString('en')}</td>
                  <td class="share-cell">
                    <span class="stripe" aria-hidden="true">
                      {counts.map((count, label) => (
                        <i key={label} style={{ flexGrow: count, background: css(scale.value.pure(label)) }} />
                      ))}
                    </span>
                    <small>{words}</small>
                  </td>
                  {hasTruths.value && <td>{labelled === 0 ? '–' : roughly(right, labelled)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
