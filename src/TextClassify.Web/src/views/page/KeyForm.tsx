import { useRef } from 'preact/hooks';
import { keepKey, key } from '../../api/key';
import { retry } from '../../state/loading/start';

/** Asks for the key of a service that knows its callers. */
export function KeyForm() {
  const field = useRef<HTMLInputElement>(null);
  const use = (event: Event) => {
    event.preventDefault();
    keepKey(field.current?.value.trim() ?? '');
    retry();
  };
  return (
    <form class="trouble" onSubmit={use}>
      <p role="alert">{key.value === '' ? 'This service asks for a key.' : 'The service does not take this key.'}</p>
      <label class="field">
        <span>Key</span>
        <input ref={field} id="key" type="password" autocomplete="off" required />
      </label>
      <button type="submit">Use this key</button>
      <p>It stays in this tab and is forgotten with it.</p>
    </form>
  );
}
