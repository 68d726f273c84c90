import { sum } from 'd3-array';
import { percent } from '../../numbers/format';
import { corpus } from '../../state/corpus/corpus';
import { ClassBars } from './ClassBars';
import { Confusion } from './Confusion';
import { SequenceTable } from './SequenceTable';

/** The development texts: how often the model is right, where it errs, and each text to look into. */
export function CorpusPanel() {
  const known = corpus.value;
  if (!known) {
    return null;
  }
  const right = sum(known.confusion, (row, label) => row[label]);
  return (
    <section class="card corpus" aria-labelledby="corpus-title">
      <header>
        <h2 id="corpus-title">Development texts</h2>
        <p class="quiet">
          {right.toLocaleString('en')} of {known.rows.toLocaleString('en')} right, {percent(right / Math.max(1, known.rows))};{' '}
          {known.texts.length.toLocaleString('en')} kept with the model.
        </p>
      </header>
      <div class="row corpus-views">
        <div>
          <h3>Classes</h3>
          <ClassBars known={known} />
          <h3>True class by predicted class</h3>
          <Confusion known={known} />
        </div>
        <SequenceTable known={known} />
      </div>
    </section>
  );
}
