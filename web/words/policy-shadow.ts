import { words } from './lang.ts'

/** What a draft would have made of what has already happened. */
export const shadowWords = words({
  'zh-CN': {
    link: '按这份草稿试算最近的请求',
    title: (number: number) => `按第 ${number} 版草稿试算`,
    answer: (requests: number, different: number) =>
      different === 0
        ? `最近 ${requests} 个请求的时限都不会改变。`
        : `最近 ${requests} 个请求中，有 ${different} 个的时限会不同。`,
    late: (before: number, after: number) => `超时的时限：实际 ${before} 个，按草稿 ${after} 个。`,
    note: '只是试算：不保存，也不影响任何请求。尚未完成的，按现在是否已过期计算。',
    request: '请求',
    what: '时限',
    before: '实际时限',
    after: '按草稿',
    none: '无时限',
    verdict: '变化',
    earlier: '提前',
    later: '推后',
    added: '新增时限',
    dropped: '不再有时限',
    nowLate: '会超时',
    nowKept: '不会超时',
    empty: { title: '没有可以试算的请求', text: '有了服务请求之后，可以在这里看到草稿会改变哪些时限。' },
    staff: { title: '员工制度没有可以试算的时限', text: '只有服务制度规定服务请求的时限。' },
  },
  en: {
    link: 'Try this draft out on the last requests',
    title: (number: number) => `What version ${number} would have changed`,
    answer: (requests: number, different: number) => {
      if (requests === 1)
        return different === 0
          ? 'The last request would have had the same deadlines.'
          : 'The last request would have had other deadlines.'
      if (different === 0) return `None of the last ${requests} requests would have had another deadline.`
      return `${different} of the last ${requests} requests would have had other deadlines.`
    },
    late: (before: number, after: number) => `Deadlines missed: ${before} as it was, ${after} under the draft.`,
    note: 'This is a calculation only: nothing is kept and no request is changed. What is not done yet counts as of now.',
    request: 'Request',
    what: 'Deadline for',
    before: 'As it was',
    after: 'Under the draft',
    none: 'No deadline',
    verdict: 'Change',
    earlier: 'Earlier',
    later: 'Later',
    added: 'New deadline',
    dropped: 'No deadline any more',
    nowLate: 'Would be late',
    nowKept: 'Would be kept',
    empty: {
      title: 'There is no request to try it out on',
      text: 'Once there are requests you see here what the draft would change for them.',
    },
    staff: { title: 'A staff policy sets no deadlines for requests', text: 'Only the service policy does.' },
  },
})
