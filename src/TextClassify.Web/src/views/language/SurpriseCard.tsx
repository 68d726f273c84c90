import { fixed } from '../../numbers/format';
import { letters } from '../../state/letters';
import { language } from '../../state/models';

/** How surprising the whole text is, and where that stands among texts of the kind the model was trained on. */
export function SurpriseCard() {
  const read = letters.value;
  const mean = language.value?.metrics['bits_per_character'];
  const place = read?.percentile ?? 0;
  return (
    <section class="card surprise-card" aria-labelledby="surprise-title">
      <header>
        <h2 id="surprise-title">Surprise</h2>
        <p class="quiet">{read ? `${read.letters.length.toLocaleString('en')} characters` : ''}</p>
      </header>
      <p class="figure"><b id="bits">{read ? fixed(read.bitsPerCharacter) : '–'}</b> bits a character</p>
      <div class="gauge" role="img" aria-label={`More surprising than ${place} percent of the reference passages.`}>
        <i style={{ left: `${place}%` }} />
      </div>
      <p class="quiet ends"><span>usual</span><span>unlike all</span></p>
      <p id="percentile">
        {read && <>More surprising than <b>{fixed(place, 1)}%</b> of the passages it is held against.</>}
        {read && place >= 99 && ' It is hardly a text of the kind the model was trained on.'}
      </p>
      <p class="quiet">
        {read && read.unknown > 0 && `${read.unknown} ${read.unknown === 1 ? 'character is' : 'characters are'} unknown to the model. `}
        {mean !== undefined && `Development texts have ${fixed(mean)} bits a character.`}
      </p>
    </section>
  );
}
