import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkFormSchema } from './check-form-schema.js';
import { engineVariables } from './engine-variables.js';
import { parseFormSchema } from './form-schema.js';
import { validateForm } from './validate-form.js';
import { visibleFields, visibleItems } from './visible-fields.js';

const YES_NO = [
  { value: 'YES', label: '是', labelEn: 'Yes' },
  { value: 'NO', label: '否', labelEn: 'No' },
];
const onlyIfReached = { hide: '=reached != "YES"' };
const followUp = {
  type: 'default',
  id: 'form-follow-up',
  schemaVersion: 18,
  components: [
    { type: 'text', id: 'intro', text: '请致电诉求人', properties: { textEn: 'Call the requester' } },
    {
      type: 'radio',
      key: 'reached',
      label: '是否联系上',
      values: YES_NO,
      validate: { required: true },
      properties: { output: true, labelEn: 'Reached' },
    },
    {
      type: 'number',
      key: 'attempts',
      label: '次数',
      decimalDigits: 0,
      validate: { required: true, min: 1, max: 3 },
      properties: { output: true },
    },
    {
      type: 'group',
      id: 'answers',
      label: '答复',
      conditional: onlyIfReached,
      components: [
        {
          type: 'select',
          key: 'solved',
          label: '是否解决',
          values: YES_NO,
          validate: { required: true },
          properties: { output: true },
        },
        {
          type: 'select',
          key: 'rating',
          label: '满意度',
          values: [5, 4, 3, 2, 1].map((value) => ({ value, label: `${value}` })),
          properties: { output: true },
        },
        {
          type: 'textarea',
          key: 'why',
          label: '未解决原因',
          conditional: { hide: '=solved = "YES"' },
          validate: { required: true, minLength: 2, maxLength: 5 },
        },
      ],
    },
    { type: 'checklist', key: 'checks', label: '核查', values: YES_NO },
    { type: 'textfield', key: 'evidence', label: '附件', properties: { picker: 'attachments' } },
    { type: 'checkbox', key: 'agreed', label: '同意公开', properties: { output: true } },
    { type: 'datetime', key: 'visit', label: '上门日期', subtype: 'date', properties: { output: 'true' } },
  ],
};
const schema = parseFormSchema(followUp);
const form = (...components: object[]) => ({ components });
const problems = (...components: object[]) => checkFormSchema(form(...components)).map(({ problem }) => problem);
const keysOf = (data: unknown) => visibleFields(schema, data).map(({ key }) => key);
const check = (component: object, value: unknown) => {
  const { errors, clean } = validateForm(parseFormSchema(form({ key: 'a', ...component })), { a: value });
  return errors.a?.rule ?? clean.a;
};

