import { Popover, type PopoverProps } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

type PanelPopoverProps = {
  /** What the panel is, for who cannot see where it hangs. */
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  placement: PopoverProps['placement'];
  content: ReactNode;
  /** The button that opens it. */
  children: ReactNode;
};

const controls = 'a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex="0"]';

/**
 * Controls that hang below a button. The panel stands at the end of the page's elements, so the keyboard is led by hand: in
 * when it opens, back to the button with Escape, on to what follows the button with Tab.
 */
export function PanelPopover({ label, open, onOpenChange, placement, content, children }: PanelPopoverProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const button = () => anchor.current?.querySelector('button');

  useEffect(() => {
    button()?.setAttribute('aria-haspopup', 'dialog');
    button()?.setAttribute('aria-expanded', String(open));
  });

  function enter(shown: boolean) {
    if (shown && !panel.current?.contains(document.activeElement))
      (stopsOf(panel.current)[0] ?? panel.current)?.focus();
  }

  function leave() {
    button()?.focus();
    onOpenChange(false);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // An open list of a field in the panel closes first.
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      return leave();
    }
    const stops = stopsOf(panel.current);
    const inPanel = panel.current?.contains(event.target as Node);
    if (event.key !== 'Tab' || !inPanel) return;
    if (event.shiftKey && event.target === stops[0]) {
      event.preventDefault();
      leave();
    } else if (!event.shiftKey && event.target === stops.at(-1)) leave();
  }

  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      afterOpenChange={enter}
      trigger="click"
      placement={placement}
      arrow={false}
      // On a phone the button is not at the edge of the window, and the panel is as wide as it.
      align={{ overflow: { adjustY: true, shiftX: true } }}
      destroyOnHidden
      content={
        <div ref={panel} role="dialog" aria-label={label} tabIndex={-1} className="ys-panel" onKeyDown={onKeyDown}>
          {content}
        </div>
      }
    >
      <span ref={anchor}>{children}</span>
    </Popover>
  );
}

function stopsOf(panel: HTMLElement | null): HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>(controls) ?? [])].filter((one) => one.checkVisibility());
}
