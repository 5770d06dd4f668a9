import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseChangeEventFragment } from '../../gql/documents.generated.js';
import { useNow } from '../../lib/server-time.js';
import { CaseTimeline } from '../../ui/events/case-timeline.js';
import { type EventKind, eventKinds, kindOfEvent } from '../../ui/events/event-kind.js';
import { eventSentence } from '../../ui/events/event-sentence.js';

type Props = {
  events: CaseChangeEventFragment[];
  hasMore: boolean;
  busy: boolean;
  failed: boolean;
  onMore: () => void;
  /** Reads everything up to the first event. */
  onAll: () => void;
};

/** A history that is read at one glance needs no search. */
const LONG = 12;

/** Whose doing an event is, as one choice of the filter. */
const personOf = ({ actor, actorKind }: CaseChangeEventFragment) => actor?.id ?? actorKind;

/** What happened, newest first; long histories can be searched and narrowed to a kind or a person, then as a whole. */
export function Timeline({ events, hasMore, busy, failed, onMore, onAll }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow(60_000);
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<EventKind | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const words = useDeferredValue(typed.trim().toLowerCase());
  const narrowed = words !== '' || kind !== null || person !== null;

  // What is looked for may stand in what was not read yet.
  useEffect(() => {
    if (narrowed && hasMore && !busy && !failed) onAll();
  }, [narrowed, hasMore, busy, failed, onAll]);

  const people = useMemo(() => {
    const names = new Map(
      events.map((event) => [
        personOf(event),
        event.actor ? event.actor.name : t(`common:actorKind.${event.actorKind}`),
      ]),
    );
    return [...names].map(([value, label]) => ({ value, label }));
  }, [events, t]);
  const searched = words !== '';
  const sentences = useMemo(() => {
    const told = searched ? events : [];
    const say = (event: CaseChangeEventFragment) =>
      `${event.actor?.name ?? ''} ${eventSentence(event, t, i18n.language, now)}`.toLowerCase();
    return new Map(told.map((event) => [event.id, say(event)]));
  }, [events, searched, t, i18n.language, now]);
  const shown = useMemo(() => {
    if (!narrowed) return events;
    return events.filter(
      (event) =>
        (kind === null || kindOfEvent(event.type) === kind) &&
        (person === null || personOf(event) === person) &&
        (!searched || sentences.get(event.id)?.includes(words)),
    );
  }, [events, narrowed, kind, person, searched, words, sentences]);

  function clear() {
    setTyped('');
    setKind(null);
    setPerson(null);
  }

  if (events.length === 0) return <p className="soft">{t('view.timelineEmpty')}</p>;
  return (
    <>
      {events.length > LONG || hasMore ? (
        <search className="ys-timeline-tools">
          <Input
            prefix={<SearchOutlined aria-hidden="true" />}
            value={typed}
            allowClear
            maxLength={50}
            placeholder={t('view.timelineSearch')}
            aria-label={t('view.timelineSearch')}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
          />
          <Select
            value={kind}
            aria-label={t('view.timelineKind')}
            popupMatchSelectWidth={false}
            options={[
              { value: null, label: t('view.timelineAnyKind') },
              ...eventKinds.map((one) => ({ value: one, label: t(`events:kind.${one}`) })),
            ]}
            onChange={setKind}
          />
          <Select
            value={person}
            aria-label={t('view.timelinePerson')}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
            options={[{ value: null, label: t('view.timelineAnyPerson') }, ...people]}
            onOpenChange={(open) => open && hasMore && onAll()}
            onChange={setPerson}
          />
        </search>
      ) : null}
      {narrowed ? (
        <p role="status" className="soft small ys-timeline-found">
          {busy ? t('view.timelineReading') : t('view.timelineFound', { count: shown.length })}
          <Button type="link" size="small" onClick={clear}>
            {t('view.timelineClear')}
          </Button>
        </p>
      ) : null}
      {shown.length > 0 ? <CaseTimeline events={shown} /> : null}
      {narrowed && shown.length === 0 && !busy ? <p className="soft">{t('view.timelineNoMatch')}</p> : null}
      {failed ? (
        <p role="alert" className="ys-field-error">
          {t('common:errorCode.NETWORK')}
        </p>
      ) : null}
      {hasMore && (!narrowed || failed) ? (
        <Button size="small" className="ys-timeline-more" loading={busy} onClick={narrowed ? onAll : onMore}>
          {t('view.timelineMore')}
        </Button>
      ) : null}
    </>
  );
}
