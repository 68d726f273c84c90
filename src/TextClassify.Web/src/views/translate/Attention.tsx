import type { Candidate, Translation } from '../../answers/translated';
import { AttentionMatrix } from '../../charts/AttentionMatrix';
import { clip, planMatrix } from '../../charts/matrix';
import { useWidth } from '../../charts/useWidth';
import { parseColour } from '../../colour/classes';
import { sizeColour } from '../../colour/ramp';
import { ramped } from '../../export/caption';
import { theme } from '../../state/page';
import { chosenRow, row } from '../../state/translate/answer';
import { fixed } from '../../numbers/format';
import { chance, rowSentence, writtenAs } from '../../words/translationSentence';
import { evenShares, Ramp } from '../parts/Ramp';
import { SaveDrawing } from '../parts/SaveDrawing';
import { TableTwin } from '../parts/TableTwin';
import { rowEvents } from './rowKeys';

interface Props {
  readonly shown: Translation;
  readonly candidate: Candidate;
}

/** Where the model looked as it wrote each symbol of the chosen candidate. */
export function Attention({ shown, candidate }: Props) {
  const { element, width } = useWidth<HTMLDivElement>();
  const { symbols: sources } = shown;
  const plan = planMatrix(candidate.symbols, sources, width.value);
  const say = (at: number) => rowSentence(shown, candidate, at);
  const drawing = {
    sources, candidate, theme: theme.value,
    label: `Attention: ${candidate.symbols.length} symbols written, ${sources.length} read`,
  };
  return (
    <section class="card attention-card" aria-labelledby="attention-title">
      <header>
        <h2 id="attention-title">Where it looked as it wrote</h2>
        <div class="tools">
          <SaveDrawing
            name="attention"
            draw={(axis) => <AttentionMatrix {...drawing} plan={planMatrix(candidate.symbols, sources, axis.width)} marks={null} />}
            caption={() => captionOf(shown, candidate)}
          />
        </div>
      </header>
      <div ref={element} class="attention-scroll" {...rowEvents}>
        {width.value > 0 && candidate.symbols.length > 0 && (
          <AttentionMatrix {...drawing} plan={plan} marks={{ row: row.value, focus: chosenRow.value ?? 0, say }} />
        )}
      </div>
      <p class="quiet readout">
        {candidate.symbols.length === 0 ? 'It wrote nothing.'
          : row.value === null ? 'Point at a row, or reach one by Tab and go on by the arrow keys, to see what it was read from.'
          : `${say(row.value)}.`}
      </p>
      <footer class="legends">
        <div class="legend score-legend">
          <span class="key">
            0% <Ramp class="ramp wide" shares={evenShares(20)} colour={(share) => sizeColour(share, theme.value)} /> 100%
          </span>
          <span class="key"><i class="aligned-key" /> aligned: the most of its row</span>
        </div>
        <p class="quiet">Rows are the symbols written, from top to bottom; columns are those read. Each row’s attention adds up to 100%.</p>
        <TableTwin
          name="Attention"
          head={['written', 'aligned with', ...sources.map((symbol, at) => `${at + 1} ${symbol}`)]}
          rows={() => candidate.symbols.map((symbol, at) => [
            `${at + 1} ${clip(symbol)}`,
            alignedWith(shown, candidate, at),
            ...(candidate.attention[at] ?? []).map((share) => fixed(share, 4)),
          ])}
        />
      </footer>
    </section>
  );
}

function alignedWith({ symbols }: Translation, { alignment }: Candidate, row: number): string {
  const at = alignment[row];
  return at === undefined ? '' : `${at + 1} ${symbols[at]}`;
}

function captionOf({ model, source, beam }: Translation, candidate: Candidate) {
  const likely = chance(candidate.score);
  const what = candidate.valid === null ? `a translation of ${likely}`
    : `a product of ${likely}, ${candidate.valid ? 'valid' : 'not valid'} SMILES`;
  const ink = parseColour(getComputedStyle(document.documentElement).getPropertyValue('--ink'));
  return {
    title: `Where it looked as it wrote ${writtenAs(candidate)}`,
    lines: [
      `Model ${model.replace('/', ' ')}, beam ${beam}: ${what}`,
      `Read as “${source}”`,
      'Rows are the symbols written, columns those read; each row adds up to 100%.',
    ],
    keys: [
      ramped('0%', (share) => sizeColour(share, theme.value), '100% of the attention'),
      { colours: [ink], after: 'framed: the aligned symbol, the most of its row' },
    ],
  };
}
