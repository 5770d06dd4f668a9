import type { ReactNode } from 'react';
import './ui.css';

/** Title of a page with what can be done on it; sets the browser's title too. */
export function PageHeader({ title, extra, actions }: { title: string; extra?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="ys-page-header">
      <h1>{title}</h1>
      {extra}
      {actions ? <div className="ys-page-header-actions">{actions}</div> : null}
    </header>
  );
}
