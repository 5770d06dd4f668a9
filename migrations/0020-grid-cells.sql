-- migrate:up
-- 网格: the third level below streets, towns and townships; each has somebody who walks it.
alter table areas
  drop constraint areas_kind_check,
  add constraint areas_kind_check check (kind in ('CITY', 'DISTRICT', 'STREET', 'TOWN', 'TOWNSHIP', 'GRID_CELL')),
  add column grid_worker text not null default '',
  add column grid_phone text not null default '',
  add constraint grid_cells_lie_in_an_area check (kind <> 'GRID_CELL' or parent_code is not null),
  add constraint grid_workers_have_a_cell check (kind = 'GRID_CELL' or (grid_worker = '' and grid_phone = '')),
  add constraint grid_phones_are_somebodys check (grid_phone = '' or (grid_worker <> '' and grid_phone ~ '^[0-9]{5,12}$'));
create index areas_by_parent on areas (parent_code);

-- migrate:down
