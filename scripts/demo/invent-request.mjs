import { between, pick, pickByShare } from './random.mjs';

/** Domain.md section 7.1; windows and boxes come with the templates that happen there. */
const CHANNELS = [
  ['PHONE', 68],
  ['MINI_PROGRAM', 17],
  ['WEB_FORM', 8],
  ['UPPER_PLATFORM', 4],
  ['SUGGESTION_BOX', 1],
  ['MEDIA_QA', 1],
];
const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭鲁韦马苗凤花方俞任袁柳史唐薛雷贺倪汤滕罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹',
];
const TITLES = [
  ['女士', 44],
  ['先生', 44],
  ['阿姨', 4],
  ['大爷', 4],
  ['师傅', 4],
];
const CITY_NAMES =
  '云栖 澄湖 柳荫 望春 锦澜 霁月 松涛 荷塘 南塘 北苑 桃溪 梧桐 明湖 兰亭 青禾 枫林 星河 沁园 芳草 暮云 听泉 揽月 临波 银杏 丹桂 海棠'.split(
    ' ',
  );
const VILLAGE_NAMES =
  '上沟 下湾 红柳 东坪 西坪 柳树 杨家 高台 石板 泉眼 麻地 果园 双桥 大坪 小坪 河沿 岔口 旱台 沙沟 桦林 松坡 花儿 草滩 新庄'.split(
    ' ',
  );
const OPENINGS = ['', '', '', '您好，', '我想反映个事，', '麻烦问一下，', '再跟你们说说，'];
const CLOSINGS = [
  '',
  '',
  '',
  '谢谢。',
  '麻烦尽快回个话。',
  '有结果请打我这个电话。',
  '大家都等着呢。',
  '希望这次能真正解决。',
];
const HAPPY = [
  '办得挺快，谢谢。',
  '师傅很负责，问题解决了。',
  '没想到这么快，满意。',
  '谢谢你们，给解决了。',
  '态度好，效果也好。',
];
const ALL_RIGHT = ['基本满意。', '解决了，希望以后别再出现。', '总的来说可以。', '问题处理了，时间长了点。'];
const URBAN = ['STREET'];
const URBAN_CELL = '社区网格';
const RURAL_CELL = '村网格';
const KNOWN_CELLS = 0.7;
/** Minutes of work. */
const FOUR_DAYS = 1900;

/**
 * A request of one role of the cast: words of a template, a place, a person, all invented.
 *
 * @param {object} about
 * @param {number} about.n
 * @param {object} about.role of cast.mjs; what it says goes into the request
 * @param {object[]} about.templates @param {{ code: string, name: string, kind: string }[]} about.areas
 * @param {() => number} about.random
 * @param {Map<object, number>} about.used how often each template was taken; the least used come first
 */
export function inventRequest({ n, role, templates, areas, random, used }) {
  const template = leastUsed(
    random,
    templates.filter((each) => fits(each, role)),
    used,
  );
  const { count, small, consult, emergency, statutory, byHand, secret, explained, ...story } = role;
  const [area, place] = placeOf(random, template, areas, n);
  const request = {
    n,
    type: template.t,
    channel: emergency ? 'PHONE' : (template.ch ?? pickByShare(random, CHANNELS)),
    title: template.title.replaceAll('{p}', place).slice(0, 60),
    text: `${pick(random, OPENINGS)}${template.text.replaceAll('{p}', place)}${pick(random, CLOSINGS)}`,
    categoryCode: template.c,
    areaCode: area.code,
    place: template.text.includes('{p}') ? place : '',
    requester: requesterOf(random, n, secret),
    ...words(template, random, story),
    ...story,
  };
  if (secret) request.secrecy = 'STRICT';
  if (explained)
    Object.assign(request, {
      explained: true,
      rating: 1,
      legalBasis: template.explained,
      opinion: '我不接受这个解释。',
    });
  if (consult) Object.assign(request, { statedDisposition: 'ANSWER_NOW', answer: template.consult });
  if (emergency) request.statedDisposition = 'EMERGENCY';
  if (statutory)
    Object.assign(request, { statedDisposition: template.statutory, script: template.script, basis: template.basis });
  if (role.repeats) request.statedDisposition = 'DUPLICATE_NO_NEW_FACT';
  return request;
}

