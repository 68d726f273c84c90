import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './App';
import { keepLink } from './state/link/link';
import { start } from './state/loading/start';
import { followNeighbours } from './state/map/neighbours';
import { absentModel, served, sources, translator } from './state/models';
import { theme } from './state/page';
import { text } from './state/texts';
import { examplesOf } from './views/text/examples';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/reading.css';
import './styles/legends.css';
import './styles/charts.css';
import './styles/map.css';
import './styles/corpus.css';
import './styles/language.css';
import './styles/train.css';

theme.value = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});
keepLink();
render(<App />, document.getElementById('page')!);
await start();
followNeighbours();
const ownExamples = sources.value !== null || translator.value !== null;
// Somebody who is in the box already gets no example: it would come between two of their keys and stay in their text.
if (text.value === '' && absentModel.value === null && !ownExamples && document.activeElement?.id !== 'text') {
  text.value = examplesOf(served.value?.name ?? '')[0] ?? '';
}
