import { words } from './lang.ts'

/** What happened to a file on its way in, as the log names it. */
export const importEventWords = words({
  'zh-CN': {
    'import.uploaded': '上传导入文件',
    'import.mapped': '确认导入文件的列',
    'import.started': '开始写入导入的行',
    'import.finished': '导入完成',
    'import.undo_started': '开始撤销导入',
    'import.undone': '导入已撤销',
    'import.dropped': '放弃导入',
  } as Record<string, string>,
  en: {
    'import.uploaded': 'Uploaded a file to import',
    'import.mapped': 'Confirmed the columns of an import',
    'import.started': 'Began to store the rows of an import',
    'import.finished': 'An import was stored',
    'import.undo_started': 'Began to undo an import',
    'import.undone': 'An import was undone',
    'import.dropped': 'Dropped an import',
  } as Record<string, string>,
})
