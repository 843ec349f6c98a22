// SPDX-License-Identifier: Apache-2.0
// A view of each state, as full as the desk's contract lets it be. Names are invented, numbers synthetic.

/** A portrait: one grey point, as PNG. */
export const PORTRAIT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

const both = (zh, en) => ({ zh, en });

const DESK = {
  window: '7', clerk: '兰芷', counter: { id: '913605020000000194', name: both('新余市政务服务中心', 'Xinyu Service Hall') },
  time: '2026-11-28T09:00:00Z', test_clock: false, trust: { age_seconds: 10800 }, status: { age_seconds: 86400 * 4 },
  gun: 'none', repository: 'none', idle_seconds: 60, has_pin: true, has_key: true, has_store: true,
};

const MATTER = { name: 'residence-permit-issue', code: '360500-012', title: both('居住证申领', 'Residence permit, first issue') };
const CASE = { number: '913605020000000194-2026-000017', state: 'COLLECTING', label: both('收件', 'collecting') };

const field = (name, zh, en, text, more = {}) => ({ name, title: both(zh, en), value: both(text, text), finding: null, sensitive: false, member: 0, ...more });

export const CARD = {
  type: { name: 'id-card', title: both('居民身份证', 'identity card') },
  issuer: { id: '11360500000000019F', name: both('新余市公安局', 'Xinyu Public Security Bureau') },
  identifier: '1.2.156.3005.2.11100000000013127D001.11360500000000019F.A1B2C3.001.X', until: '2036-05-01', bound: true, has_portrait: false,
  fields: [field('name', '姓名', 'name', '江采薇'), field('sex', '性别', 'sex', '女'), field('ethnic_group', '民族', 'ethnic group', '汉'),
    field('birth_date', '出生', 'date of birth', '1990-01-01'), field('address', '住址', 'address', '江西省新余市渝水区抱石大道 1 号 2 栋 303 室'),
    field('citizen_number', '公民身份号码', 'citizen number', '360502199001010027', { sensitive: true })],
};

const LICENCE = {
  ...CARD, type: { name: 'household-register', title: both('居民户口簿', 'household register') }, until: null, bound: false,
  fields: [field('head', '户主', 'head of household', '江采薇'), field('address', '住址', 'address', '江西省新余市渝水区抱石大道 1 号'),
    field('name', '姓名', 'name', '江小满', { member: 1 }), field('relation', '与户主关系', 'relation', '子', { member: 1, finding: both('与性别不符', 'contradicts the sex') })],
};

const verdict = (decision, more = {}) => ({ decision, reason: null, sentence: both('核验通过', 'Accepted'), remedy: both('', ''), detail: '', looks: [], licences: [CARD], ...more });

const chip = (material, zh, en, state, more = {}) => ({ material, title: both(zh, en), necessity: 1, state, way: null, may: [], reusable: [], day: null, ...more });

const CHIPS = [
  chip('identity', '申请人身份证', "applicant's identity card", 'licence', { way: 'show' }),
  chip('household', '户口簿', 'household register', 'missing', { may: ['paper', 'defer', 'fetch', 'reuse'], necessity: 3,
    reusable: [{ source: '913605020000000194-2026-000003', material: 'household', submitted: '2026-10-01T03:00:00Z', clerk: '杜若' }] }),
  chip('tenancy', '租赁合同', 'tenancy contract', 'paper'),
  chip('photo', '近期照片', 'recent photograph', 'deferred', { necessity: 3, day: '2026-12-31' }),
  chip('marriage', '结婚证', 'marriage certificate', 'unchecked'),
  chip('other', '委托书', 'letter of authority', 'not-needed', { necessity: 2, may: ['paper'] }),
];

const blank = (name, zh, en, kind, value, provenance, more = {}) => ({ name, title: both(zh, en), kind, required: true, value, provenance,
  from: null, verified: '', choices: [], problem: null, ...more });
const FROM = both('居民身份证', 'identity card');

