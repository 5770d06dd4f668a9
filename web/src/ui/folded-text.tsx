import { type ReactNode, useCallback, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './folded-text.css';

type FoldedTextProps = {
  text: string;
  /** Lines that stand while it is folded. */
  lines: number;
  /** On the first line before the text: who said it. */
  lead?: ReactNode;
};

/** Chinese signs that the narrowest column holds in a line: what is shorter than its lines is never measured. */
const SIGNS_IN_LINE = 15;

/** A text of any length at the height of a few lines, whole at a press; on paper always whole. Line breaks stand as written. */
export function FoldedText({ text, lines, lead }: FoldedTextProps) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [overflows, setOverflows] = useState(false);
  const mayBeLong = text.length > lines * SIGNS_IN_LINE || text.split('\n').length > lines;

  const measure = useCallback(() => {
    const shown = box.current;
    if (shown) setOverflows(shown.scrollHeight > shown.clientHeight + 1);
  }, []);
  useLayoutEffect(() => {
    if (!mayBeLong || open || !box.current) return;
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [mayBeLong, open, measure]);

  return (
    <div className="ys-fold">
      <div
        ref={box}
        id={id}
        className={mayBeLong && !open ? 'ys-fold-text ys-fold-shut' : 'ys-fold-text'}
        style={mayBeLong && !open ? { WebkitLineClamp: lines } : undefined}
      >
        {lead}
        {text}
      </div>
      {mayBeLong && (overflows || open) ? (
        <button
          type="button"
          className="plain-button ys-fold-more"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'text.less' : 'text.more')}
        </button>
      ) : null}
    </div>
  );
}
