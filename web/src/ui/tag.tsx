import type { ReactNode } from 'react';
import './ui.css';

/** A small outlined word: urged ×2, rework, secret. Never the only carrier of a light. */
export function Tag({
  tone,
  title,
  children,
}: {
  tone?: 'red' | 'yellow' | 'brand';
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={`ys-tag${tone ? ` ys-tag-${tone}` : ''}`} title={title}>
      {children}
    </span>
  );
}
