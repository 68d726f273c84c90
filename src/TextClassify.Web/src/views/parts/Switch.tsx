import type { Signal } from '@preact/signals';

interface Props<T extends string> {
  readonly name: string;
  readonly options: readonly (readonly [T, string, string?])[];
  readonly value: Signal<T>;
}

/** A choice among a few, all in sight. */
export function Switch<T extends string>({ name, options, value }: Props<T>) {
  return (
    <fieldset class="switch">
      <legend>{name}</legend>
      {options.map(([option, words, explanation]) => (
        <label key={option} title={explanation}>
          <input type="radio" name={name} checked={value.value === option} onChange={() => (value.value = option)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
