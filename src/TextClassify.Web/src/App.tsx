import { useEffect, useRef } from 'preact/hooks';
import { keyAsked } from './api/key';
import { letters } from './state/letters';
import { retry } from './state/loading/start';
import { absentModel, language } from './state/models';
import { trouble } from './state/page';
import { analysis } from './state/reading';
import { trainOpen } from './state/train/training';
import { CorpusPanel } from './views/corpus/CorpusPanel';
import { NeighbourPanel } from './views/corpus/NeighbourPanel';
import { LanguagePanel } from './views/language/LanguagePanel';
import { SurpriseCard } from './views/language/SurpriseCard';
import { MapPanel } from './views/map/MapPanel';
import { AbsentModel } from './views/page/AbsentModel';
import { Help } from './views/page/Help';
import { KeyForm } from './views/page/KeyForm';
import { listenToKeys } from './views/page/keys';
import { TopBar } from './views/page/TopBar';
import { Classes } from './views/reading/Classes';
import { Reading } from './views/reading/Reading';
import { StepPanel } from './views/steps/StepPanel';
import { Editor } from './views/text/Editor';
import { TrainPanel } from './views/train/TrainPanel';
import { letterSentence, letterSpanSentence } from './words/letterSentence';
import { spanSentence, stepSentence } from './words/stepSentence';

export function App() {
  const help = useRef<HTMLDialogElement>(null);
  const toggleHelp = () => (help.current?.open ? help.current.close() : help.current?.showModal());
  useEffect(() => listenToKeys(toggleHelp), []);
  return (
    <>
      <a class="skip" href="#text-title">Skip to the text</a>
      <TopBar onHelp={toggleHelp} />
      {keyAsked.value && <KeyForm />}
      {trouble.value && !keyAsked.value && (
        <div class="trouble" role="alert">
          <p>{trouble.value.words}{analysis.value || letters.value ? ' What you see is the last answer.' : ''}</p>
          {trouble.value.retry && <button type="button" onClick={retry}>Try again</button>}
        </div>
      )}
      {absentModel.value !== null && <AbsentModel />}
      <main>
        {trainOpen.value && <TrainPanel />}
        <div class="row input">
          <Editor />
          {language.value ? <SurpriseCard /> : absentModel.value === null && <Classes />}
        </div>
        {language.value ? <LanguagePanel /> : absentModel.value === null && <ClassifierViews />}
      </main>
      <p class="hidden" role="status">
        {language.value ? `${letterSentence.value}. ${letterSpanSentence.value}` : `${stepSentence.value}. ${spanSentence.value}`}
      </p>
      <Help dialog={help} />
    </>
  );
}

function ClassifierViews() {
  return (
    <>
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
