import { words } from './lang.ts'

/** What members decided about messages. */
export const noticeEventWords = words<Record<string, string>>({
  'zh-CN': {
    'notice.held': '暂缓一条提醒',
    'notice.released': '放行一条提醒',
    'notice.arrived': '确认一条消息已经送到',
    'notice.sent_again': '让一条消息再发一次',
    'company.skipped_released': '放行启用日之前的提醒',
    'policy.differences_seen': '核对了与原记录不一致的判定',
    'channel.address_made': '生成接收退信或退订的地址',
    'channel.reported': '服务商告知一封邮件没有送到',
    'suppression.reported': '因退信、投诉或退订停发一个地址',
    'company.go_live_set': '更改提醒的启用日',
  },
  en: {
    'notice.held': 'Held a reminder back',
    'notice.released': 'Released a reminder',
    'notice.arrived': 'Noted that a message arrived',
    'notice.sent_again': 'Had a message sent again',
    'company.skipped_released': 'Released what was due before the go-live day',
    'policy.differences_seen': 'Checked decisions that come out otherwise',
    'channel.address_made': 'Made an address for bounces or opt-outs',
    'channel.reported': 'A provider told of a mail that did not arrive',
    'suppression.reported': 'An address was stopped: it bounced, complained or opted out',
    'company.go_live_set': 'Changed the go-live day of reminders',
  },
})
