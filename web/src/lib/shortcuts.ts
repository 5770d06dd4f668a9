import { type RefObject, useEffect, useRef } from 'react';

type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

/** Of all components that are shown: what is a pair to one of them is no single key to another (`g c`, `c`). */
const shown = new Set<RefObject<Shortcuts>>();

/** Keys are the reader's text, not ours, while a field or a panel has the focus, or a dialog is open. */
function belongsElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const target = event.target as HTMLElement | null;
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]'))
    return true;
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null;
}

/**
 * Single keys (`j`, `Enter`, `?`) and pairs (`g t`) while this component is shown. Keys of a control in focus (Enter on a
 * button) stay with that control.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    shown.add(latest);
    let first = '';
    let forget: ReturnType<typeof setTimeout>;
    function press(event: KeyboardEvent) {
      if (belongsElsewhere(event)) return;
      const onControl = (event.target as HTMLElement).closest(
        'a, button, [role="button"], [role="menuitem"], [role="tab"]',
      );
      if (onControl && (event.key === 'Enter' || event.key === ' ')) return;
      const pair = first ? latest.current[`${first} ${event.key}`] : undefined;
      const others = !pair && first !== '' && [...shown].some(({ current }) => current[`${first} ${event.key}`]);
      const action = others ? undefined : (pair ?? latest.current[event.key]);
      clearTimeout(forget);
      first = pair || others ? '' : event.key;
      forget = setTimeout(() => {
        first = '';
      }, 1200);
      if (!action) return;
      event.preventDefault();
      action(event);
    }
    window.addEventListener('keydown', press);
    return () => {
      shown.delete(latest);
      window.removeEventListener('keydown', press);
      clearTimeout(forget);
    };
  }, []);
}
