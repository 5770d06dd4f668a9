import './ui.css';

/** What a citizen said, word for word. */
export function Verbatim({ text }: { text: string }) {
  return (
    <blockquote className="ys-verbatim" style={{ margin: 0 }}>
      {text}
    </blockquote>
  );
}
