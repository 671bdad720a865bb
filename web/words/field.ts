import { words } from './lang.ts'

/** Why a field was refused. Schemas of forms use these as their messages. */
export const fieldReasons = words({
  'zh-CN': {
    required: '请填写这一项。',
    too_short: '内容太短。',
    too_long: '内容太长，请删减一些。',
    email: '请填写有效的邮箱，例如 name@example.com。',
    phone: '请填写能联系到您的电话号码。',
    number: '请填写数字。',
    range: '数值超出允许的范围。',
    choice: '请从给出的选项中选择。',
    date: '请填写有效的日期和时间。',
    text: '包含无法保存的字符，请修改。',
    unknown: '表单里有这里不认识的内容，请刷新后重试。',
    repeated: '这一项重复了，请刷新后重试。',
    taken: '已被占用，请换一个。',
    colour: '请填写颜色，例如 #1f6feb。',
  },
  en: {
    required: 'Please fill this in.',
    too_short: 'This is too short.',
    too_long: 'This is too long; please shorten it.',
    email: 'Enter a valid e-mail address, such as name@example.com.',
    phone: 'Enter a phone number at which we can reach you.',
    number: 'Enter a number.',
    range: 'This is outside the allowed range.',
    choice: 'Choose one of the options.',
    date: 'Enter a valid date and time.',
    text: 'This contains characters that cannot be stored; please change it.',
    unknown: 'The form contains something unknown here; please reload and try again.',
    repeated: 'This was sent twice; please reload and try again.',
    taken: 'This is taken; please choose another.',
    colour: 'Enter a colour such as #1f6feb.',
  },
})
export type FieldReason = keyof (typeof fieldReasons)['en']
