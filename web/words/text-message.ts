import { words } from './lang.ts'

export type Texted = {
  company: string
  name: string
  day: string
  latest: string
  count: string
  number: string
  link: string
}

/** Text messages: each is paid for by its length, so each says one thing and where the rest stands. */
export const textMessageWords = words({
  'zh-CN': {
    warranty: (name: string) => `${name}的保修`,
    contract: (name: string) => `维护合同“${name}”`,
    ending: ({ company, name, day, link }: Texted) => `${company}：您的${name}将于${day}到期，服务记录：${link}`,
    offer: ({ company, name, day, link }: Texted) => `${company}：您的${name}将于${day}到期，续约请点：${link}`,
    auto: ({ company, name, day, latest, link }: Texted) =>
      `${company}：您的${name}${day}期满后自动续约，不续约请在${latest}前告知：${link}`,
    digest: ({ company, count, link }: Texted) => `${company}：您有${count}项保修或合同即将到期：${link}`,
    received: ({ company, number, link }: Texted) => `${company}：已收到您的报修，编号${number}，进度：${link}`,
    reply: ({ company, number, link }: Texted) => `${company}：您的报修（编号${number}）有新回复：${link}`,
  },
  en: {
    warranty: (name: string) => `warranty of ${name}`,
    contract: (name: string) => `contract “${name}”`,
    ending: ({ company, name, day, link }: Texted) =>
      `${company}: your ${name} ends on ${day}. Service record: ${link}`,
    offer: ({ company, name, day, link }: Texted) => `${company}: your ${name} ends on ${day}. Renew here: ${link}`,
    auto: ({ company, name, day, latest, link }: Texted) =>
      `${company}: your ${name} renews itself after ${day}. To stop it, tell us by ${latest}: ${link}`,
    digest: ({ company, count, link }: Texted) =>
      `${company}: ${count} warranties or contracts of yours end soon: ${link}`,
    received: ({ company, number, link }: Texted) =>
      `${company}: we have your request, number ${number}. Follow it: ${link}`,
    reply: ({ company, number, link }: Texted) => `${company}: an answer to your request ${number}: ${link}`,
  },
})
