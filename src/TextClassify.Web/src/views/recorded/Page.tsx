import { model, served } from '../../state/models';
import { scope } from '../../state/scope';
import { Compare } from './Compare';
import { Labels } from './Labels';
import { Overview } from './Overview';
import { Words } from './Words';
import '../../styles/many.css';
import '../../styles/recorded.css';

/** What the service recorded of its answers. */
export function Page() {
  if (model.value === null) {
    const what = served.value ? 'labels no texts, so nothing of it is recorded' : 'is not loaded';
    return <p class="problem" role="alert">The model chosen {what}; choose another at the top.</p>;
  }
  switch (scope.value.view) {
    case 'words':
      return <Words />;
    case 'compare':
      return <Compare />;
    case 'labels':
      return <Labels />;
    default:
      return <Overview />;
  }
}
