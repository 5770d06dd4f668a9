import { type BpmnElement, extension } from '../bpmn-element.js';
import type { Report } from '../finding.js';
import { formIssues } from '../form-issues.js';
import { httpOutputs } from '../http-outputs.js';
import type { Rule } from '../rule.js';

/** Words in a variable's name that say it holds something about a person, or free text. */
const PERSONAL = new Set(
  (
    'name realname fullname firstname lastname surname username nickname phone telephone tel mobile cellphone email mail ' +
    'wechat qq address addr street birthday birthdate idcard passport identity gender text content description ' +
    'opinion comment comments remark remarks memo xingming dianhua shouji dizhi shenfenzheng youxiang'
  ).split(' '),
);
const PERSONAL_CHINESE = /姓名|名字|电话|手机|号码|地址|住址|身份证|证件|邮箱|微信|生日|内容|描述|正文|备注|意见/;

/** The engine holds ids, enums, numbers, dates and yes or no: its records cannot be erased (design.md section 2). */
export const personalData: Rule = {
  code: 'personal-data',
  process({ elements }, _around, report) {
    for (const element of elements) {
      for (const variable of new Set(namesOf(element))) judge(variable, element.id, report);
    }
  },
  decision({ id, table }, _around, report) {
    for (const { name } of table?.outputs ?? []) judge(name, id, report);
  },
  form(form, _around, report) {
    const texts = (formIssues(form) ?? []).filter(({ problem }) => problem === 'freeTextOutput');
    for (const { at } of texts) tell(at, at, report);
    for (const { key, output } of form.fields) {
      if (output && !texts.some(({ at }) => at === key)) judge(key, key, report);
    }
  },
};

/** Variables that an element sets. */
function namesOf(element: BpmnElement): string[] {
  const mapping = extension(element, 'zeebe:IoMapping');
  const loop = element.loopCharacteristics && extension(element.loopCharacteristics, 'zeebe:LoopCharacteristics');
  return [
    ...[...(mapping?.inputParameters ?? []), ...(mapping?.outputParameters ?? [])].map(({ target }) => target),
    extension(element, 'zeebe:CalledDecision')?.resultVariable,
    extension(element, 'zeebe:Script')?.resultVariable,
    loop?.inputElement,
    loop?.outputCollection,
    ...httpOutputs(element).map(({ name }) => name),
  ].filter((name) => typeof name === 'string');
}

/** Whether a variable's name says that it holds text, or something about a person. */
export function isPersonalName(variable: string): boolean {
  const words = variable
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  const pairs = words.map((word, index) => `${word}${words[index + 1] ?? ''}`);
  return [...words, ...pairs].some((word) => PERSONAL.has(word)) || PERSONAL_CHINESE.test(variable);
}

function judge(variable: string, element: string | undefined, report: Report): void {
  if (isPersonalName(variable)) tell(variable, element, report);
}

function tell(variable: string, element: string | undefined, report: Report): void {
  report(
    element,
    `${variable} would bring text or personal data into the engine: keep it in the form, pass on an id, a choice, a number or a date`,
    { variable },
  );
}
