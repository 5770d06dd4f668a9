import { Popover } from 'antd';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type ClockReckoningFragment, ReckoningOfCaseDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { SkeletonText } from '../skeleton.js';
import { ReckoningCard } from './reckoning-card.js';
import './clocks.css';

type Props = {
  caseId: string;
  pick: (clocks: readonly ClockReckoningFragment[]) => ClockReckoningFragment | undefined;
  /** False in a row that has the focus as a whole and opens it by a key. */
  reachable?: boolean | undefined;
  /** Light and time left. */
  children: ReactNode;
};

/**
 * Behind every time left: the whole reckoning, read when it is asked for. The mouse opens it by resting, a finger by a tap,
 * the keyboard by Enter; Escape and everything outside close it.
 */
export function ClockPopover({ caseId, pick, reachable = true, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const kept = useRef(false);
  /** Dismissed while the mouse still rests here: what its resting had in mind is over. */
  const dismissed = useRef(false);
  const anchor = useRef<HTMLElement>(null);

  function set(next: boolean, keep = false) {
    kept.current = next && keep;
    dismissed.current = !next;
    setOpen(next);
  }

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      const target = event.target as Element;
      if (!anchor.current?.contains(target) && !target.closest(`[id="${id}"]`)) set(false);
    };
    // First of all who listen: the list beside would close its task.
    const dismiss = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      set(false);
    };
    document.addEventListener('pointerdown', outside);
    window.addEventListener('keydown', dismiss, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      window.removeEventListener('keydown', dismiss, true);
    };
  });

  function onClick(event: MouseEvent) {
    // In a row the rest of the row opens the task or the case.
    event.preventDefault();
    event.stopPropagation();
    set(!(open && kept.current), true);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  }

  const behaviour = {
    className: 'plain-button ys-remaining ys-clock-button',
    'data-open': open,
    onPointerEnter: () => {
      dismissed.current = false;
    },
    onClick,
  };
  return (
    <Popover
      open={open}
      trigger="hover"
      mouseEnterDelay={0.3}
      placement="bottomLeft"
      // Narrow screens have no room to both sides of anything.
      align={{ overflow: { adjustY: true, shiftX: true } }}
      onOpenChange={(next) => (kept.current || (next && dismissed.current) ? undefined : set(next))}
      content={
        <div id={id} className="ys-reckoning" role="status" aria-label={t('reckoning.label')}>
          {open ? <ReckoningOf caseId={caseId} pick={pick} /> : null}
        </div>
      }
    >
      {reachable ? (
        <button
          {...behaviour}
          ref={anchor as RefObject<HTMLButtonElement>}
          type="button"
          aria-expanded={open}
          aria-describedby={open ? id : undefined}
          onKeyDown={onKeyDown}
          onBlur={() => set(false)}
        >
          {children}
        </button>
      ) : (
        // The row has the focus as a whole and a key for this; nothing in it may take the focus.
        <span {...behaviour} ref={anchor as RefObject<HTMLSpanElement>}>
          {children}
        </span>
      )}
    </Popover>
  );
}

function ReckoningOf({ caseId, pick }: Pick<Props, 'caseId' | 'pick'>) {
  const { t } = useTranslation();
  const [{ data, error }, ask] = useQuery({
    query: ReckoningOfCaseDocument,
    variables: { id: caseId },
    requestPolicy: 'cache-and-network',
  });
  useLiveChanges('case', (change) => {
    if (!change || change.caseId === caseId) ask({ requestPolicy: 'network-only' });
  });
  if (error && !data) return <p>{errorSentence(error, t)}</p>;
  if (!data) return <SkeletonText lines={4} />;
  const clock = data.case && pick(data.case.clocks);
  return clock ? <ReckoningCard clock={clock} /> : <p>{t('reckoning.none')}</p>;
}
