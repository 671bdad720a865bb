import type { LabelSize } from '#rules/asset-label.ts'
import { words } from './lang.ts'

type LabelWords = {
  title: string
  answer: (count: number) => string
  back: string
  size: string
  sizes: Record<LabelSize, string>
  hint: string
  scan: string
  code: (name: string) => string
  empty: { title: string; text: string }
}

/** Labels for machines. */
export const assetLabelWords = words<LabelWords>({
  'zh-CN': {
    title: '打印标签',
    answer: (count) => `${count} 张标签。贴在机器上，客户扫码即可报修，设备已经填好。`,
    back: '设备',
    size: '纸张',
    sizes: { a4: 'A4，每页 24 张（70 × 37 毫米）', '60x40': '标签机 60 × 40 毫米', '50x30': '标签机 50 × 30 毫米' },
    hint: '打印时请选择“实际大小”，不要缩放，也不要页眉页脚。',
    scan: '扫码报修',
    code: (name) => `${name}的报修二维码`,
    empty: { title: '没有选择设备', text: '在设备列表里打印一页，或者在某台设备的页面上打印一张。' },
  },
  en: {
    title: 'Print labels',
    answer: (count) =>
      `${count} ${count === 1 ? 'label' : 'labels'}. On the machine, its code opens the report form with the machine filled in.`,
    back: 'Machines',
    size: 'Paper',
    sizes: {
      a4: 'A4, 24 a page (70 × 37 mm)',
      '60x40': 'Label printer, 60 × 40 mm',
      '50x30': 'Label printer, 50 × 30 mm',
    },
    hint: 'Print at actual size, without scaling and without headers and footers.',
    scan: 'Scan for service',
    code: (name) => `Code that opens the report form for ${name}`,
    empty: { title: 'No machine chosen', text: 'Print a page of the list of machines, or one from its own page.' },
  },
})
