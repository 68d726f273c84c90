import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Takes files that are dropped anywhere on the page, and says so while one is held over it. */
export function Drops() {
  const held = useSignal(false);
  useEffect(() => {
    // A file over the card for training is for that.
    const isElsewhere = (event: DragEvent) => event.target instanceof Element && event.target.closest('.train') !== null;
    const isFile = (event: DragEvent) => (event.dataTransfer?.types.includes('Files') ?? false) && !isElsewhere(event);
    const over = (event: DragEvent) => {
      held.value = isFile(event);
      if (held.value) {
        event.preventDefault();
      }
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        held.value = false;
      }
    };
    const drop = (event: DragEvent) => {
      held.value = false;
      const file = event.dataTransfer?.files[0];
      if (file && !isElsewhere(event)) {
        event.preventDefault();
        void import('../../state/many/open').then(({ openFile }) => openFile(file));
      }
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return held.value ? <div class="drop-here"><p>Let go: the texts in the file are read and explained.</p></div> : null;
}
