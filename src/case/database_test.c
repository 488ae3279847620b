/* case/database_test.c - cases of our own come back; everybody else's are refused. */
#include "case/database_test.h"

#include "base/test.h"
#include "case/database.h"

#include <sqlite3.h>
#include <stdio.h>

static struct str sample_case(void)
{
	struct buf bundle, database;
	struct str copy;
	struct err err;

	buf_init(&bundle, 0);
	buf_init(&database, 0);
	sample_bundle(&bundle);
	test_true(database_of_bundle(buf_peek(&bundle), &database, &err));
	copy = test_copy_str(buf_peek(&database));
	buf_fini(&bundle);
	buf_fini(&database);
	return copy;
}

TEST(a_bundle_comes_back)
{
	struct str database = sample_case();
	struct buf bundle, again;
	struct err err;

	buf_init(&bundle, 0);
	buf_init(&again, 0);
	sample_bundle(&bundle);
	test_true(database_to_bundle(database, &again, &err));
	test_str_n(buf_peek(&again), buf_peek(&bundle));
	test_str_n(sample_case(), database);
	buf_fini(&bundle);
	buf_fini(&again);
}

TEST(rows_that_make_no_sense_are_no_case)
{
	struct buf database;
	struct err err;

	buf_init(&database, 0);
	test_true(!database_of_bundle(STR("mekiki case rows 1\n\1"), &database, &err));
	test_true(!database_of_bundle(STR(""), &database, &err));
	buf_fini(&database);
}

/* The reason, or "" where it was read. */
static struct str refused(struct str database)
{
	struct buf bundle;
	struct err err = { 0 };
	bool ok;

	buf_init(&bundle, LIMIT_CASE_BYTES);
	ok = database_to_bundle(database, &bundle, &err);
	buf_fini(&bundle);
	return ok ? STR("") : arena_str(test_arena(), str_c(err.what));
}

/* A case, changed by somebody with SQLite. */
static struct str changed(const char *sql)
{
	struct str original = sample_case(), copy;
	unsigned char *room = sqlite3_malloc64(original.n + 1), *bytes;
	sqlite3 *database;
	sqlite3_int64 n;

	memcpy(room, original.p, original.n);
	sqlite3_open(":memory:", &database);
	sqlite3_deserialize(
	    database, "main", room, (sqlite3_int64)original.n, (sqlite3_int64)original.n,
	    SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
	sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 0, (int *)NULL);
	if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK)
		test_str(str_c(sqlite3_errmsg(database)), "it was changed");
	bytes = sqlite3_serialize(database, "main", &n, 0);
	copy = test_copy_str(str_make((const char *)bytes, (size_t)n));
	sqlite3_free(bytes);
	sqlite3_close(database);
	return copy;
}

static const char schema[] =
    "its tables are not those of a case: somebody changed it, and it is not opened";

