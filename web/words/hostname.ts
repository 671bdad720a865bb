import { words } from './lang.ts'

/** A company's own host names. */
export const hostnameWords = words({
  'zh-CN': {
    title: '自己的域名',
    hint: (ownHost: string) => `客户始终可以访问 ${ownHost}，也可以再用一个您自己的域名。`,
    verified: '已启用',
    waiting: '等待验证',
    set: '请在这个域名的 DNS 里添加一条 TXT 记录，第一行是主机名，第二行是内容：',
    name: 'TXT 记录的主机名',
    value: 'TXT 记录的内容',
    lead: (hostname: string, ownHost: string) => `再添加一条 CNAME 记录，把 ${hostname} 指向 ${ownHost}。`,
  },
  en: {
    title: 'A host name of your own',
    hint: (ownHost: string) => `Customers always reach you at ${ownHost}; a name of your own can lead there, too.`,
    verified: 'In use',
    waiting: 'Not verified yet',
    set: 'Add a TXT record to the DNS of this name. The first line is where it stands, the second what it says:',
    name: 'Name of the TXT record',
    value: 'Content of the TXT record',
    lead: (hostname: string, ownHost: string) => `Add a CNAME record, too, that leads from ${hostname} to ${ownHost}.`,
  },
})
