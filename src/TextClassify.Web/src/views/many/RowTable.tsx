import { isAnswered } from '../../batch/outcome';
import { unsureMargin } from '../../batch/row';
import type { Kept, RowKey } from '../../batch/rowView';
import { percent } from '../../numbers/format';
import { openRow } from '../../state/many/open';
import { tablePage, textOf, truths } from '../../state/many/file';
import { answers } from '../../state/many/run';
import { hasTruths, tableRows } from '../../state/many/tallies';
import { labels } from '../../state/models';
import { changeScope, scope } from '../../state/scope';
import { Downloads } from './Downloads';

const unsureWords = `The label is less than ${unsureMargin * 100} points ahead of the second one.`;
const pageRows = 100;
const mostShown = 400;

const kinds: readonly (readonly [Kept, string, boolean])[] = [
  ['all', 'all', false], ['right', 'right', true], ['wrong', 'wrong', true], ['unsure', 'unsure', false],
  ['refused', 'without an answer', false],
];

/** The texts, filtered and sorted, a page at a time; a press opens one with its explanation. */
export function RowTable() {
  const page = tablePage;
  const rows = tableRows.value;
  const last = Math.max(0, Math.ceil(rows.length / pageRows) - 1);
  const at = Math.min(page.value, last);
  const first = at * pageRows + 1;
  const end = Math.min(rows.length, first + pageRows - 1);
  const { kept } = scope.value;
  return (
    <section class="card corpus" aria-labelledby="rows-title">
      <header>
        <h2 id="rows-title">Texts</h2>
        <Downloads />
      </header>
      <div class="tools">
        <fieldset class="switch">
          <legend>Show</legend>
          {kinds.filter(([, , labelled]) => !labelled || hasTruths.value).map(([kind, name]) => (
            <label key={kind} title={kind === 'unsure' ? unsureWords : undefined}>
              <input type="radio" name="kept" checked={kept === kind} onChange={() => changeScope({ kept: kind })} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <label class="field">
          <span>With</span>
          <input id="find" type="search" value={scope.value.find} onInput={(event) => changeScope({ find: event.currentTarget.value })} />
        </label>
        <Chosen />
      </div>
      <p class="tools">
        <span id="row-count">
          {rows.length.toLocaleString('en')} {rows.length === 1 ? 'text' : 'texts'}
          {rows.length > pageRows && `, ${first.toLocaleString('en')} to ${end.toLocaleString('en')} shown`}
        </span>
        {rows.length > pageRows && (
          <span class="group">
            <button type="button" disabled={at === 0} onClick={() => (page.value = at - 1)}>Page before</button>
            <button type="button" disabled={at === last} onClick={() => (page.value = at + 1)}>Next page</button>
          </span>
        )}
      </p>
      <div class="scroll tall sequences" tabIndex={0} role="region" aria-label="Rows of texts">
        <table>
          <Head />
          <tbody>{rows.slice(at * pageRows, (at + 1) * pageRows).map((row) => <Row key={row} row={row} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

/** What else is selected, each to be given up by a press. */
function Chosen() {
  const { label, truth, word } = scope.value;
  const chosen = [
    ...(label === null ? [] : [[`label ${label}`, { label: null }] as const]),
    ...(truth === null ? [] : [[`file’s label ${truth}`, { truth: null }] as const]),
    ...(word === null ? [] : [[`word ${word}`, { word: null }] as const]),
  ];
  return (
    <>
      {chosen.map(([name, without]) => (
        <button type="button" key={name} aria-pressed="true" title="Press to show all" onClick={() => changeScope(without)}>
          {name} ×
        </button>
      ))}
    </>
  );
}

function Head() {
  const { sort, down } = scope.value;
  const columns: readonly (readonly [RowKey, string])[] = [
    ['row', '#'], ...(hasTruths.value ? [['truth', 'file’s label'] as const] : []),
    ['label', 'label'], ['score', 'confidence'], ['text', 'text'],
  ];
  return (
    <thead>
      <tr>
        {columns.map(([key, name]) => (
          <th key={key} scope="col" aria-sort={sort === key ? (down ? 'descending' : 'ascending') : 'none'}>
            <button type="button" class="link" onClick={() => changeScope({ sort: key, down: sort === key && !down })}>
              {name}{sort === key ? (down ? ' ▾' : ' ▴') : ''}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row }: { readonly row: number }) {
  const outcome = answers.value.outcomes[row];
  const truth = truths.value[row] ?? null;
  const text = textOf(row);
  const wrong = isAnswered(outcome) && truth !== null && truth !== outcome.label;
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
  return (
    <tr>
      <td>{row + 1}</td>
      {hasTruths.value && <td>{truth === null ? '–' : labels.value[truth]}</td>}
      {isAnswered(outcome)
        ? <td class={wrong ? 'error' : ''}>{labels.value[outcome.label]}{wrong ? ' ✗' : ''}</td>
        : <td class="quiet">{outcome ? outcome.refused : '…'}</td>}
      <td>{isAnswered(outcome) ? percent(outcome.scores[outcome.label] ?? 0) : ''}</td>
      <td class="context">
        {text.trim() !== '' && <button type="button" class="link" onClick={() => openRow(row)}><bdi>{shown}</bdi></button>}
      </td>
    </tr>
  );
}
