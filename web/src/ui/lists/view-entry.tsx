import type { ReactNode } from 'react';
import './lists.css';

type ViewEntryProps = {
  current: boolean;
  onOpen: () => void;
  count?: string;
  title?: string | undefined;
  children: ReactNode;
};

/** One place to look in the pane beside a list, with how much is there. */
export function ViewEntry({ current, onOpen, count, title, children }: ViewEntryProps) {
  return (
    <button type="button" className="ys-view" aria-current={current || undefined} title={title} onClick={onOpen}>
      <span className="one-line">{children}</span>
      {count === undefined ? null : <span className="number soft">{count}</span>}
    </button>
  );
}