describe('visible fields', () => {
  it('follow the answers, through groups', () => {
    expect(keysOf({})).toEqual(['reached', 'attempts', 'checks', 'evidence', 'agreed', 'visit']);
    expect(keysOf({ reached: 'YES' })).toContain('why');
    expect(keysOf({ reached: 'YES', solved: 'YES' })).not.toContain('why');
  });

  it('treat a hidden field as empty for the conditions of others', () => {
    const chain = parseFormSchema(
      form(
        { type: 'textfield', key: 'c', label: '丙', conditional: { hide: '=b != "2"' } },
        { type: 'textfield', key: 'b', label: '乙', conditional: { hide: '=a != "1"' } },
        { type: 'textfield', key: 'a', label: '甲' },
      ),
    );
    expect(visibleFields(chain, { a: '1', b: '2' }).map(({ key }) => key)).toEqual(['c', 'b', 'a']);
    expect(visibleFields(chain, { a: '0', b: '2' }).map(({ key }) => key)).toEqual(['a']);
  });

  it('include those whose condition is broken, and end for those that hide each other', () => {
    const odd = parseFormSchema(
      form(
        { type: 'textfield', key: 'a', label: '甲', conditional: { hide: '=b = null and (' } },
        { type: 'textfield', key: 'b', label: '乙', conditional: { hide: '="yes"' } },
        { type: 'checkbox', key: 'x', label: '丙', conditional: { hide: '=y = false' } },
        { type: 'checkbox', key: 'y', label: '丁', conditional: { hide: '=x = false' } },
      ),
    );
    expect(visibleFields(odd, {}).map(({ key }) => key)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('are drawn in their groups, hidden groups left out', () => {
    const ids = (data: unknown) => visibleItems(schema, data).map(({ id }) => id);
    expect(ids({})).not.toContain('answers');
    const group = visibleItems(schema, { reached: 'YES', solved: 'YES' }).find(({ id }) => id === 'answers');
    expect(group).toMatchObject({ type: 'group', items: [{ key: 'solved' }, { key: 'rating' }] });
  });
});

describe('validateForm', () => {
  it('asks for required fields only where they are visible', () => {
    const required = { rule: 'required', params: {} };
    expect(validateForm(schema, {}).errors).toEqual({ reached: required, attempts: required });
    expect(validateForm(schema, { reached: 'YES', attempts: 1 }).errors).toEqual({ solved: required, why: required });
  });

  it('keeps visible known values, trimmed, and drops everything else', () => {
    const sent = {
      reached: 'NO',
      attempts: 2,
      solved: 'YES',
      why: 'hidden',
      role: 'AD',
      checks: ['NO', 'YES', 'NO'],
      evidence: ['0197-a', '0197-a'],
      visit: '2026-11-23',
    };
    expect(validateForm(schema, sent)).toEqual({
      errors: {},
      clean: {
        reached: 'NO',
        attempts: 2,
        checks: ['YES', 'NO'],
        evidence: ['0197-a'],
        agreed: false,
        visit: '2026-11-23',
      },
    });
  });

  it('names the rule that is broken and its limit', () => {
    const reached = { reached: 'YES', solved: 'NO' };
    expect(validateForm(schema, { ...reached, attempts: 4, why: '一' }).errors).toEqual({
      attempts: { rule: 'max', params: { limit: 3 } },
      why: { rule: 'minLength', params: { limit: 2 } },
    });
    expect(validateForm(schema, { ...reached, attempts: 0, why: '一二三四五六' }).errors).toEqual({
      attempts: { rule: 'min', params: { limit: 1 } },
      why: { rule: 'maxLength', params: { limit: 5 } },
    });
  });

  it.each([
    ['a text', { type: 'textfield' }, '  水 管\r\n', '水 管'],
    ['a text without unprintable characters', { type: 'textarea' }, 'a\u0000\ud800b\tc\r\nd', 'ab\tc\nd'],
    ['a text of characters, not code units', { type: 'textfield', validate: { maxLength: 2 } }, '𠮷𠮷', '𠮷𠮷'],
    ['a text that is none', { type: 'textfield' }, 3, 'wrongType'],
    ['a pattern', { type: 'textfield', validate: { pattern: '^\\d{3}$' } }, '123', '123'],
    ['a pattern it does not match', { type: 'textfield', validate: { pattern: '^\\d{3}$' } }, '12', 'pattern'],
    ['a broken pattern', { type: 'textfield', validate: { pattern: '(' } }, '12', '12'],
    ['blanks as nothing', { type: 'textfield', validate: { required: true } }, ' \n ', 'required'],
    ['a number as text', { type: 'number' }, '3', 'wrongType'],
    ['a number that is none', { type: 'number' }, Number.NaN, 'wrongType'],
    ['zero', { type: 'number', validate: { required: true } }, 0, 0],
    ['decimals', { type: 'number', decimalDigits: 2 }, 1.25, 1.25],
    ['too many decimals', { type: 'number', decimalDigits: 0 }, 1.5, 'wrongType'],
    ['limits written as texts', { type: 'number', validate: { min: '2', max: '' } }, 1, 'min'],
    ['a value not offered', { type: 'select', values: YES_NO }, 'PERHAPS', 'unknownValue'],
    ['a number where texts are offered', { type: 'radio', values: [{ value: '1', label: '一' }] }, 1, 'unknownValue'],
    ['several values for one', { type: 'select', values: YES_NO }, ['YES'], 'wrongType'],
    ['one value for several', { type: 'checklist', values: YES_NO }, 'YES', 'wrongType'],
    ['an unknown one of several', { type: 'checklist', values: YES_NO }, ['YES', 'X'], 'unknownValue'],
    ['none of several', { type: 'checklist', values: YES_NO, validate: { required: true } }, [], 'required'],
    ['an unticked box that must be ticked', { type: 'checkbox', validate: { required: true } }, false, 'required'],
    ['a ticked box', { type: 'checkbox', validate: { required: true } }, true, true],
    ['a box that is none', { type: 'checkbox' }, 'true', 'wrongType'],
    ['a day that does not exist', { type: 'datetime' }, '2026-02-30', 'wrongType'],
    ['a time of day', { type: 'datetime', subtype: 'time' }, '23:59', '23:59'],
    ['a wrong time of day', { type: 'datetime', subtype: 'time' }, '24:00', 'wrongType'],
    ['an instant', { type: 'datetime', subtype: 'datetime' }, '2026-11-23T09:00+08:00', '2026-11-23T09:00+08:00'],
    ['attachments', { type: 'textfield', properties: { picker: 'attachments' } }, ['0197-a'], ['0197-a']],
    ['attachments that are none', { type: 'textfield', properties: { picker: 'attachments' } }, ['../x'], 'wrongType'],
    ['a disabled field', { type: 'textfield', disabled: true, validate: { required: true } }, 'x', undefined],
  ])('reads %s', (_, component, sent, expected) => {
    expect(check(component, sent)).toEqual(expected);
  });

  it('is not misled by inherited properties or other shapes of data', () => {
    const inherited = parseFormSchema(form({ type: 'textfield', key: 'toString', label: '甲' }));
    expect(validateForm(inherited, {})).toEqual({ errors: {}, clean: {} });
    for (const data of [null, undefined, 1, 'x', [], () => 1]) {
      expect(Object.keys(validateForm(schema, data).errors)).toEqual(['reached', 'attempts']);
    }
  });

  it('never throws', () => {
    const value = fc.anything({ withNullPrototype: true, withBigInt: true });
    const data = fc.record(Object.fromEntries(schema.fields.map(({ key }) => [key, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(data, value), (sent) => {
        const { errors, clean } = validateForm(schema, sent);
        expect(Object.keys(clean).some((key) => key in errors)).toBe(false);
        if (Object.keys(errors).length === 0) {
          expect(validateForm(schema, clean)).toEqual({ errors, clean });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('engineVariables', () => {
  it('are the outputs; what was hidden or left empty is null, so that the last round does not linger', () => {
    const { clean } = validateForm(schema, { reached: 'NO', attempts: 3, solved: 'YES' });
    expect(engineVariables(schema, clean)).toEqual({
      reached: 'NO',
      attempts: 3,
      solved: null,
      rating: null,
      agreed: false,
      visit: null,
    });
  });
});

describe('checkFormSchema', () => {
  it('finds nothing wrong with a good form', () => {
    expect(checkFormSchema(followUp)).toEqual([]);
  });

  it('names what is wrong', () => {
    const field = { type: 'textfield', key: 'a', label: '甲' };
    const limits = { minLength: '=b' };
    expect(problems({ type: 'iframe', url: 'https://example.org' })).toEqual(['unknownComponent']);
    expect(problems({ key: 'a' })).toEqual(['badComponent']);
    expect(problems(field, field)).toEqual(['duplicateKey']);
    expect(problems({ ...field, key: '__proto__' }, { ...field, key: '1a' })).toEqual(['badKey', 'badKey']);
    expect(problems({ ...field, validate: limits })).toEqual(['badLimit']);
    expect(problems({ ...field, validate: { pattern: '(' } })).toEqual(['badPattern']);
    expect(problems({ ...field, validate: { validationType: 'phone' } })).toEqual(['unknownValidation']);
    expect(problems({ ...field, properties: { picker: 'user' } })).toEqual(['unknownPicker']);
    expect(problems({ ...field, type: 'select' })).toEqual(['noValues']);
    expect(problems({ ...field, type: 'select', valuesKey: 'x' })).toEqual(['dynamicValues', 'noValues']);
    expect(problems({ ...field, type: 'radio', values: [YES_NO[0], YES_NO[0]] })).toEqual(['duplicateValue']);
    expect(problems({ type: 'group', path: 'p', components: [field] })).toEqual(['groupPath']);
    expect(problems({ ...field, conditional: { hide: '=a = (' } })).toEqual(['brokenCondition']);
    expect(problems({ type: 'group', conditional: { hide: '=b = 1' }, components: [field] })).toEqual([
      'unknownVariable',
    ]);
  });

  it('lets no free text into the engine', () => {
    const output = (component: object, picker?: string) =>
      problems({ key: 'a', ...component, properties: { output: true, ...(picker && { picker }) } });
    expect(output({ type: 'textfield' })).toEqual(['freeTextOutput']);
    expect(output({ type: 'textarea' })).toEqual(['freeTextOutput']);
    expect(output({ type: 'textfield' }, 'attachments')).toEqual(['freeTextOutput']);
    expect(output({ type: 'textfield' }, 'category')).toEqual([]);
    expect(output({ type: 'textfield' }, 'unit')).toEqual([]);
    expect(output({ type: 'radio', values: YES_NO })).toEqual([]);
  });

  it('says of anything else that it is not a form', () => {
    for (const odd of [null, undefined, 1, 'x', [], {}, { components: 1 }]) {
      expect(checkFormSchema(odd).map(({ problem }) => problem)).toEqual(['notAForm']);
    }
    let deep: object = { type: 'group' };
    for (let level = 0; level < 50; level += 1) {
      deep = { type: 'group', components: [deep] };
    }
    expect(problems(deep)).toEqual(['badComponent']);
    fc.assert(
      fc.property(fc.array(fc.anything()), (components) => {
        checkFormSchema({ components });
      }),
    );
  });
});

const FORMS = new URL('../../../workflows/forms/', import.meta.url);

describe('the packaged forms', () => {
  const names = readdirSync(FORMS).filter((name) => name.endsWith('.form'));

  it.each(names)('%s works as drawn and speaks both languages', (name) => {
    const packaged: unknown = JSON.parse(readFileSync(new URL(name, FORMS), 'utf8'));
    expect(checkFormSchema(packaged)).toEqual([]);
    const { id, fields } = parseFormSchema(packaged);
    expect(`${id}.form`).toBe(name);
    const texts = fields.flatMap((field) => [field, ...field.options]);
    expect(texts.filter(({ label, labelEn }) => label === '' || labelEn === '')).toEqual([]);
  });
});
