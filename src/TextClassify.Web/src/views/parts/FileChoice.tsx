import { useRef } from 'preact/hooks';

/** A button that has a file of texts chosen and read, for those who have nothing to drop it from. */
export function FileChoice({ name, look }: { readonly name: string; readonly look?: string }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={look} onClick={() => field.current?.click()}>{name}</button>
      <input
        ref={field}
        id="file"
        class="hidden"
        type="file"
        tabIndex={-1}
        aria-label="File of texts"
        accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/*"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) {
            void import('../../state/many/open').then(({ openFile }) => openFile(file));
          }
        }}
      />
    </>
  );
}
