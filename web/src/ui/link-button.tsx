import { Button } from 'antd';
import type { MouseEvent, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

/** A way to another page that looks like a button: one stop for Tab, and a link for who opens it in another window. */
export function LinkButton({ to, primary, children }: { to: string; primary?: boolean; children: ReactNode }) {
  const follow = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      href={useHref(to)}
      onClick={(event) => follow(event as MouseEvent<HTMLAnchorElement>)}
    >
      {children}
    </Button>
  );
}
