import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { trouble } from '../../state/page';

/** A view whose script is fetched when it is shown first. */
export function Later({ load }: { readonly load: () => Promise<{ readonly Page: ComponentType }> }) {
  const shown = useSignal<{ readonly Page: ComponentType } | null>(null);
  useEffect(() => {
    shown.value = null;
    load().then(
      (loaded) => (shown.value = loaded),
      () => (trouble.value = { words: 'This view could not be fetched; reload the page.', retry: false }),
    );
  }, [load]);
  const Page = shown.value?.Page;
  return Page ? <Page /> : <p class="quiet">…</p>;
}
