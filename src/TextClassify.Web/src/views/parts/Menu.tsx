import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly name: string;
  readonly right?: boolean;
  readonly children: ComponentChildren;
}

/** A sheet that opens under its name. Escape closes it and gives the focus back; so does a press anywhere else, without the focus. */
export function Menu({ name, right = false, children }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const outside = (event: Event) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) {
        menu.current.open = false;
      }
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, []);
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && menu.current?.open) {
      // The page's own Escape would clear the selection as well.
      event.stopPropagation();
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    }
  };
  return (
    <details ref={menu} class={right ? 'menu right' : 'menu'} onKeyDown={close}>
      <summary>{name}</summary>
      <div class="sheet">{children}</div>
    </details>
  );
}
