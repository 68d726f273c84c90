import type { ComponentChildren, TargetedEvent } from 'preact';
import { percent } from '../../numbers/format';
import type { LabelPlace, LabelRules } from '../../state/map/labels';
import {
  faded, lineColour, lineSize, lineWidth, pointColour, pointSize, projection, labelRules,
} from '../../state/map/look';
import { cloud } from '../../state/map/maps';
import { Menu } from '../parts/Menu';
import { Switch } from '../parts/Switch';

/** The range of a slider for a share. */
const shares = { min: 0.05, max: 1, step: 0.05 };

/** How the map looks, and which words it labels by itself. */
export function MapSettings() {
  const set = (change: Partial<LabelRules>) => (labelRules.value = { ...labelRules.value, ...change });
  return (
    <Menu name="Look and labels" right>
      <Switch name="Line colour" options={[['expected', 'expected'], ['time', 'time']]} value={lineColour} />
      <Switch name="Line width" options={[['jump', 'jump'], ['time', 'time'], ['even', 'even']]} value={lineWidth} />
      <Slider min={1} max={5} step={0.5} value={lineSize.value} onChange={(size) => (lineSize.value = size)}>Line size</Slider>
      {cloud.value && (
        <>
          <Switch name="Projection" options={[['tsne', 't-SNE'], ['pca', 'PCA']]} value={projection} />
          <Switch name="Point colour" options={[['expected', 'expected'], ['label', 'true class']]} value={pointColour} />
          <Switch name="Fade" options={[['none', 'none'], ['right', 'right'], ['wrong', 'wrong']]} value={faded} />
          <Slider min={0.5} max={4} step={0.1} value={pointSize.value} onChange={(size) => (pointSize.value = size)}>Point size</Slider>
        </>
      )}
      <h3>Label a word by itself</h3>
      <Slider {...shares} value={labelRules.value.jump} onChange={(jump) => set({ jump })}>
        Jump from {percent(labelRules.value.jump)} of the largest
      </Slider>
      <Slider {...shares} value={labelRules.value.confidence} onChange={(confidence) => set({ confidence })}>
        Confidence change from {percent(labelRules.value.confidence)}
      </Slider>
      <label class="check">
        <input
          type="checkbox"
          checked={labelRules.value.classChange}
          onChange={(event) => set({ classChange: event.currentTarget.checked })}
        />
        <span>Change of the likeliest class</span>
      </label>
      <label class="field">
        <span>Label the word</span>
        <select value={labelRules.value.place} onChange={(event) => set({ place: event.currentTarget.value as LabelPlace })}>
          <option value="after">after the change</option>
          <option value="before">before the change</option>
          <option value="both">on both sides</option>
        </select>
      </label>
    </Menu>
  );
}

interface SliderProps {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What the slider sets. */
  readonly children: ComponentChildren;
}

function Slider({ min, max, step, value, onChange, children }: SliderProps) {
  const change = (event: TargetedEvent<HTMLInputElement>) => onChange(event.currentTarget.valueAsNumber);
  return (
    <label class="slider">
      <span>{children}</span>
      <input type="range" min={min} max={max} step={step} value={value} onInput={change} />
    </label>
  );
}