const FORM = [
  blank('name', '申请人姓名', "applicant's name", 'text', '江采薇', 'licence', { from: FROM, verified: '江采薇' }),
  blank('number', '公民身份号码', 'citizen number', 'citizen-number', '360502199001010027', 'licence', { from: FROM }),
  blank('address', '现居住地址', 'present address', 'text', '渝水区仙来大道 9 号', 'edited', { from: FROM, verified: '渝水区抱石大道 1 号' }),
  blank('phone', '联系电话', 'telephone', 'phone', '0790-0000000', 'typed'),
  blank('since', '居住起始日', 'living there since', 'date', '', 'empty'),
  blank('reason', '居住事由', 'reason of stay', 'choice', '', 'empty', { choices: [both('务工', 'work'), both('就学', 'school')] }),
  blank('note', '备注', 'remark', 'text', '', 'empty', { required: false, problem: both('不能超过 100 字', 'at most 100 characters') }),
];

const RULES = [
  { name: 'same-name', title: both('姓名一致', 'names are the same'), result: 'same', label: both('一致', 'the same'), advisory: false, decided: false, holds: true },
  { name: 'region', title: both('住址在本辖区', 'the address lies in the region'), result: 'different', label: both('不一致', 'differs'), advisory: true, decided: false, holds: false },
  { name: 'member', title: both('系户内成员', 'a member of the household'), result: 'cannot-compare', label: both('无法比对', 'cannot be compared'), advisory: false, decided: false, holds: false },
  { name: 'later', title: both('合同未到期', 'the contract still runs'), result: 'none', label: both('尚未比对', 'not yet compared'), advisory: false, decided: false, holds: false },
];

const LACKS = [{ kind: 'material', name: 'household', text: both('户口簿', 'household register') }, { kind: 'blank', name: 'since', text: both('居住起始日', 'living there since') }];

const SLIP = {
  v: 1, title: both('受理回执', 'Receipt of acceptance'), state: 'ACCEPTED', number: CASE.number, matter: MATTER.title, department: both('新余市公安局', 'Xinyu Public Security Bureau'),
  counter: '913605020000000194', window: '7', clerk: '兰芷', at: '2026-11-28T09:00:00Z', days: 15,
  materials: [{ title: both('申请人身份证', "applicant's identity card"), state: both('已引用证照', 'from a licence'), day: null }, { title: both('近期照片', 'recent photograph'), state: both('容缺后补', 'follows later'), day: '2026-12-31' }],
  reason: null, lacks: [],
};

const NOTICE = { ...SLIP, title: both('补正告知书', 'Notice of what is missing'), state: 'CORRECTING', materials: [], lacks: LACKS };

const DECLINED = { ...SLIP, title: both('不予受理通知书', 'Notice of non-acceptance'), state: 'NOT_ACCEPTED', reason: '不属于本辖区' };

const EARLIER = [{ number: '913605020000000194-2026-000009', matter: MATTER.title, label: both('补齐补正', 'to be completed'), changed: '2026-11-27T03:00:00Z', clerk: '杜若' }];

/** What the desk answers to which cases there are to go on with. */
export const CASES = EARLIER;

const CODE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><rect width="29" height="29" fill="#fff"/><path d="M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7zM13 13h3v3h-3z" fill="#000"/></svg>';

export const NOTHING = {
  v: 1, state: 'ready', desk: DESK, matter: null, told: null, case: null, earlier: [], chips: [], have: 0, needed: 0, parts: null, verdict: null, refusal: null, last_slip: null, other: null, ask: null,
  form: [], rules: [], lacks: [], ready: false, question: null, done: null, timing: { count: 0, median_seconds: null, p95_seconds: null },
};

const OPEN = { ...NOTHING, matter: MATTER, case: CASE, chips: CHIPS, have: 4, needed: 5, form: FORM, rules: RULES, lacks: LACKS,
  timing: { count: 31, median_seconds: 7.8, p95_seconds: 14.2 } };

const ask = () => ({ code: CODE, until: new Date(Date.now() + 300000).toISOString(), seconds: 300,
  asked: [{ type: FROM, fields: [both('姓名', 'name'), both('公民身份号码', 'citizen number'), both('住址', 'address')] }], kept: [both('照片', 'photo')] });

