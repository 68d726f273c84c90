import { given, table } from '../../state/many/file';
import { answers } from '../../state/many/run';
import { sums } from '../../state/many/tallies';
import { model, served, takesAspects } from '../../state/models';
import { Answer } from './Answer';
import { ErrorsPanel } from './ErrorsPanel';
import { GroupsPanel } from './GroupsPanel';
import { Intake } from './Intake';
import { RowTable } from './RowTable';
import { WordsPanel } from './WordsPanel';
import '../../styles/many.css';

/** Many texts of a file: the answer in words, the words that drive each label, errors, groups, and the texts. */
export function Page() {
  if (given.value === null || table.value === null) {
    return <Intake />;
  }
  if (model.value === null || takesAspects.value) {
    const what = takesAspects.value ? 'labels parts of texts, which a file of texts does not name'
      : served.value ? 'labels no texts'
      : 'is not loaded';
    return <p class="problem" role="alert">The model chosen {what}; choose another at the top, and the file is read with it.</p>;
  }
  if (answers.value.outcomes.length === 0) {
    return <><p class="problem" role="alert">No column of the file has text in it; drop a file with one text a row.</p><Intake /></>;
  }
  return (
    <>
      <Answer />
      {sums.value.answered > 0 && (
        <>
          <WordsPanel />
          <ErrorsPanel />
          <GroupsPanel />
        </>
      )}
      <RowTable />
    </>
  );
}
