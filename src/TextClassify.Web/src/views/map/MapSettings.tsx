import type { Signal } from '@preact/signals';
import { percent } from '../../numbers/format';
import type { LabelPlace, LabelRules } from '../../state/map/labels';
import {
  faded, lineColour, lineSize, lineWidth, pointColour, pointSize, projection, rules,
} from '../../state/map/look';
import { cloud } from '../../state/map/maps';
import { Menu } from '../parts/Menu';
import { Switch } from '../parts/Switch';

/** How the map looks, and which words it labels by itself. */
export function MapSettings() {
  const set = (change: Partial<LabelRules>) => (rules.value = { ...rules.value, ...change });
  return (
    <Menu name="Look and labels" right>
      <Switch name="Line colour" options={[['expected', 'expected'], ['time', 'time']]} value={lineColour} />
      <Switch name="Line width" options={[['jump', 'jump'], ['time', 'time'], ['even', 'even']]} value={lineWidth} />
      <Slider name="Line size" value={lineSize} min={1} max={5} step={0.5} />
      {cloud.value && (
        <>
          <Switch name="Projection" options={[['tsne', 't-SNE'], ['pca', 'PCA']]} value={projection} />
          <Switch name="Point colour" options={[['expected', 'expected'], ['label', 'true class']]} value={pointColour} />
          <Switch name="Fade" options={[['none', 'none'], ['right', 'right'], ['wrong', 'wrong']]} value={faded} />
          <Slider name="Point size" value={pointSize} min={0.5} max={4} step={0.1} />
        </>
      )}
      <h3>Label a word by itself</h3>
      <label class="slider">
        <span>Jump from {percent(rules.value.jump)} of the largest</span>
        <input type="range" min={0.05} max={1} step={0.05} value={rules.value.jump} onInput={(event) => set({ jump: event.currentTarget.valueAsNumber })} />
      </label>
      <label class="slider">
        <span>Confidence change from {percent(rules.value.confidence)}</span>
        <input type="range" min={0.05} max={1} step={0.05} value={rules.value.confidence} onInput={(event) => set({ confidence: event.currentTarget.valueAsNumber })} />
      </label>
      <label class="check">
        <input type="checkbox" checked={rules.value.classChange} onChange={(event) => set({ classChange: event.currentTarget.checked })} />
        <span>Change of the likeliest class</span>
      </label>
      <label class="field">
        <span>Label the word</span>
        <select value={rules.value.place} onChange={(event) => set({ place: event.currentTarget.value as LabelPlace })}>
          <option value="after">after the change</option>
          <option value="before">before the change</option>
          <option value="both">on both sides</option>
        </select>
      </label>
    </Menu>
  );
}

interface SliderProps {
  readonly name: string;
  readonly value: Signal<number>;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

function Slider({ name, value, min, max, step }: SliderProps) {
  return (
    <label class="slider">
      <span>{name}</span>
      <input type="range" min={min} max={max} step={step} value={value.value} onInput={(event) => (value.value = event.currentTarget.valueAsNumber)} />
    </label>
  );
}
