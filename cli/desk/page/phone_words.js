// SPDX-License-Identifier: Apache-2.0
// What the phones' page says in its own words; nothing is kept, so the language is the browser's until it is chosen.

const words = {
  form: ['向窗口提交证照', 'Hand in your licence'],
  confirm: ['提交这一份？', 'Hand this over?'],
  sending: ['正在提交', 'Handing it over'],
  accepted: ['核验通过', 'Accepted'],
  looking: ['请稍候', 'One moment, please'],
  refused: ['未通过', 'Not accepted'],
  unknown: ['需窗口核对', 'The clerk has to check'],
  over: ['此页面已失效', 'This page is over'],
  loading: ['正在打开', 'Opening'],
  trouble: ['连不上窗口', 'The counter cannot be reached'],
  who: ['谁在索要', 'Who asks'],
  matter: ['办理事项', 'For'],
  asks: ['需要', 'Asks for'],
  asksNot: ['不需要', 'Not asked for'],
  until: ['时间', 'Time'],
  about: ['还有约', 'about'],
  minutes: ['分钟', 'minutes left'],
  lastMinute: ['不到一分钟', 'less than a minute left'],
  renewed: ['到时窗口会显示新的码，重新扫描即可。', 'After that the counter shows a new code, which you can scan.'],
  photo: ['拍照或选择图片', 'Take or choose a picture'],
  photoNote: ['打印的证照码，或保存的码图片', 'of a printed or saved code'],
  file: ['选择证照文件', 'Choose a licence file'],
  fileNote: ['保存在手机里的证照', 'that is kept on this phone'],
  text: ['粘贴码的文字', 'Paste the text of a code'],
  textNote: ['以 EL1 开头', 'it begins with EL1'],
  textLabel: ['码的文字', 'Text of the code'],
  useText: ['用这段文字', 'Use this text'],
  noText: ['请先粘贴码的文字', 'Paste the text of the code first'],
  elsewhere: ['也可以不用手机，直接向窗口人员出示证照。', 'You may as well show your licence to the clerk.'],
  give: ['提交', 'Hand it over'],
  other: ['换一个', 'Choose something else'],
  to: ['提交给', 'It goes to'],
  what: ['提交内容', 'What is handed over'],
  picture: ['一张图片', 'A picture'],
  aFile: ['文件', 'File'],
  aText: ['码的文字', 'Text of a code'],
  characters: ['个字符', 'characters'],
  all: ['码里的全部内容都会交给窗口核验，包括不需要的项目。', 'All that the code holds is handed over and checked, also what is not asked for.'],
  redrawn: ['图片在手机上重新绘制，不含拍摄地点和时间。', 'The picture was drawn anew on this phone: where and when it was taken is not in it.'],
  preview: ['要提交的图片', 'The picture to hand over'],
  again: ['再试一次', 'Try again'],
  newTry: ['如需再试，请扫描窗口的新码。', 'For another try, scan the new code at the counter.'],
  stays: ['结果会显示在这里。', 'What comes of it is shown here.'],
  overSentence: ['窗口码已更新、已答复或已收起。', "The counter's code was renewed, answered or put away."],
  overHint: ['请扫描窗口屏幕上现在的码，或询问窗口人员。', "Scan the code that is on the counter's screen now, or speak to the clerk."],
  tooLarge: ['文件超过 8 MB，请只拍下或只选择码。', 'The file is larger than 8 MB: take or choose the code alone.'],
  isBusy: ['窗口正在接收另一份，请稍后再试。', 'The counter is just taking something else: try again.'],
  notThrough: ['没有送达：网络中断，或窗口没有应答。', 'It did not get through: the network is down, or the counter does not answer.'],
  have: ['已收到', 'received'],
  of: ['共', 'in all'],
  comma: ['、', ', '],
  colon: ['：', ': '],
  language: ['English', '中文'],
};

const LANGUAGES = ['zh', 'en'];
let language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';

export function currentLanguage() {
  return language;
}

export function changeLanguage() {
  language = LANGUAGES.find((other) => other !== language);
}

export function word(key) {
  return words[key][LANGUAGES.indexOf(language)];
}

/** A text that came in both languages. */
export function pick(both) {
  return both?.[language] || both?.zh || both?.en || '';
}
