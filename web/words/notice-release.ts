import { words } from './lang.ts'

/** All that was left out because it was due before the go-live day, sent all the same by one press. */
export const noticeReleaseWords = words({
  'zh-CN': {
    link: '一次放行多条…',
    title: '放行启用日之前的提醒',
    answer: '这些提醒应在启用日之前发出，所以只列出、没有发送。',
    none: { title: '没有可以放行的', text: '因启用日未发送的提醒都已处理，或者已经不能再发。' },
    days: '按应发日期',
    all: '全部日期',
    would: (count: number, people: number) => `放行后会发出 ${count} 条，收件人 ${people} 位。`,
    rest: (rest: number) => `一次最多放行这么多；其余 ${rest} 条放行之后再来一次。`,
    unable: (count: number) => `另有 ${count} 条现在不能发：已经到期或变更、没有收件地址，或者客户没有同意。`,
    when: '马上发出；静默时段内的等时段结束。同一个人一天超过五条的合并成一条。发出后不能收回。',
    first: '包括',
    andMore: (count: number) => `还有 ${count} 条`,
    submit: (count: number) => `放行这 ${count} 条`,
    done: (count: number) => `已放行 ${count} 条，很快发出。`,
    changed: '列表刚刚有变化，请核对新的数目后再放行。',
    does: '改启用日，会怎样',
    doesItems: [
      '改早：从新的日期起应发、还没有列为“未发送”的提醒，会马上补发。',
      '改晚：以后排出来的提醒，应在新日期之前发的只列出，不发送。',
    ],
    doesNot: '不会怎样',
    doesNotItems: [
      '已经列为“未发送”的不会因此发出，需要的话另外放行（见下面的按钮）。',
      '已经发出的不会收回；已经排好、正在等待发送的照常发出，可以逐条暂缓。',
    ],
  },
  en: {
    link: 'Release several at once…',
    title: 'Release what was due before the go-live day',
    answer: 'These were due before the go-live day, so they were listed and not sent.',
    none: {
      title: 'Nothing to release',
      text: 'What the go-live day left out is dealt with, or can no longer be sent.',
    },
    days: 'By the day they were due',
    all: 'Every day',
    would: (count: number, people: number) =>
      `${count === 1 ? 'One message' : `${count} messages`} would go to ${people === 1 ? 'one recipient' : `${people} recipients`}.`,
    rest: (rest: number) => `This is the most at once; the other ${rest} can be released afterwards.`,
    unable: (count: number) =>
      `${count} more cannot be sent now: what they speak of has ended or changed, or there is no address or no consent.`,
    when: 'They leave at once, or after the quiet hours. More than five a day to one person become one message. What has left cannot be taken back.',
    first: 'Among them',
    andMore: (count: number) => `${count} more`,
    submit: (count: number) => (count === 1 ? 'Release it' : `Release these ${count}`),
    done: (count: number) =>
      count === 1 ? 'One is released and goes out soon.' : `${count} are released and go out soon.`,
    changed: 'The list has just changed. Check the new number, then release.',
    does: 'What another day does',
    doesItems: [
      'An earlier one: what was due from then on, and is not listed as left out yet, goes out at once.',
      'A later one: what is planned from now on and was due before it is listed and not sent.',
    ],
    doesNot: 'What it does not do',
    doesNotItems: [
      'What is listed as left out already is not sent by it: release that separately, by the button below.',
      'What has left is not taken back; what waits for its time still leaves, unless it is held one by one.',
    ],
  },
})
