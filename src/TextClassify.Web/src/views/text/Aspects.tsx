import type { Aspect } from '../../answers/analysis';
import { analyses } from '../../state/reading';
import { aspects, chosenAspect, text } from '../../state/texts';

/** What the text is asked about: the aspects the model found in it, and any part of it that is marked. */
export function Aspects() {
  const asked = analyses.value.a?.aspect ?? null;
  const found = aspects.value.a;
  const isAsked = (one: Aspect) => asked !== null && asked.start === one.start && asked.end === one.end;
  const choose = (one: Aspect) => (chosenAspect.value = { ...one, of: text.value });
  const shown = asked === null || found.some(isAsked) ? found : [...found, asked];
  return (
    <div class="tools" role="group" aria-label="What the text is asked about">
      {shown.map((one) => (
        <button type="button" key={`${one.start}-${one.end}`} aria-pressed={isAsked(one)} onClick={() => choose(one)}>
          <bdi>{one.text}</bdi>
        </button>
      ))}
      <button type="button" class="link" onClick={() => askAboutMarked(choose)}>Ask about the marked part</button>
    </div>
  );
}

function askAboutMarked(choose: (part: Aspect) => void): void {
  const box = document.getElementById('text') as HTMLTextAreaElement;
  const [start, end] = [box.selectionStart, box.selectionEnd];
  if (end > start) {
    choose({ start, end, text: box.value.slice(start, end) });
  }
}
