import { useEffect, useRef } from 'preact/hooks';
import { keyAsked } from './api/key';
import { listenToKeys } from './state/keys';
import { retry } from './state/loader';
import { absent, analysis, language, letters, trouble } from './state/store';
import { AbsentModel } from './views/AbsentModel';
import { Classes } from './views/Classes';
import { CorpusPanel } from './views/CorpusPanel';
import { Editor } from './views/Editor';
import { Help } from './views/Help';
import { KeyForm } from './views/KeyForm';
import { LanguagePanel } from './views/LanguagePanel';
import { letterSentence, letterSpanSentence } from './views/letterSentence';
import { MapPanel } from './views/MapPanel';
import { NeighbourPanel } from './views/NeighbourPanel';
import { Reading } from './views/Reading';
import { StepPanel } from './views/StepPanel';
import { spanSentence, stepSentence } from './views/stepSentence';
import { SurpriseCard } from './views/SurpriseCard';
import { TopBar } from './views/TopBar';

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
      {absent.value !== null && <AbsentModel />}
      <main>
        <div class="row input">
          <Editor />
          {language.value ? <SurpriseCard /> : absent.value === null && <Classes />}
        </div>
        {language.value ? <LanguagePanel /> : absent.value === null && <ClassifierViews />}
      </main>
      <p class="hidden" role="status">{language.value ? `${letterSentence.value}. ${letterSpanSentence.value}` : `${stepSentence.value}. ${spanSentence.value}`}</p>
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
