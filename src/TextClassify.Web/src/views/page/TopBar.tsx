import { keepKey, key } from '../../api/key';
import { percent } from '../../numbers/format';
import { chooseModel } from '../../state/actions';
import { currentLink } from '../../state/link/link';
import { absentModel, keyOf, language, languages, model, modelKey, models, translator, translators } from '../../state/models';
import { busy, note, theme } from '../../state/page';
import { openTraining, trainOpen } from '../../state/train/training';
import { DataExport } from './DataExport';

export function TopBar({ onHelp }: { readonly onHelp: () => void }) {
  const accuracy = model.value?.metrics['accuracy'];
  const copyLink = async () => {
    await navigator.clipboard.writeText(currentLink());
    note.value = 'The link to this picture is copied. It holds the text.';
  };
  const forgetKey = () => {
    keepKey('');
    location.reload();
  };
  return (
    <header class="top">
      <h1><img src="./icon.svg" alt="" width="26" height="26" />TextClassify</h1>
      <label class="field">
        <span>Model</span>
        <select id="model" value={modelKey.value ?? ''} onChange={(event) => chooseModel(event.currentTarget.value)}>
          {absentModel.value !== null && (
            <option value={absentModel.value} disabled>{absentModel.value.replace('/', ' ')}, not loaded</option>
          )}
          {models.value.map(modelOption)}
          {modelGroup('Language models', languages.value)}
          {modelGroup('Translators', translators.value)}
        </select>
      </label>
      {model.value && (
        <p class="about" title={model.value.description}>
          {model.value.labels.length} classes
          {accuracy !== undefined && ` · ${percent(accuracy)} right on ${model.value.metrics['rows'] ?? ''} development texts`}
        </p>
      )}
      {language.value && (
        <p class="about" title={language.value.description}>{language.value.widths.characters - 2} characters known</p>
      )}
      {translator.value && (
        <p class="about" title={translator.value.description}>{translator.value.symbols} symbols known</p>
      )}
      <span class={busy.value ? 'pulse on' : 'pulse'} aria-hidden="true" />
      <nav aria-label="Page">
        {key.value !== '' && <button type="button" onClick={forgetKey}>Forget the key</button>}
        <button
          type="button"
          aria-expanded={trainOpen.value}
          aria-controls="train"
          onClick={() => (trainOpen.value ? (trainOpen.value = false) : void openTraining())}
        >
          Train
        </button>
        <DataExport />
        <button type="button" onClick={() => void copyLink()}>Copy link</button>
        <button type="button" onClick={() => (theme.value = theme.value === 'dark' ? 'light' : 'dark')}>
          {theme.value === 'dark' ? 'Light' : 'Dark'}
        </button>
        <button type="button" onClick={onHelp} aria-label="Keys and help">?</button>
      </nav>
    </header>
  );
}

interface Named {
  readonly name: string;
  readonly version: string;
}

function modelGroup(name: string, items: readonly Named[]) {
  return items.length > 0 && <optgroup label={name}>{items.map(modelOption)}</optgroup>;
}

function modelOption(item: Named) {
  return <option key={keyOf(item)} value={keyOf(item)}>{item.name} {item.version}</option>;
}
