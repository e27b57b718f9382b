import type { Column, Field } from './form'

/** 关系, 姓名, 身份证号码 of a family member. */
const FAMILY_COLUMNS: Column[] = [
  {
    id: 'relation',
    kind: 'choice',
    label: '关系',
    help: '这位家人是您的什么人。',
    required: true,
    options: [
      { value: 'spouse', label: '配偶' },
      { value: 'child', label: '子女' },
      { value: 'parent', label: '父母' },
      { value: 'grandparent', label: '祖父母、外祖父母' },
      { value: 'grandchild', label: '孙子女、外孙子女' },
      { value: 'sibling', label: '兄弟姐妹' },
      { value: 'in-law', label: '配偶的父母、子女的配偶' },
      { value: 'other', label: '其他亲属' }
    ]
  },
  { id: 'name', kind: 'person-name', label: '姓名', required: true },
  { id: 'citizenId', kind: 'citizen-id', label: '身份证号码', required: true }
]

export type RowsField = Extract<Field, { kind: 'table' | 'family' }>

export const columnsOf = (field: RowsField): Column[] => (field.kind === 'table' ? field.columns : FAMILY_COLUMNS)
