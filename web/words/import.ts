import type { CellReason, CellWarning, ImportKind } from '#rules/import.ts'
import { importColumns } from '#rules/import-column.ts'
import type { SpreadsheetRefusal } from '#rules/spreadsheet.ts'
import { type InLangs, type Lang, words } from './lang.ts'

/** What a column is called on a page: as in the template. */
export const columnLabel = (kind: ImportKind, column: string, lang: Lang): string =>
  importColumns[kind].find(({ key }) => key === column)?.names[lang][0] ?? ''

/** Why a file was not read, and what helps. */
export const fileRefusals: InLangs<Record<SpreadsheetRefusal, string>> = words({
  'zh-CN': {
    empty: '文件是空的，没有可以导入的内容。',
    too_big: '文件超过 10 MB，请分成几个文件再导入。',
    too_many_rows: '超过 20,000 行，请分成几个文件再导入。',
    too_many_columns: '超过 30 列，请删掉不需要导入的列。',
    cell_too_long: '有一格超过 10,000 个字，请缩短或删掉这一列。',
    not_a_table: '这不是能读取的表格文件。请用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 或 .csv 再试。',
    open_quote: '有一个引号没有配对，后面的内容读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 再试。',
    old_excel: '这是旧版或二进制的 Excel 文件（.xls、.xlsb）。请用 Excel 或 WPS 打开，另存为 .xlsx 或 .csv 再试。',
    open_document: '这是 OpenDocument 表格（.ods）。请用 LibreOffice、WPS 或 Excel 打开，另存为 .xlsx 或 .csv 再试。',
    password: '文件设了密码。请取消密码后再试。',
    damaged: '文件已损坏，读不出来。请重新保存一份再试。',
    unpacks_too_far: '文件解压后太大，没有读取。请只保留需要导入的那张表，另存后再试。',
    no_such_sheet: '找不到这张工作表，请重新选择。',
  },
  en: {
    empty: 'The file is empty; there is nothing to import.',
    too_big: 'The file is larger than 10 MB. Split it and import the parts one by one.',
    too_many_rows: 'There are more than 20,000 rows. Split the file and import the parts one by one.',
    too_many_columns: 'There are more than 30 columns. Delete those that need not be imported.',
    cell_too_long: 'A cell has more than 10,000 characters. Shorten it or delete its column.',
    not_a_table:
      'This is not a table that can be read. Open it in a spreadsheet program, save it as .xlsx or .csv and try again.',
    open_quote:
      'A quotation mark is never closed, so what follows it cannot be read. Open the file in a spreadsheet program, save it as .xlsx and try again.',
    old_excel:
      'This is an old or binary Excel file (.xls, .xlsb). Open it in a spreadsheet program, save it as .xlsx or .csv and try again.',
    open_document:
      'This is an OpenDocument table (.ods). Open it in a spreadsheet program, save it as .xlsx or .csv and try again.',
    password: 'The file has a password. Remove it and try again.',
    damaged: 'The file is damaged and cannot be read. Save it again and try once more.',
    unpacks_too_far:
      'The file unpacks to far more than it should and was not read. Keep only the sheet to import, save it and try again.',
    no_such_sheet: 'There is no such sheet; choose again.',
  },
})

