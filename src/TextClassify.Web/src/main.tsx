import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './App';
import { examplesOf } from './state/examples';
import { keepLink } from './state/link';
import { start } from './state/loader';
import { followNeighbours } from './state/neighbours';
import { model, text, theme } from './state/store';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/reading.css';
import './styles/charts.css';
import './styles/map.css';
import './styles/corpus.css';

theme.value = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});
keepLink();
render(<App />, document.getElementById('page')!);
await start();
followNeighbours();
if (text.value === '') {
  text.value = examplesOf(model.value?.name ?? '')[0] ?? '';
}
