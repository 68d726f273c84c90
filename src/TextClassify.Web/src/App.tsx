import { useEffect, useRef } from 'preact/hooks';
import { keyAsked } from './api/key';
import { letters } from './state/letters';
import { retry } from './state/loading/start';
import { absentModel, language, modelKey, readsSmiles, sources, translator } from './state/models';
import { trouble } from './state/page';
import { analysis } from './state/reading';
import { scope, type PageView } from './state/scope';
import { trainOpen } from './state/train/training';
import { CorpusPanel } from './views/corpus/CorpusPanel';
import { NeighbourPanel } from './views/corpus/NeighbourPanel';
import { LanguagePanel } from './views/language/LanguagePanel';
import { SurpriseCard } from './views/language/SurpriseCard';
import { MapPanel } from './views/map/MapPanel';
import { AbsentModel } from './views/page/AbsentModel';
import { Drops } from './views/page/Drops';
import { Help } from './views/page/Help';
import { KeyForm } from './views/page/KeyForm';
import { listenToKeys } from './views/page/keys';
import { TopBar } from './views/page/TopBar';
import { ViewTabs } from './views/page/ViewTabs';
import { Later } from './views/parts/Later';
import { Classes } from './views/reading/Classes';
import { Reading } from './views/reading/Reading';
import { StepPanel } from './views/steps/StepPanel';
import { Editor } from './views/text/Editor';
import { TextAnswer } from './views/text/TextAnswer';
import { letterSentence, letterSpanSentence } from './words/letterSentence';
import { spanSentence, stepSentence } from './words/stepSentence';

/** Views that are fetched when they are first shown: whoever reads one text does not wait for them. */
const train = () => import('./views/train/TrainPanel').then(({ TrainPanel }) => ({ Page: TrainPanel }));
const molecule = () => import('./views/molecule/Page');
const lanes = () => import('./views/lanes/Page');
const translate = () => import('./views/translate/Page');
const recorded = () => import('./views/recorded/Page');
const laterViews: Partial<Record<PageView, () => Promise<{ Page: () => preact.JSX.Element | null }>>> = {
  texts: () => import('./views/many/Page'), overview: recorded, words: recorded, compare: recorded, labels: recorded,
};

export function App() {
  const help = useRef<HTMLDialogElement>(null);
  const toggleHelp = () => (help.current?.open ? help.current.close() : help.current?.showModal());
  useEffect(() => listenToKeys(toggleHelp), []);
  const later = laterViews[scope.value.view] ?? (sources.value ? lanes : translator.value ? translate : undefined);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>Skip to the content</a>
      <TopBar onHelp={toggleHelp} />
      <ViewTabs />
      <Drops />
      {keyAsked.value && <KeyForm />}
      {trouble.value && !keyAsked.value && (
        <div class="trouble" role="alert">
          <p>{trouble.value.words}{analysis.value || letters.value ? ' What you see is the last answer.' : ''}</p>
          {trouble.value.retry && <button type="button" onClick={retry}>Try again</button>}
        </div>
      )}
      {absentModel.value !== null && <AbsentModel />}
      <main id="main" tabIndex={-1}>
        {trainOpen.value && <Later load={train} />}
        {later ? <Later key={keyOf(later)} load={later} /> : <OneText />}
      </main>
      <p class="hidden" role="status">
        {language.value ? `${letterSentence.value}. ${letterSpanSentence.value}` : `${stepSentence.value}. ${spanSentence.value}`}
      </p>
      <Help dialog={help} />
    </>
  );
}

/** A view keeps what it holds while another of its own is shown; lanes and translations are of one model. */
function keyOf(later: () => Promise<unknown>): string {
  return later === recorded ? 'recorded' : later === lanes || later === translate ? `of ${modelKey.value}` : 'texts';
}

/** The address is the page's state, so that a link into the page can't be followed as one. */
function skip(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function OneText() {
  return (
    <>
      <div class="row input">
        <Editor />
        {language.value ? <SurpriseCard /> : absentModel.value === null && <Classes />}
      </div>
      {language.value ? <LanguagePanel /> : absentModel.value === null && <ClassifierViews />}
    </>
  );
}

function ClassifierViews() {
  return (
    <>
      <TextAnswer />
      {readsSmiles.value && <Later load={molecule} />}
      <Reading />
      <div class="row views">
        <MapPanel />
        <StepPanel />
      </div>
      <NeighbourPanel />
      <CorpusPanel />
    </>
  );
}
