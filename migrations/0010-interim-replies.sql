-- migrate:up
-- 阶段答复: a first substantive answer, before the case is handled to its end. The citizen reads which unit wrote it.
alter table citizen_messages
  add column assignment_id uuid references assignments,
  add column sent_by uuid references users;
alter table citizen_messages drop constraint citizen_messages_kind_check;
alter table citizen_messages add constraint citizen_messages_kind_check
  check (kind in ('RECEIPT', 'INTERIM_REPLY', 'REPLY', 'PROGRESS', 'CLOSED'));
alter table citizen_messages add constraint interim_replies_have_their_words_and_sender
  check (kind <> 'INTERIM_REPLY' or (text <> '' and sent_at is not null and assignment_id is not null and sent_by is not null));

-- migrate:down
