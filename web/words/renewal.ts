import type { SkipReason } from '#rules/notice.ts'
import type { RetireReason } from '#rules/notice-sending.ts'
import type { LossReason, RenewalAnswer, RenewalRefusal, RenewalStage } from '#rules/renewal-stage.ts'
import { type Lang, words } from './lang.ts'

/** Why something that the policy asks for is not sent. */
export const skipReasonWords: Record<Lang, Record<SkipReason, string>> = words({
  'zh-CN': {
    ended_before_entered: '登记时已经到期，不再提醒。',
    ended: '已经到期，不再提醒。',
    renewed: '已经续签，不再提醒。',
    cancelled: '合同已经取消，不再提醒。',
    before_go_live: '应发日期早于启用日，没有发送；需要时可以由人工发送。',
    before_joined: '应发日期早于这位同事加入的日期，没有发送。',
    no_recipient: '没有可以通知的人：请为客户登记联系人。',
    no_address: '没有可用的邮箱或手机号。',
    suppressed: '这个地址已停用：曾经退信，或有人要求不再发送。',
    unsubscribed: '对方已退订推销内容，已跳过。',
    no_consent: '未取得营销同意，已跳过。',
    no_time_left: '到期前只剩免打扰时段，没有发送。',
  },
  en: {
    ended_before_entered: 'It had ended before it was entered here, so nobody is told.',
    ended: 'It has ended, so nobody is told any more.',
    renewed: 'It has been renewed, so nobody is told.',
    cancelled: 'The contract was cancelled, so nobody is told.',
    before_go_live: 'It was due before the go-live day and was not sent; somebody can send it by hand.',
    before_joined: 'It was due before this colleague joined, so it was not sent.',
    no_recipient: 'There is nobody to tell: add a contact to the customer.',
    no_address: 'There is no e-mail address or mobile number to use.',
    suppressed: 'This address is no longer used: mail bounced, or somebody asked not to be written to.',
    unsubscribed: 'They unsubscribed from offers; skipped.',
    no_consent: 'No marketing consent; skipped.',
    no_time_left: 'Only quiet hours are left before the end, so it was not sent.',
  },
})

/** Why a notice that was planned is not sent after all. */
export const retireReasonWords: Record<Lang, Record<RetireReason, string>> = words({
  'zh-CN': {
    moved: '到期日变了，按新日期重新安排。',
    renewed: '已经续签。',
    cancelled: '合同已经取消。',
    ended: '已经到期。',
    no_longer_asked: '现行制度或收件人已经变化，不再按此发送。',
    no_address: '没有可用的邮箱或手机号。',
    suppressed: '这个地址已停用。',
    unsubscribed: '对方已退订推销内容。',
    no_consent: '对方撤回了营销同意。',
  },
  en: {
    moved: 'The end moved; it is planned anew for the new date.',
    renewed: 'It has been renewed.',
    cancelled: 'The contract was cancelled.',
    ended: 'It has ended.',
    no_longer_asked: 'The policy or the recipient changed; it is no longer sent like this.',
    no_address: 'There is no e-mail address or mobile number to use.',
    suppressed: 'This address is no longer used.',
    unsubscribed: 'They unsubscribed from offers.',
    no_consent: 'Marketing consent was withdrawn.',
  },
})

export const renewalStageWords: Record<Lang, Record<RenewalStage, string>> = words({
  'zh-CN': { told: '已通知', answered: '已回复', quoted: '已报价', renewed: '已续签', lost: '未续签' },
  en: { told: 'Told', answered: 'Answered', quoted: 'Quoted', renewed: 'Renewed', lost: 'Lost' },
})

export const renewalAnswerWords: Record<Lang, Record<RenewalAnswer, string>> = words({
  'zh-CN': { renew: '我要续签', call_me: '请给我打电话' },
  en: { renew: 'Renew', call_me: 'Call me' },
})

export const lossReasonWords: Record<Lang, Record<LossReason, string>> = words({
  'zh-CN': {
    price: '价格',
    other_supplier: '换了服务商',
    not_satisfied: '对服务不满意',
    machine_retired: '设备停用',
    no_need: '不再需要',
    lapsed: '到期后没有回音',
    other: '其他',
  },
  en: {
    price: 'Price',
    other_supplier: 'Went to another supplier',
    not_satisfied: 'Not satisfied with the service',
    machine_retired: 'The machine is no longer used',
    no_need: 'No need any more',
    lapsed: 'No answer after the end',
    other: 'Other',
  },
})

/** Why a step of a renewal was refused. */
export const renewalRefusalWords: Record<Lang, Record<RenewalRefusal, string>> = words({
  'zh-CN': {
    over: '这项续约已经有结果了。',
    not_lost: '只有未续签的才能重新跟进。',
    no_owner: '请先指定负责人。',
    unknown_member: '请选择在职的同事。',
    in_the_past: '跟进日期不能早于今天。',
    unknown_answer: '请选择“我要续签”或“请给我打电话”。',
    already_answered: '已经收到您的回复。',
    no_price: '请填写大于零的报价。',
    unknown_reason: '请选择未续签的原因。',
    not_lapsed: '到期还不满一个月。',
  },
  en: {
    over: 'This renewal is settled already.',
    not_lost: 'Only a lost renewal can be taken up again.',
    no_owner: 'Choose who looks after it first.',
    unknown_member: 'Choose a colleague who works here.',
    in_the_past: 'A follow-up cannot be earlier than today.',
    unknown_answer: 'Choose to renew or to be called.',
    already_answered: 'We have your answer already.',
    no_price: 'Enter a price above zero.',
    unknown_reason: 'Choose why it was lost.',
    not_lapsed: 'It ended less than a month ago.',
  },
})