TEST(what_others_put_into_a_case_is_refused)
{
	static const struct {
		const char *name, *sql, *why;
	} cases[] = {
		{ "nothing", "PRAGMA user_version=2", "" },
		{ "rows in another order", "UPDATE input SET name='b.eml'", "" },
		{ "a later format", "PRAGMA user_version=3",
		  "this case has format 3; this mekiki knows formats 1 to 2" },
		{ "no format", "PRAGMA user_version=0",
		  "this case has format 0; this mekiki knows formats 1 to 2" },
		{ "an older format",
		  "DROP TABLE entry; DROP TABLE sighting; PRAGMA user_version=1", "" },
		{ "an older format with a later table",
		  "DROP TABLE entry; PRAGMA user_version=1", schema },
		{ "a later format without its tables",
		  "DROP TABLE entry; DROP TABLE sighting",
		  "this case is damaged, or was tampered with" },
		{ "a trigger that changes entries",
		  "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
		  schema },
		{ "an entry as long as a book",
		  "INSERT INTO entry VALUES(1,1,'note',0,'a',zeroblob(100000),0,"
		  "'','','','','','',0)",
		  "its column entry.text holds what no case holds there" },
		{ "an entry without a number",
		  "INSERT INTO entry VALUES(1,'x','note',0,'a','b',0,"
		  "'','','','','','',0)",
		  "its column entry.n holds what no case holds there" },
		{ "another program's", "PRAGMA application_id=5",
		  "this is no case of mekiki" },
		{ "a view", "CREATE VIEW v AS SELECT 1", schema },
		{ "a trigger",
		  "CREATE TRIGGER t AFTER INSERT ON input BEGIN SELECT 1; END", schema },
		{ "an index", "CREATE INDEX i ON input(name)", schema },
		{ "a table more", "CREATE TABLE x(y)", schema },
		{ "a table less", "DROP TABLE share", schema },
		{ "a view in place of a table",
		  "DROP TABLE phrase; CREATE VIEW phrase AS WITH RECURSIVE c(x) AS "
		  "(VALUES(1) UNION ALL SELECT x+1 FROM c) SELECT x AS english, "
		  "x AS japanese FROM c",
		  schema },
		{ "a virtual table",
		  "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES('table', "
		  "'z', 'z', 0, 'CREATE VIRTUAL TABLE z USING dbstat')",
		  schema },
		{ "a generated column",
		  "DROP TABLE phrase; CREATE TABLE \"phrase\"(\"english\" TEXT,"
		  "\"japanese\" TEXT AS (zeroblob(1000000000)))",
		  schema },
		{ "a default that calls",
		  "DROP TABLE phrase; CREATE TABLE \"phrase\"(\"english\" TEXT,"
		  "\"japanese\" TEXT DEFAULT (load_extension('x')))",
		  schema },
		{ "a text for a number", "UPDATE revision SET clock='now'",
		  "its column revision.clock holds what no case holds there" },
		{ "no number", "UPDATE revision SET clock=NULL",
		  "its column revision.clock holds what no case holds there" },
		{ "a number for a text", "UPDATE answer SET duration_ms=NULL",
		  "its column answer.duration_ms holds what no case holds there" },
		{ "what is no zlib stream", "UPDATE data_bytes SET bytes=x'00'",
		  "its column data_bytes.bytes holds what no case holds there" },
		{ "a word as long as a book", "UPDATE data SET name=zeroblob(1000000)",
		  "its column data.name holds what no case holds there" },
		{ "two messages", "INSERT INTO message SELECT * FROM message",
		  "its table message has more than 1 rows" },
		{ "a million rows",
		  "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM c "
		  "WHERE x<1000000) INSERT INTO revision SELECT "
		  "x,1,1,'','','',0,0,0,'','','' "
		  "FROM c",
		  "its table revision has more than 100 rows" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(refused(changed(cases[i].sql)), cases[i].why);
	}
}

/* A zlib stream of many times its size. */
TEST(what_unpacks_without_end_is_refused)
{
	struct case_data_bytes bytes = { STR("ab"), STR_NONE };
	size_t n = LIMIT_CASE_DATA;
	char *zeros = arena_alloc(test_arena(), n);
	struct buf bundle, database;
	struct err err;

	bytes.bytes = str_make(zeros, n);
	buf_init(&bundle, 0);
	buf_init(&database, 0);
	bundle_begin(&bundle);
	bundle_put(&bundle, CASE_DATA_BYTES, &bytes);
	test_true(database_of_bundle(buf_peek(&bundle), &database, &err));
	test_true(database.n < 200000);
	test_str(refused(buf_peek(&database)), "");
	buf_fini(&bundle);
	buf_fini(&database);
}

TEST(what_is_cut_or_bent_is_refused_or_whole)
{
	struct str database = sample_case();

	test_str(refused(STR("")), "this is no case of mekiki");
	test_str(refused(STR("SQLite format 3\0")), "this is no case of mekiki");
	for (size_t n = 0; n < database.n; n += 2048) {
		test_case("cut");
		test_true(refused(test_copy_str(str_sub(database, 0, n))).n > 0);
	}
	/* Whatever a flipped byte does, it ends, and reads nothing beyond its bytes. */
	for (size_t at = 0; at < database.n; at += 61) {
		((char *)database.p)[at] ^= (char)0x81;
		refused(database);
		((char *)database.p)[at] ^= (char)0x81;
	}
	test_str(refused(database), "");
}
