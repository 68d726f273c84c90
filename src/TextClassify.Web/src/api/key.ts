import { signal } from '@preact/signals';

/** The name under which the browser keeps it. */
const place = 'textclassify.key';

/** The key that is sent to a service that asks for one. It is kept for this tab alone, and is in no link. */
export const key = signal(sessionStorage.getItem(place) ?? '');

/** Whether the service asks for a key, because none was sent or because it does not take the one that was. */
export const keyAsked = signal(false);

/** Sends this key from now on; an empty one forgets it. */
export function keepKey(value: string): void {
  key.value = value;
  keyAsked.value = false;
  if (value === '') {
    sessionStorage.removeItem(place);
  } else {
    sessionStorage.setItem(place, value);
  }
}
