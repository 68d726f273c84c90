import { openView } from '../../state/link/link';
import { scope, type PageView } from '../../state/scope';

const tabs: readonly (readonly [PageView, string, string])[] = [
  ['text', 'One text', 'Why one text has its label'],
  ['texts', 'Many texts', 'A file of texts: what the model says of them, and which words drive it'],
  ['overview', 'Overview', 'What the service answered, how right it was, and what changed'],
  ['words', 'Words', 'Which words drove each label in what the service answered'],
  ['compare', 'Compare', 'Two cohorts, versions or times beside each other'],
  ['labels', 'Labels', 'Recorded texts to be given the right label, by key'],
];

/** The page's views. */
export function ViewTabs() {
  return (
    <nav class="tabs" aria-label="Views">
      {tabs.map(([view, name, title]) => (
        <button
          type="button"
          key={view}
          title={title}
          aria-current={scope.value.view === view ? 'page' : undefined}
          onClick={() => openView(view)}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
