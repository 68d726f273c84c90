import { signal } from '@preact/signals';

const place = 'textclassify.key';

/** What a service that knows its callers is sent: kept for this tab alone, and in no link. */
export const key = signal(sessionStorage.getItem(place) ?? '');

/** Whether the service has asked who calls, and not taken what it was sent. */
export const keyAsked = signal(false);

export function keep(value: string): void {
  key.value = value;
  keyAsked.value = false;
  if (value === '') {
    sessionStorage.removeItem(place);
  } else {
    sessionStorage.setItem(place, value);
  }
}