/**
 * Special roles need their own templates; ordinary ones take every template without a speciality. Who stands at a unit's step for
 * so and so many minutes of office hours is at a unit that keeps them.
 */
function fits(template, role) {
  for (const kind of ['consult', 'emergency', 'statutory', 'secret', 'explained'])
    if (Boolean(template[kind]) !== Boolean(role[kind])) return false;
  // Helpers in the cast are of the city management: it does not help itself.
  if (role.coUnits && /^0[245]/.test(template.c)) return false;
  if (role.byHand && !template.hand) return false;
  if (['acknowledge', 'handle', 'draftReply', 'approveReply'].includes(role.until) && template.shift) return false;
  if ((role.extensions || (role.sinceReceipt ?? role.age) > FOUR_DAYS) && !hasFiveDays(template)) return false;
  // Nobody is unhappy about thanks, and nobody is late with them.
  return template.t !== 'PRAISE' || (role.ends === 'CLOSED' && !role.reworks && !role.slow && !role.extensions);
}

/** Five working days, which may be extended: others have two, ten, fifteen or a day and a night (dmn_deadlines). */
const hasFiveDays = ({ t, c }) => ['HELP', 'COMPLAINT'].includes(t) && !c.startsWith('03-04');

function leastUsed(random, templates, used) {
  const fewest = Math.min(...templates.map((each) => used.get(each) ?? 0));
  const template = pick(
    random,
    templates.filter((each) => (used.get(each) ?? 0) === fewest),
  );
  used.set(template, fewest + 1);
  return template;
}

function words(template, random, { rating }) {
  return {
    measures: template.m,
    reply: template.r && `您好，${template.r}`,
    happy: pick(random, rating === 5 ? HAPPY : ALL_RIGHT),
  };
}

function placeOf(random, template, areas, n) {
  const urban = template.k === 'city' || (template.k === 'any' && random() < 0.6);
  const fitting = areas.filter(({ code, kind }) => code.length === 9 && URBAN.includes(kind) === urban);
  const street = pick(random, fitting);
  const cells = areas.filter(
    ({ code, name }) => code.startsWith(street.code) && name.endsWith(urban ? URBAN_CELL : RURAL_CELL),
  );
  // Agents look up the grid cell of most, and the place lies in it then.
  const cell = cells.length > 0 && random() < KNOWN_CELLS ? pick(random, cells) : undefined;
  const area = cell ?? street;
  if (!urban) {
    const village = cell?.name.replace(RURAL_CELL, '') ?? pick(random, VILLAGE_NAMES);
    return [area, `${village}村${pick(random, ['一组', '二组', '三组', '四组', '五组', '东头', '西头', '河边'])}`];
  }
  const name = cell?.name.replace(URBAN_CELL, '') ?? pick(random, CITY_NAMES);
  const number = 1 + ((n * 7 + between(random, 0, 90)) % 98);
  const places = [
    `${name}小区${(number % 28) + 1}号楼`,
    `${name}路${number}号`,
    `${name}社区${(number % 30) + 1}号院`,
    `${name}巷${number}号`,
    `${name}苑${(number % 20) + 1}栋`,
  ];
  return [area, pick(random, places)];
}

function requesterOf(random, n, secret) {
  if (secret || random() < 0.04) return { kind: 'ANONYMOUS' };
  const phone = `1990001${String(n).padStart(4, '0')}`;
  const surname = pick(random, SURNAMES);
  return { kind: 'PERSON', name: `${surname}${pickByShare(random, TITLES)}`, phone };
}
