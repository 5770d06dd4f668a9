import { FoldedText } from './folded-text.js';
import './ui.css';

/** Enough to know what a request is about without pushing everything else from the screen. */
const LINES = 12;

/** What a citizen said, word for word. */
export function Verbatim({ text }: { text: string }) {
  return (
    <blockquote className="ys-verbatim" style={{ margin: 0 }}>
      <FoldedText text={text} lines={LINES} />
    </blockquote>
  );
}
