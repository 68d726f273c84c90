import type { Explainer, ExplainerParameter } from '../../api/types';
import { parameters } from '../../state/reading';
import { spoken } from '../../words/names';
import { Menu } from '../parts/Menu';

/** The method's parameters, drawn from what the service says about them. */
export function Parameters({ explainer }: { readonly explainer: Explainer }) {
  const known = explainer.parameters.filter(({ choices, type }) => choices || type === 'integer' || type === 'number');
  if (known.length === 0) {
    return null;
  }
  return (
    <Menu name="Parameters">
      {known.map((parameter) => (
        <label key={parameter.name} class="field">
          <span>{spoken(parameter.name)}</span>
          <Field parameter={parameter} />
          <small>{parameter.description}</small>
        </label>
      ))}
    </Menu>
  );
}

function Field({ parameter }: { readonly parameter: ExplainerParameter }) {
  const value = parameters.value[parameter.name] ?? '';
  const set = (written: string) => {
    const { [parameter.name]: _, ...others } = parameters.value;
    parameters.value = written === '' ? others : { ...others, [parameter.name]: written };
  };
  if (parameter.choices) {
    return (
      <select value={value === '' ? String(parameter.default ?? '') : value} onChange={(event) => set(event.currentTarget.value)}>
        {parameter.choices.map((choice) => <option key={choice} value={choice}>{choice}</option>)}
      </select>
    );
  }
  return (
    <input
      type="number"
      step={parameter.type === 'integer' ? 1 : 'any'}
      min={parameter.minimum ?? undefined}
      max={parameter.maximum ?? undefined}
      placeholder={parameter.default == null ? 'by itself' : String(parameter.default)}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
