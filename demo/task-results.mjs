/** What the invented staff write into each form; keys are the fields of workflows/forms. */

/** Where a dispatcher sends a request of a first-level category when neither the catalogue nor the request says. */
const USUAL_UNITS = {
  '01': 'ZJJ',
  '02': 'CGJ',
  '03': 'SWJ',
  '04': 'STJ',
  '05': 'JTJ',
  '06': 'YJJ',
  '07': 'SJJ',
  '08': 'RSJ',
  '09': 'WJW',
  10: 'YBJ',
  11: 'JYJ',
  12: 'MZJ',
  13: 'NYJ',
  14: 'ZRJ',
  15: 'WLJ',
  16: 'YLZX',
  17: 'TXB',
  18: 'SPJ',
  19: 'JRJ',
  20: 'ZWZX',
};

const SUMMARY_LENGTH = 60;
/** The first sentences that fit, at least one. @param {string} text */
function briefly(text) {
  const [first = text, ...others] = text.match(/[^。？！]+[。？！]?/g) ?? [];
  let brief = first;
  for (const sentence of others) {
    if (brief.length + sentence.length > SUMMARY_LENGTH) break;
    brief += sentence;
  }
  return brief;
}

const qualityCheck = ({ request, kase }) => ({
  disposition: 'ACCEPT',
  caseType: request.type,
  category: request.categoryCode,
  urgency: kase.urgency,
  secrecy: kase.secrecy,
  summary: `${request.place || '诉求人'}：${briefly(request.text)}`,
  note: '要素齐全，可以派单。',
});

const dispatch = ({ request }) => ({
  leadUnit: request.unit ?? USUAL_UNITS[request.categoryCode.slice(0, 2)],
  reason: '按职责清单派单。',
});

const handle = ({ request }) => ({
  measures: request.measures ?? '已到现场核实并与诉求人见面，问题已处理。',
  ...(request.explained
    ? { closeType: 'EXPLAINED', reasonableness: 'NO_LEGAL_BASIS', legalBasis: request.legalBasis }
    : { closeType: request.partly ? 'PARTLY_SOLVED' : 'SOLVED', reasonableness: 'REASONABLE' }),
});

const draftReply = ({ request }) => ({
  replyText: request.reply ?? '您好，您反映的问题已经处理，感谢您的监督。',
  ...(request.publicReply ? { publicReply: request.publicReply } : {}),
});

/** A date that somebody commits to, days after `now` (epoch ms), as forms want it. */
const dateAfter = (now, days) => new Date(now + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

/** An unhappy answer while the story still needs a rework or an explained close, a happy one otherwise. */
const followUp = ({ request, kase }) => {
  if (request.unreachable) return { reached: 'NO', attempts: 3, opinion: '三次致电均无人接听。' };
  const call = { reached: 'YES', attempts: 1, contactConfirmed: 'YES' };
  if (request.explained || kase.reworkCount < (request.reworks ?? 0)) {
    return {
      ...call,
      solved: 'NO',
      rating: Math.min(request.rating ?? 2, 2),
      opinion: request.opinion ?? '问题没有解决。',
    };
  }
  const rating = Math.max(request.rating ?? 4, 3);
  return {
    ...call,
    solved: request.partly ? 'PARTLY' : 'YES',
    rating,
    opinion: request.happy ?? (rating === 5 ? '办得快，谢谢。' : '基本满意。'),
  };
};

/**
 * By task kind: the form's result for a request of the demo. `done`: how often the case has passed this step before; `now`: of the
 * city, epoch ms.
 * @type {Record<string, (about: { request: object, kase: object, original?: string, done?: number, now?: number }) => object>}
 */
export const TASK_RESULTS = {
  qualityCheck,
  dispatch,
  acknowledge: () => ({ note: '已签收，今天安排人员联系诉求人。' }),
  handle,
  draftReply,
  approveReply: ({ request, done }) =>
    request.replyRefused && done === 0
      ? { replyApproved: 'NO', comment: request.replyRefused }
      : { replyApproved: 'YES' },
  closeReview: ({ request, done }) =>
    request.reviewRejected && done === 0
      ? { reviewOutcome: 'REJECTED', comment: request.reviewRejected }
      : { reviewOutcome: 'APPROVED', checks: ['CONTACTED', 'ANSWERS_REQUEST', 'RESULT_TRUE', 'WORDING'] },
  followUp,
  explainCloseFirst: () => ({ firstAgreed: 'YES', comment: '检测报告与法律依据齐全，同意解释办结。' }),
  explainCloseSecond: () => ({ secondAgreed: 'YES', comment: '同意。' }),
  answerNow: ({ request }) => ({ answer: request.answer ?? '已依知识库答复诉求人。' }),
  confirmHandover: () => ({ receivedBy: '应急值班长', handoverNo: 'YJ-0027' }),
  informRequester: ({ request }) => ({
    script: request.script ?? '该事项已有法定渠道，请按原渠道办理。',
    basis: request.basis ?? '依法应通过法定途径解决。',
  }),
  linkDuplicate: ({ request, original }) => ({
    duplicateOf: original,
    progressTold: request.progressTold ?? '已告知诉求人原工单的进展。',
  }),
  checkWithdrawal: ({ request }) =>
    request.withdrawContinued
      ? { withdrawalOutcome: 'CONTINUED', voluntary: 'YES', reason: '涉及公共安全，诉求人虽自愿撤回，仍须继续办理。' }
      : { withdrawalOutcome: 'ACCEPTED', voluntary: 'YES', reason: '电话核实为本人自愿，不涉及公共利益与安全。' },
  approveVoid: () => ({ voidApproved: 'YES' }),
  approveExtensionUnit: () => ({ extensionUnitApproved: 'YES' }),
  approveExtension: () => ({ extensionApproved: 'YES' }),
  approveFurtherExtension: () => ({ extensionApproved: 'YES' }),
  followInstruction: () => ({ answer: '已传达主办单位并到现场督促，进度每日报送。' }),
  inspectOnSite: () => ({ findings: '现场查看，整改正在进行，与单位所报一致，下周复查。' }),
  signSupervision: () => ({ measures: '已签收通报，由分管负责人牵头，三日内拿出办法并报进度。' }),
  holdJointMeeting: ({ now }) => ({
    meetingUnits: '水务局、生态环境局、城管执法局、农业农村局',
    minutes: '主办单位牵头，各单位按分工当周到场，费用按职责分担，下周复会。',
    newDueOn: dateAfter(now, 7),
  }),
  writeInstruction: ({ now }) => ({
    instruction: '请主要负责人到现场办公，一周内见到成效，结果直接报我。',
    committedOn: dateAfter(now, 7),
  }),
  answerSupervision: () => ({ answer: '已安排专人负责，材料和人员均已到位，预计三日内办结并回复诉求人。' }),
  reviewSupervision: () => ({ answerSufficient: 'YES' }),
  approveHandoverFirst: () => ({ handoverFirst: 'YES' }),
  approveHandoverSecond: () => ({ handoverSecond: 'YES' }),
  coAcknowledge: () => ({ note: '已签收，明天到现场。' }),
  coHandle: () => ({ result: '已按分工完成：清运垃圾两车，封堵排口一处，现场照片已留存。' }),
  acceptCoResult: () => ({ coAccepted: 'YES' }),
};