/** All that is in the contract, by the name of the screenshot. */
export const VIEWS = {
  start: { ...NOTHING, state: 'start' },
  ready: { ...OPEN, case: null, chips: CHIPS.map((one) => ({ ...one, state: 'missing', may: [], reusable: [] })), have: 0, form: [], rules: [] },
  parts: { ...NOTHING, parts: { have: 1, of: 3 } },
  'repository-ready': { ...OPEN, case: null, desk: { ...DESK, repository: 'ready' }, form: [], rules: [] },
  checking: { ...OPEN, state: 'checking', desk: { ...DESK, repository: 'ready' } },
  'no-answer': { ...OPEN, state: 'unknown', desk: { ...DESK, repository: 'gone' }, verdict: verdict('unknown', { licences: [],
    sentence: both('证照库没有答复', 'The repository does not answer'), remedy: both('请出示证照本身，或重新授权后再试', 'Have the licence itself shown, or ask for a new grant and try again') }) },
  'gun-gone': { ...NOTHING, desk: { ...DESK, gun: 'gone', repository: 'gone', trust: { age_seconds: null } } },
  accepted: { ...OPEN, state: 'accepted', verdict: verdict('accepted') },
  'accepted-only': { ...NOTHING, state: 'accepted', verdict: verdict('accepted') },
  look: { ...OPEN, state: 'look', verdict: verdict('accepted', { licences: [{ ...LICENCE, has_portrait: true }], looks: [
    { what: 'unbound', text: both('未绑定持证人，请比对照片', 'not bound to a holder: compare the portrait') }, { what: 'expires-soon', text: both('再过 6 天到期', 'it expires in 6 days') }] }) },
  refused: { ...NOTHING, state: 'refused', verdict: verdict('refused', { reason: 'REVOKED', licences: [], sentence: both('发证机关已于 2026-03-02 吊销', 'Revoked by its issuer on 2026-03-02'),
    remedy: both('请到市场监督管理局 7 号窗口', 'Please go to window 7 of the Market Regulation Bureau'), detail: 'status list 3, index 17' }), refusal: { can_record: true, recorded: false } },
  recorded: { ...NOTHING, state: 'refused', verdict: verdict('refused', { reason: 'EXPIRED', licences: [], sentence: both('证照已过有效期', 'The licence has expired'),
    remedy: both('请到发证机关换证', 'Its holder needs a new one') }), refusal: { can_record: false, recorded: true } },
  other: { ...NOTHING, state: 'other', other: { kind: 'payment', text: both('这是付款码', 'That is a payment code'), hint: both('请出示电子证照码', 'Please show the code of an electronic licence'), have: null, of: null } },
  'cut-off': { ...NOTHING, state: 'other', other: { kind: 'cut-off', text: both('码不完整：读到 212 个字符，共 375 个', 'The code is cut off: 212 of 375 characters'), hint: both('请放慢速度、靠近后重新扫码', 'Scan it again, slower and nearer'), have: 212, of: 375 } },
  unknown: { ...OPEN, case: null, state: 'unknown', verdict: verdict('unknown', { reason: 'STATUS_STALE', sentence: both('状态数据已有 9 天', 'The status list is 9 days old'), remedy: both('请更新状态数据', 'Update the status data') }) },
  asking: { ...OPEN, state: 'asking', ask: ask() },
  fill: { ...OPEN, state: 'fill' },
  'fill-again': { ...OPEN, state: 'fill', earlier: EARLIER },
  'fill-ready': { ...OPEN, state: 'fill', lacks: [], ready: true },
  question: { ...OPEN, state: 'accepted', verdict: verdict('accepted'), question: { kind: 'add-or-next', licences: [both('居民户口簿', 'household register')] } },
  told: { ...OPEN, state: 'fill', told: both('该材料属于另一人', 'That material is of another person') },
  done: { ...NOTHING, state: 'done', done: { number: CASE.number, slip: SLIP, seconds: 11.2, clears_seconds: 5 } },
  'done-notice': { ...NOTHING, state: 'done', done: { number: CASE.number, slip: NOTICE, seconds: 31, clears_seconds: 5 } },
  'done-declined': { ...NOTHING, state: 'done', done: { number: CASE.number, slip: DECLINED, seconds: 31, clears_seconds: 5 } },
  'ready-again': { ...NOTHING, last_slip: SLIP },
  'done-held': { ...NOTHING, state: 'done', done: { number: CASE.number, slip: SLIP, seconds: 11.2, clears_seconds: null } },
  locked: { ...NOTHING, state: 'locked' },
};
