import './ui.css';

/** A key as printed on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="ys-kbd">{children}</kbd>;
}
