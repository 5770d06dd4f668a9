import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFormSchema } from '../../../../../common/src/forms/check-form-schema.js';
import { FIELD_TYPES, parseFormSchema } from '../../../../../common/src/forms/form-schema.js';
import {
  addItem,
  allItems,
  changeItem,
  type FormDocument,
  freshKey,
  itemAt,
  moveItem,
  placeOf,
  readForm,
  removeItem,
  withCondition,
  withProperty,
  withRule,
  withType,
  withWidth,
  writeForm,
} from './form-model.js';

const empty: FormDocument = { id: 'form-of-a-test', components: [] };
const FOLDER = join(import.meta.dirname, '../../../../../workflows/forms');

/** A form with two fields and a group that has a third. */
function small(): FormDocument {
  const one = addItem(empty, null, 'textfield').form;
  const two = addItem(one, [0], 'radio').form;
  const group = addItem(two, [1], 'group');
  return addItem(group.form, group.place, 'number').form;
}

const keys = (form: FormDocument) => allItems(form).map(({ item }) => item.key ?? item.type);

describe('a form being changed', () => {
  it('says the same after reading and writing, for every form of the product', () => {
    for (const name of readdirSync(FOLDER)) {
      const text = readFileSync(join(FOLDER, name), 'utf8');
      expect(JSON.parse(writeForm(readForm(text)!))).toEqual(JSON.parse(text));
    }
  });

  it('is not read from a text that is none', () => {
    for (const text of ['', '{', 'null', '[]', '{"components": 3}', '<xml/>']) expect(readForm(text)).toBeNull();
  });

  it('gets new items after the chosen one, into a chosen group, and otherwise at the end', () => {
    expect(keys(small())).toEqual(['field', 'field2', 'group', 'field3']);
    expect(keys(addItem(small(), [0], 'checkbox').form)).toEqual(['field', 'field4', 'field2', 'group', 'field3']);
    expect(addItem(small(), [2], 'checkbox').place).toEqual([2, 1]);
    expect(addItem(small(), null, 'checkbox').place).toEqual([3]);
  });

  it.each(FIELD_TYPES)('gets a %s that may be deployed as it is', (type) => {
    expect(checkFormSchema(addItem(empty, null, type).form)).toEqual([]);
  });

  it('moves items among their neighbours and stops at either end', () => {
    const down = moveItem(small(), [0], 1);
    expect(keys(down.form)).toEqual(['field2', 'field', 'group', 'field3']);
    expect(down.place).toEqual([1]);
    expect(moveItem(small(), [0], -1)).toEqual({ form: small(), place: [0] });
    expect(moveItem(small(), [2, 0], 1).form).toEqual(small());
  });

  it('loses what is removed, a group with all it has', () => {
    expect(keys(removeItem(small(), [2]))).toEqual(['field', 'field2']);
    expect(keys(removeItem(small(), [2, 0]))).toEqual(['field', 'field2', 'group']);
  });

  it('is never changed itself', () => {
    const form = small();
    const before = writeForm(form);
    changeItem(form, [2, 0], (item) => withRule(item, 'required', true));
    moveItem(form, [0], 1);
    removeItem(form, [1]);
    expect(writeForm(form)).toBe(before);
  });

  it('never has a key twice', () => {
    expect(freshKey(small(), 'field')).toBe('field4');
    expect(freshKey(small(), 'remark')).toBe('remark');
  });

  it('finds a field by its key or id, in groups too', () => {
    expect(placeOf(small(), 'field3')).toEqual([2, 0]);
    expect(placeOf(small(), 'field_field2')).toEqual([1]);
    expect(placeOf(small(), 'nowhere')).toBeUndefined();
  });
});

describe('a field being changed', () => {
  const field = itemAt(small(), [1])!;

  it('keeps its question and loses what its new kind has no use for', () => {
    const output = withProperty({ ...field, label: '是否解决' }, 'output', true);
    const text = withType(withRule(output, 'required', true), 'textarea');
    expect(text).toEqual({
      type: 'textarea',
      id: 'field_field2',
      key: 'field2',
      label: '是否解决',
      validate: { required: true },
    });
  });

  it('leaves nothing empty behind', () => {
    const changed = withWidth(withRule(withProperty(withCondition(field, '=x'), 'labelEn', 'A'), 'min', 1), true);
    expect(changed).toMatchObject({
      conditional: { hide: '=x' },
      properties: { labelEn: 'A' },
      layout: { columns: 8 },
    });
    const back = withWidth(withRule(withProperty(withCondition(changed, ''), 'labelEn', ''), 'min', undefined), false);
    expect(back).toEqual(field);
  });

  it('reads as the platform reads it', () => {
    const form = changeItem(small(), [1], (item) =>
      withProperty(withRule(item, 'required', true), 'labelEn', 'Solved?'),
    );
    expect(parseFormSchema(form).fields[1]).toMatchObject({ key: 'field2', required: true, labelEn: 'Solved?' });
  });
});
