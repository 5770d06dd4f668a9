import { Dropdown, type MenuProps } from 'antd';
import { type ReactNode, useRef } from 'react';

type Props = {
  menu: MenuProps;
  placement?: 'bottomLeft' | 'bottomRight';
  /** The button that opens it. */
  children: ReactNode;
};

/** Choices that hang below a button: the keyboard goes in when it opens and returns to the button when it closes. */
export function ButtonMenu({ menu, placement = 'bottomLeft', children }: Props) {
  const anchor = useRef<HTMLSpanElement>(null);
  const back = () => anchor.current?.querySelector('button')?.focus();
  return (
    <Dropdown
      trigger={['click']}
      placement={placement}
      autoFocus
      // Before the choice acts: a dialog it opens must know where to return to, and Enter must not press a button of it.
      menu={{
        ...menu,
        onClick: (choice) => {
          choice.domEvent.preventDefault();
          back();
          menu.onClick?.(choice);
        },
      }}
      onOpenChange={(open) => {
        if (!open && (document.activeElement === document.body || document.activeElement?.closest('.ant-dropdown')))
          back();
      }}
    >
      <span ref={anchor}>{children}</span>
    </Dropdown>
  );
}