/** What is wrong with a cell. */
export const cellReasons: InLangs<Record<CellReason, string>> = words({
  'zh-CN': {
    missing: '必填，但这一格是空的',
    not_text: '有无法识别的字符，可能是编码不对',
    too_long: '内容太长',
    not_a_date: '不是有效的日期',
    ambiguous_date: '分不清月和日，请写成 2024-03-05 这样',
    not_a_phone: '不是有效的电话号码',
    not_an_email: '不是有效的邮箱',
    unknown_zone: '服务制度里没有这个区域',
    unknown_tier: '服务制度里没有这个客户分级',
    not_an_amount: '不是有效的金额，或者不是本公司的币种',
    not_a_number: '不是整数，请用阿拉伯数字',
    out_of_range: '数值超出允许的范围',
    not_yes_or_no: '请写“是”或“否”',
    not_a_choice: '不是可选的内容',
    formula_failed: '公式出错，没有结果',
    digits_lost: 'Excel 把长号码变成了科学计数法，后几位已经丢失，请把这一列设为文本再填一次',
    hashes: '列太窄，保存时变成了 ####，请拉宽后重新保存',
    duplicate: '和文件里前面的一行重复',
    taken: '系统里已经有了',
    before_invoice: '早于发票日期',
    before_start: '早于开始日期',
    own_parent: '主机不能是它自己',
  },
  en: {
    missing: 'Must be filled in, but the cell is empty',
    not_text: 'Has characters that cannot be read; the encoding may be wrong',
    too_long: 'Too long',
    not_a_date: 'Not a valid date',
    ambiguous_date: 'Day and month cannot be told apart; write it like 2024-03-05',
    not_a_phone: 'Not a valid phone number',
    not_an_email: 'Not a valid e-mail address',
    unknown_zone: 'Not a zone of the service policy',
    unknown_tier: 'Not a customer tier of the service policy',
    not_an_amount: 'Not a valid amount, or in another currency than the company’s',
    not_a_number: 'Not a whole number in digits',
    out_of_range: 'Outside the allowed range',
    not_yes_or_no: 'Write “yes” or “no”',
    not_a_choice: 'Not one of the options',
    formula_failed: 'The formula failed and has no result',
    digits_lost:
      'Excel turned a long number into scientific notation and lost its last digits; format the column as text and enter it again',
    hashes: 'The column was too narrow and was saved as ####; widen it and save again',
    duplicate: 'The same as in an earlier row of the file',
    taken: 'Already in the system',
    before_invoice: 'Before the invoice date',
    before_start: 'Before the start date',
    own_parent: 'A machine cannot be part of itself',
  },
})

/** What a person should look at; the row is imported all the same. */
export const cellWarnings: InLangs<Record<CellWarning, string>> = words({
  'zh-CN': {
    in_future: '日期在今天之后',
    short_year: '年份只有两位，请核对世纪',
    before_delivery: '早于交货日期',
    before_installation: '早于安装日期',
    order_assumed: '月和日可能颠倒，请核对',
    first_phone: '写了不止一个号码，只取第一个',
    no_serial_number: '没有序列号，再次导入时认不出是同一台',
    unknown_line: '服务制度里没有这条产品线，按“商品”处理',
    unknown_category: '不是已知的商品类别，不填',
    unknown_machine: '有的序列号在设备台账里找不到，这一台不会关联',
    unknown_cover: '有的项目不是人工、配件或上门，不算在内',
    covers_everything: '没有写明包含哪些项目，按人工、配件、上门都包含处理',
    covers_all_machines: '没有写明设备，按覆盖这个客户的全部设备处理',
  },
  en: {
    in_future: 'The date is after today',
    short_year: 'The year has two digits; check the century',
    before_delivery: 'Before the delivery date',
    before_installation: 'Before the installation date',
    order_assumed: 'Day and month may be the other way round; check them',
    first_phone: 'Holds several phone numbers; only the first one counts',
    no_serial_number: 'Without a serial number the machine is not recognised when it is imported again',
    unknown_line: 'The service policy has no such line; the general one is used',
    unknown_category: 'Not a known category of goods; left empty',
    unknown_machine: 'A serial number is not in the register; that machine is not linked',
    unknown_cover: 'Something listed is neither labour, parts nor travel; it is left out',
    covers_everything: 'Nothing says what it pays for; labour, parts and travel are assumed',
    covers_all_machines: 'No machines are named; all machines of the customer are assumed',
  },
})

/** A fault as one line: "第 23 行，安装日期“2023-08-13”：早于发票日期". */
export const importWords = words({
  'zh-CN': {
    kinds: { customer: '客户', product: '产品', asset: '设备', contract: '合同' } satisfies Record<ImportKind, string>,
    row: (row: number) => `第 ${row} 行`,
    otherRow: (row: number) => `见第 ${row} 行`,
    cell: (column: string, typed: string) => (typed === '' ? column : `${column}“${typed}”`),
    fault: (row: string, cell: string, reason: string) => `${row}，${cell}：${reason}`,
    templateName: (kind: string) => `${kind}导入模板`,
  },
  en: {
    kinds: { customer: 'Customers', product: 'Products', asset: 'Machines', contract: 'Contracts' } satisfies Record<
      ImportKind,
      string
    >,
    row: (row: number) => `Row ${row}`,
    otherRow: (row: number) => `see row ${row}`,
    cell: (column: string, typed: string) => (typed === '' ? column : `${column} “${typed}”`),
    fault: (row: string, cell: string, reason: string) => `${row}, ${cell}: ${reason}`,
    templateName: (kind: string) => `${kind}: import template`,
  },
})
