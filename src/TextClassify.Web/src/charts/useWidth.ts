import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** An element's width in CSS pixels, kept up to date. */
export function useWidth<T extends HTMLElement>() {
  const element = useRef<T>(null);
  const width = useSignal(0);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([entry]) => (width.value = Math.floor(entry?.contentRect.width ?? 0)));
    if (element.current) {
      width.value = Math.floor(element.current.clientWidth);
      watcher.observe(element.current);
    }
    return () => watcher.disconnect();
  }, []);
  return { element, width };
}
