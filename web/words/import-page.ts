import type { ImportKind } from '#rules/import.ts'
import type { ImportRefusal, ImportStatus } from '#rules/import-life.ts'
import { words } from './lang.ts'

/** One file on its way in: its columns, its rows, what became of them. */
export const importPageWords = words({
  'zh-CN': {
    back: '导入和导出',
    states: {
      ...{ staging: '上传未完成', mapping: '待确认列', checking: '正在检查', checked: '待写入' },
      ...{ importing: '正在写入', done: '已写入', undoing: '正在撤销', undone: '已撤销', dropped: '已放弃' },
    } satisfies Record<ImportStatus, string>,
    heading: (kind: string, file: string) => `${kind}：${file}`,
    staging: '文件没有上传完整，什么也没有写入。请放弃这一次，重新上传。',
    dropped: '这次导入已放弃，没有写入任何内容，文件里的行也已删除。',
    drop: '放弃这次导入',
    again: '导入另一个文件',
    mapping: {
      answer: (rows: number) =>
        `文件有 ${rows.toLocaleString('zh-CN')} 行。请确认每一列是什么，下次同样的列名会自动对上。`,
      kinds: '文件里是',
      column: '文件里的列',
      sample: '前几行',
      meaning: '是什么',
      skip: '不导入',
      nameless: (nth: number) => `第 ${nth} 列（没有列名）`,
      required: (name: string) => `${name}（必填）`,
      check: '检查每一行',
      missing: (names: string) => `还缺必填的列：${names}`,
      repeated: (name: string) => `有两列都是“${name}”，只能留一列。`,
      unknown: '请从列表中选择。',
    },
    progress: {
      checking: '正在检查',
      importing: '正在写入',
      undoing: '正在撤销',
      text: {
        checking: (good: number, bad: number) =>
          `已检查 ${(good + bad).toLocaleString('zh-CN')} 行，其中 ${bad.toLocaleString('zh-CN')} 行有问题`,
        importing: (written: number) => `已写入 ${written.toLocaleString('zh-CN')} 行`,
        undoing: () => '正在撤销没有人改过的内容',
      },
      note: '可以离开这一页，会在后台继续；回来时会接着显示。',
      next: '继续',
      stuck: '暂时没有回应。会在后台继续，也可以点“继续”。',
    },
    result: {
      answer: (good: number, bad: number) =>
        bad === 0
          ? `${good.toLocaleString('zh-CN')} 行都没有问题。`
          : `${good.toLocaleString('zh-CN')} 行可以导入，${bad.toLocaleString('zh-CN')} 行有问题，不会导入。`,
      rows: '检查结果',
      filters: { bad: '有问题的', warned: '要留意的', all: '全部' },
      noBad: '没有有问题的行。',
      none: '这里没有行。',
      columns: { row: '行', found: '检查结果', cells: '内容' },
      fine: '没有问题',
      imported: '照样导入',
      download: '下载有问题的行',
      downloadHint: '改好之后可以直接再上传。',
      reason: '问题',
      fileRow: '原文件行号',
      badName: (file: string) => `${file}：有问题的行`,
      remap: '重新确认列',
      first: '首页',
    },
    entry: {
      title: '写入',
      none: '没有可以导入的行。请改好文件再上传，或者重新确认列。',
      day: '从哪一天起发到期提醒',
      dayHint: '在这一天之前就该发的提醒只显示、不发出，这样导入几千台老设备也不会一下子通知几千人。',
      dayWrong: '请选择一个日期。',
      recount: '按这一天重新计算',
      preview: '按现在的服务制度，最多会发出：',
      ends: (count: number) => `90 天内到期的有 ${count.toLocaleString('zh-CN')} 项。`,
      atOnce: '马上',
      later: '90 天内',
      barred: '因为这一天而不发',
      customers: (count: number) => `给客户 ${count.toLocaleString('zh-CN')} 条`,
      colleagues: (count: number) => `给同事 ${count.toLocaleString('zh-CN')} 条`,
      atMost: '按每个客户都有联系方式、都同意接收来算；同一个人一天超过五条时会合成一条。',
      noPolicy: '公司还没有执行中的服务制度，所以不会发提醒。',
      send: (good: number) => `写入 ${good.toLocaleString('zh-CN')} 行`,
    },
    done: {
      answer: (written: number, bad: number) =>
        bad === 0
          ? `已写入 ${written.toLocaleString('zh-CN')} 行。`
          : `已写入 ${written.toLocaleString('zh-CN')} 行，${bad.toLocaleString('zh-CN')} 行有问题，没有写入。`,
      see: {
        ...{ customer: '查看客户', product: '查看产品', asset: '查看设备', contract: '查看合同' },
      } satisfies Record<ImportKind, string>,
      from: (day: string) => `${day}之前就该发的提醒不发出。`,
      undo: '撤销整次导入',
      undoTitle: '撤销',
      undoHint: '会删除这次导入带来、之后没有人改过、也没有被服务请求等用到的内容。改过的和用到的会保留，并列出来。',
    },
    undone: {
      answer: '这次导入已撤销。',
      kept: '保留下来的',
      keptHint: '有人改过，或者已经被服务请求、合同、提醒等用到。',
      nothing: '这次导入带来的内容都已删除。',
      kinds: {
        customer: '客户',
        product: '产品',
        asset: '设备',
        contract: '合同',
        contact: '联系人',
        site: '服务地点',
      },
    },
    refused: {
      not_mappable: '这次导入已经往下走了，不能再改列。',
      not_checked: '要先检查完每一行，才能写入。',
      nothing_good: '没有可以导入的行。',
      another_running: '有另一次导入正在进行，请等它完成再试。',
      not_done: '只有已写入的导入才能撤销。',
      over: '这次导入已经结束，不能放弃。',
    } satisfies Record<ImportRefusal, string>,
  },
  en: {
    back: 'Import and export',
    states: {
      ...{ staging: 'Upload incomplete', mapping: 'Columns to confirm', checking: 'Being checked' },
      ...{ checked: 'Checked, not stored', importing: 'Being stored', done: 'Stored', undoing: 'Being undone' },
      ...{ undone: 'Undone', dropped: 'Dropped' },
    } satisfies Record<ImportStatus, string>,
    heading: (kind: string, file: string) => `${kind}: ${file}`,
    staging: 'The upload did not come through completely, and nothing was stored. Drop it and upload the file again.',
    dropped: 'This import was dropped. Nothing was stored, and the rows of the file are deleted.',
    drop: 'Drop this import',
    again: 'Import another file',
    mapping: {
      answer: (rows: number) =>
        `The file has ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}. Confirm what each column is; the next file with the same headers is matched by itself.`,
      kinds: 'The file holds',
      column: 'Column of the file',
      sample: 'First rows',
      meaning: 'What it is',
      skip: 'Not imported',
      nameless: (nth: number) => `Column ${nth} (no header)`,
      required: (name: string) => `${name} (required)`,
      check: 'Check every row',
      missing: (names: string) => `Required columns are missing: ${names}`,
      repeated: (name: string) => `Two columns are “${name}”; only one can be.`,
      unknown: 'Choose one of the list.',
    },
    progress: {
      checking: 'Being checked',
      importing: 'Being stored',
      undoing: 'Being undone',
      text: {
        checking: (good: number, bad: number) =>
          `${(good + bad).toLocaleString('en')} rows checked, ${bad.toLocaleString('en')} with problems`,
        importing: (written: number) => `${written.toLocaleString('en')} rows stored`,
        undoing: () => 'Taking back what nobody changed',
      },
      note: 'You may leave this page; the work goes on without it and is shown here when you come back.',
      next: 'Continue',
      stuck: 'No answer for the moment. The work goes on by itself; you can also press “Continue”.',
    },
    result: {
      answer: (good: number, bad: number) =>
        bad === 0
          ? `All ${good.toLocaleString('en')} rows are fine.`
          : `${good.toLocaleString('en')} rows can be imported; ${bad.toLocaleString('en')} have problems and will not be.`,
      rows: 'What was found',
      filters: { bad: 'With problems', warned: 'Worth a look', all: 'All' },
      noBad: 'No row has a problem.',
      none: 'There are no rows here.',
      columns: { row: 'Row', found: 'Found', cells: 'Content' },
      fine: 'Fine',
      imported: 'Imported all the same',
      download: 'Download the rows with problems',
      downloadHint: 'Once corrected, the file can be uploaded as it is.',
      reason: 'Problem',
      fileRow: 'Row in the original file',
      badName: (file: string) => `${file}: rows with problems`,
      remap: 'Change the columns',
      first: 'First page',
    },
    entry: {
      title: 'Store',
      none: 'No row can be imported. Correct the file and upload it again, or change the columns.',
      day: 'Send notices of what ends from',
      dayHint:
        'What fell due before this day is shown and not sent, so that thousands of old machines do not notify thousands of people at once.',
      dayWrong: 'Choose a day.',
      recount: 'Count again for this day',
      preview: 'By the present service policy, this is sent at the most:',
      ends: (count: number) =>
        count === 1 ? 'One thing ends within 90 days.' : `${count.toLocaleString('en')} things end within 90 days.`,
      atOnce: 'At once',
      later: 'Within 90 days',
      barred: 'Not sent because of this day',
      customers: (count: number) => `${count.toLocaleString('en')} to customers`,
      colleagues: (count: number) => `${count.toLocaleString('en')} to colleagues`,
      atMost:
        'As if every customer could be reached and agreed; more than five messages a day to one person become one.',
      noPolicy: 'No service policy is in force, so no notices are sent.',
      send: (good: number) => (good === 1 ? 'Store 1 row' : `Store ${good.toLocaleString('en')} rows`),
    },
    done: {
      answer: (written: number, bad: number) =>
        bad === 0
          ? `${written.toLocaleString('en')} rows were stored.`
          : `${written.toLocaleString('en')} rows were stored; ${bad.toLocaleString('en')} had problems and were not.`,
      see: {
        ...{ customer: 'See the customers', product: 'See the products' },
        ...{ asset: 'See the machines', contract: 'See the contracts' },
      } satisfies Record<ImportKind, string>,
      from: (day: string) => `Notices that fell due before ${day} are not sent.`,
      undo: 'Undo the whole import',
      undoTitle: 'Undo',
      undoHint:
        'Deletes what this import brought, as far as nobody changed it since and no request or the like speaks of it. What was changed or is used stays, and is listed.',
    },
    undone: {
      answer: 'This import was undone.',
      kept: 'What stayed',
      keptHint: 'Somebody changed it, or a request, a contract, a notice or the like speaks of it.',
      nothing: 'Everything that this import brought is deleted.',
      kinds: {
        ...{ customer: 'Customer', product: 'Product', asset: 'Machine', contract: 'Contract' },
        ...{ contact: 'Contact', site: 'Site' },
      },
    },
    refused: {
      not_mappable: 'This import has gone on; its columns cannot be changed any more.',
      not_checked: 'Every row has to be checked before anything is stored.',
      nothing_good: 'No row can be imported.',
      another_running: 'Another import is under way; wait until it is done.',
      not_done: 'Only an import that was stored can be undone.',
      over: 'This import is over and cannot be dropped.',
    } satisfies Record<ImportRefusal, string>,
  },
})
