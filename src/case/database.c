/* case/database.c - see database.h. */
#include "case/database.h"

#include "base/utf8.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

/* Every case is packed twice, and 9 takes twice as long for 3 % less. */
enum { PACK_LEVEL = 4 };
/* Steps of SQLite's machine between two looks at their number. */
enum { STEPS_AT_ONCE = 10000, SQL_MOST = 2000, PAGE = 4096 };

void database_warm(void)
{
	char byte;

	sqlite3_initialize();
	sqlite3_randomness(sizeof byte, &byte); /* opens /dev/urandom */
}

static void close_database(sqlite3 **database)
{
	sqlite3_close_v2(*database);
}
#define SCOPED_DATABASE __attribute__((cleanup(close_database)))

static void finish_statement(sqlite3_stmt **statement)
{
	sqlite3_finalize(*statement);
}
#define SCOPED_STATEMENT __attribute__((cleanup(finish_statement)))

static bool fail(sqlite3 *database, struct err *err)
{
	return err_set(err, ERR_DATA, "", "SQLite says: %.200s",
		       sqlite3_errmsg(database));
}

static bool run(sqlite3 *database, const char *sql, struct err *err)
{
	return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK ||
	       fail(database, err);
}

static bool prepare(sqlite3 *database, const char *sql, sqlite3_stmt **ret,
		    struct err *err)
{
	return sqlite3_prepare_v2(database, sql, -1, ret, NULL) == SQLITE_OK ||
	       fail(database, err);
}

/* --- statements ----------------------------------------------------------------------
 */

static const char *type_of(enum case_kind kind)
{
	static const char *const types[] = {
		[CASE_NUMBER] = "INTEGER", [CASE_REAL] = "REAL",   [CASE_TEXT] = "TEXT",
		[CASE_BYTES] = "BLOB",	   [CASE_PACKED] = "BLOB",
	};

	return types[kind];
}

/* The names are quoted: some are words of SQL. */
static void create_statement(const struct case_shape *shape, char sql[SQL_MOST])
{
	int n = snprintf(sql, SQL_MOST, "CREATE TABLE \"%s\"(", shape->name);

	for (uint32_t i = 0; i < shape->column_count; i++)
		n += snprintf(sql + n, SQL_MOST - (size_t)n, "%s\"%s\" %s", i ? "," : "",
			      shape->columns[i].name, type_of(shape->columns[i].kind));
	snprintf(sql + n, SQL_MOST - (size_t)n, ")");
}

static void insert_statement(const struct case_shape *shape, char sql[SQL_MOST])
{
	int n = snprintf(sql, SQL_MOST, "INSERT INTO \"%s\" VALUES(", shape->name);

	for (uint32_t i = 0; i < shape->column_count; i++)
		n += snprintf(sql + n, SQL_MOST - (size_t)n, i ? ",?" : "?");
	snprintf(sql + n, SQL_MOST - (size_t)n, ")");
}

static void select_statement(const struct case_shape *shape, char sql[SQL_MOST])
{
	int n = snprintf(sql, SQL_MOST, "SELECT ");

	for (uint32_t i = 0; i < shape->column_count; i++)
		n += snprintf(sql + n, SQL_MOST - (size_t)n, "%s\"%s\"", i ? "," : "",
			      shape->columns[i].name);
	snprintf(sql + n, SQL_MOST - (size_t)n, " FROM \"%s\"", shape->name);
}

/* --- writing -------------------------------------------------------------------------
 */

static bool is_plain_text(struct str text)
{
	return !memchr(text.p, '\0', text.n) && utf8_is_valid(text);
}

static int bind_text(sqlite3_stmt *statement, int at, struct str text)
{
	if (text.n == 0)
		return sqlite3_bind_text(statement, at, "", 0, SQLITE_STATIC);
	if (is_plain_text(text))
		return sqlite3_bind_text64(statement, at, text.p, text.n, SQLITE_STATIC,
					   SQLITE_UTF8);
	return sqlite3_bind_blob64(statement, at, text.p, text.n, SQLITE_STATIC);
}

static int bind_packed(sqlite3_stmt *statement, int at, struct str text)
{
	uLongf n = compressBound(text.n);
	char *packed = malloc(n);

	if (!packed)
		abort();
	if (compress2((Bytef *)packed, &n, (const Bytef *)text.p, text.n, PACK_LEVEL) !=
	    Z_OK)
		abort(); /* the room is enough, says zlib */
	return sqlite3_bind_blob64(statement, at, packed, n, free);
}

static int bind(sqlite3_stmt *statement, int at, const struct case_column *column,
		const union case_row *row)
{
	const char *value = (const char *)row + column->offset;
	struct str text;
	int64_t number;
	double real;

	switch (column->kind) {
	case CASE_NUMBER:
		memcpy(&number, value, sizeof number);
		return sqlite3_bind_int64(statement, at, number);
	case CASE_REAL:
		memcpy(&real, value, sizeof real);
		return sqlite3_bind_double(statement, at, real);
	case CASE_TEXT:
	case CASE_BYTES:
	case CASE_PACKED:
		break;
	}
	memcpy(&text, value, sizeof text);
	if (!text.p)
		return sqlite3_bind_null(statement, at);
	if (column->kind == CASE_PACKED)
		return bind_packed(statement, at, text);
	if (column->kind == CASE_TEXT)
		return bind_text(statement, at, text);
	return sqlite3_bind_blob64(statement, at, text.p, text.n, SQLITE_STATIC);
}

struct writer {
	sqlite3 *database;
	sqlite3_stmt *inserts[CASE_TABLES];
};

static void writer_fini(struct writer *writer)
{
	for (int i = 0; i < CASE_TABLES; i++)
		sqlite3_finalize(writer->inserts[i]);
}

static bool insert(struct writer *writer, enum case_table table,
		   const union case_row *row, struct err *err)
{
	const struct case_shape *shape = &case_shapes[table];
	sqlite3_stmt **statement = &writer->inserts[table];
	char sql[SQL_MOST];

	insert_statement(shape, sql);
	if (!*statement && !prepare(writer->database, sql, statement, err))
		return false;
	for (uint32_t i = 0; i < shape->column_count; i++)
		if (bind(*statement, (int)i + 1, &shape->columns[i], row) != SQLITE_OK)
			return fail(writer->database, err);
	if (sqlite3_step(*statement) != SQLITE_DONE)
		return fail(writer->database, err);
	sqlite3_reset(*statement);
	return true;
}

static bool insert_all(sqlite3 *database, struct str bytes, struct err *err)
{
	__attribute__((cleanup(writer_fini))) struct writer writer = { database, { 0 } };
	enum bundle_next next = BUNDLE_BROKEN;
	struct bundle bundle;
	enum case_table table;
	union case_row row;

	if (bundle_open(&bundle, bytes))
		while ((next = bundle_next(&bundle, &table, &row)) == BUNDLE_ROW)
			if (!insert(&writer, table, &row, err))
				return false;
	return next == BUNDLE_END ||
	       err_set(err, ERR_SYSTEM, "", "the worker's rows make no sense");
}

static bool create_all(sqlite3 *database, struct err *err)
{
	char sql[SQL_MOST];

	snprintf(sql, sizeof sql,
		 "PRAGMA page_size=%d; PRAGMA encoding='UTF-8'; "
		 "PRAGMA application_id=%d; "
		 "PRAGMA user_version=%d; PRAGMA temp_store=MEMORY; BEGIN",
		 PAGE, CASE_APPLICATION_ID, CASE_FORMAT);
	if (!run(database, sql, err))
		return false;
	for (int i = 0; i < CASE_TABLES; i++) {
		create_statement(&case_shapes[i], sql);
		if (!run(database, sql, err))
			return false;
	}
	return true;
}

static bool take_bytes(sqlite3 *database, struct buf *ret, struct err *err)
{
	sqlite3_int64 size;
	unsigned char *bytes = sqlite3_serialize(database, "main", &size, 0);

	if (!bytes)
		return err_set(err, ERR_SYSTEM, "", "no memory for the case");
	if (size <= LIMIT_CASE_BYTES)
		buf_add(ret, str_make((const char *)bytes, (size_t)size));
	sqlite3_free(bytes);
	if (size > LIMIT_CASE_BYTES || ret->full)
		return err_set(err, ERR_DATA, "",
			       "the case would be longer than %u bytes",
			       LIMIT_CASE_BYTES);
	return true;
}

bool database_of_bundle(struct str bundle, struct buf *ret, struct err *err)
{
	SCOPED_DATABASE sqlite3 *database = NULL;

	if (sqlite3_open_v2(":memory:", &database,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
				SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		return err_set(err, ERR_SYSTEM, "", "SQLite cannot be started");
	return create_all(database, err) && insert_all(database, bundle, err) &&
	       run(database, "COMMIT", err) && take_bytes(database, ret, err);
}

/* --- reading: before SQLite sees it ---------------------------------------------------
 */

static const char no_case[] = "this is no case of mekiki";
static const char tampered[] = "this case is damaged, or was tampered with";

static uint32_t big_endian(struct str database, size_t at)
{
	const unsigned char *p = (const unsigned char *)database.p + at;

	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The head of an SQLite file: 100 bytes (file format, 1.3). */
enum {
	HEAD = 100,
	JOURNAL = 18,
	PAGES = 28,
	ENCODING = 56,
	VERSION = 60,
	APPLICATION = 68
};

static bool check_head(struct str database, struct err *err)
{

	if (database.n < HEAD || !str_starts(database, STR("SQLite format 3\0")) ||
	    big_endian(database, APPLICATION) != CASE_APPLICATION_ID)
		return err_set(err, ERR_DATA, "", no_case);
	if (big_endian(database, VERSION) < 1 ||
	    big_endian(database, VERSION) > CASE_FORMAT)
		return err_set(err, ERR_DATA, "",
			       "this case has format %u; this mekiki knows formats 1 to "
			       "%d",
			       big_endian(database, VERSION), CASE_FORMAT);
	/* We write whole pages of 4096 bytes, UTF-8, without a write-ahead log. */
	if (big_endian(database, 16) >> 16 != PAGE ||
	    big_endian(database, PAGES) != database.n / PAGE || database.n % PAGE != 0 ||
	    big_endian(database, ENCODING) != 1 || database.p[JOURNAL] != 1 ||
	    database.p[JOURNAL + 1] != 1)
		return err_set(err, ERR_DATA, "", tampered);
	return true;
}

/* --- reading: SQLite on a short leash -------------------------------------------------
 */

static int count_steps(void *arg)
{
	uint64_t *steps = arg;

	*steps += STEPS_AT_ONCE;
	return *steps > LIMIT_CASE_STEPS;
}

static bool is_our_table(const char *name)
{
	if (!name)
		return false;
	for (int i = 0; i < CASE_TABLES; i++)
		if (strcmp(case_shapes[i].name, name) == 0)
			return true;
	return strcmp(name, "sqlite_master") == 0 || strcmp(name, "sqlite_schema") == 0;
}

/* Only reading columns of our tables, and the one pragma. */
static int authorize(void *arg, int action, const char *a, const char *b, const char *c,
		     const char *d)
{
	(void)arg, (void)b, (void)c;
	/* From within a view or trigger. */
	if (d)
		return SQLITE_DENY;
	if (action == SQLITE_SELECT)
		return SQLITE_OK;
	if (action == SQLITE_READ && is_our_table(a))
		return SQLITE_OK;
	if (action == SQLITE_PRAGMA && a && strcmp(a, "quick_check") == 0)
		return SQLITE_OK;
	return SQLITE_DENY;
}

static void restrict_database(sqlite3 *database, uint64_t *steps)
{
	static const struct {
		int what, value;
	} switches[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
	};
	static const struct {
		int what, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, LIMIT_MESSAGE_BYTES + 65536 },
		{ SQLITE_LIMIT_SQL_LENGTH, 16384 },
		{ SQLITE_LIMIT_COLUMN, 64 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 16 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 2 },
		{ SQLITE_LIMIT_VDBE_OP, 25000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 64 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < COUNT(switches); i++)
		sqlite3_db_config(database, switches[i].what, switches[i].value,
				  (int *)NULL);
	for (size_t i = 0; i < COUNT(limits); i++)
		sqlite3_limit(database, limits[i].what, limits[i].value);
	sqlite3_progress_handler(database, STEPS_AT_ONCE, count_steps, steps);
}

/* How many tables a case of that format has: the newer ones come last. */
static int tables_of(uint32_t format)
{
	int n = 0;

	while (n < CASE_TABLES && case_shapes[n].since <= format)
		n++;
	return n;
}

/* One table of the schema: the `n`-th that we make. */
static bool is_ours(sqlite3_stmt *row, int n)
{
	const char *type = (const char *)sqlite3_column_text(row, 0);
	const char *name = (const char *)sqlite3_column_text(row, 1);
	const char *sql = (const char *)sqlite3_column_text(row, 2);
	char want[SQL_MOST];

	if (!type || !name || !sql)
		return false;
	create_statement(&case_shapes[n], want);
	return strcmp(type, "table") == 0 && strcmp(name, case_shapes[n].name) == 0 &&
	       strcmp(sql, want) == 0;
}

static bool check_schema(sqlite3 *database, int tables, struct err *err)
{
	SCOPED_STATEMENT sqlite3_stmt *statement = NULL;
	int n = 0, step;

	if (sqlite3_prepare_v2(database, "SELECT type, name, sql FROM sqlite_schema", -1,
			       &statement, NULL) != SQLITE_OK)
		return err_set(err, ERR_DATA, "", tampered);
	while ((step = sqlite3_step(statement)) == SQLITE_ROW)
		if (n >= tables || !is_ours(statement, n++))
			return err_set(err, ERR_DATA, "",
				       "its tables are not those of a case: somebody "
				       "changed it, and it is not opened");
	return (step == SQLITE_DONE && n == tables) ||
	       err_set(err, ERR_DATA, "", tampered);
}

/* Every page stands once, and holds what its kind may hold. */
static bool check_pages(sqlite3 *database, struct err *err)
{
	SCOPED_STATEMENT sqlite3_stmt *statement = NULL;
	const char *said;

	if (sqlite3_prepare_v2(database, "PRAGMA quick_check(1)", -1, &statement, NULL) !=
		SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW)
		return err_set(err, ERR_DATA, "", tampered);
	said = (const char *)sqlite3_column_text(statement, 0);
	return (said && strcmp(said, "ok") == 0) || err_set(err, ERR_DATA, "", tampered);
}

/* --- reading: rows -------------------------------------------------------------------
 */

static bool take_blob(sqlite3_stmt *statement, int at, uint64_t most, struct str *ret)
{
	const char *p = sqlite3_column_blob(statement, at);
	int n = sqlite3_column_bytes(statement, at);

	if (n < 0 || (uint64_t)n > most || (n > 0 && !p))
		return false;
	*ret = str_make(n ? p : "", (size_t)n);
	return true;
}

/* What is packed lies in memory of its own until the row was taken. */
static bool unpack(struct str packed, uint64_t most, struct buf *room, struct str *ret)
{
	z_stream stream = { .next_in = (Bytef *)packed.p,
			    .avail_in = (unsigned)packed.n };
	int status = Z_OK;

	if (inflateInit(&stream) != Z_OK)
		abort();
	buf_clear(room);
	while (status == Z_OK && room->n <= most) {
		Bytef piece[16384];

		stream.next_out = piece;
		stream.avail_out = sizeof piece;
		status = inflate(&stream, Z_NO_FLUSH);
		buf_add(room, str_make((char *)piece, sizeof piece - stream.avail_out));
	}
	inflateEnd(&stream);
	*ret = room->n ? buf_peek(room) : STR("");
	return status == Z_STREAM_END && stream.avail_in == 0 && room->n <= most;
}

static bool take_text(sqlite3_stmt *statement, int at, const struct case_column *column,
		      struct buf *room, struct str *ret)
{
	int type = sqlite3_column_type(statement, at);

	*ret = STR_NONE;
	if (type == SQLITE_NULL)
		return true;
	if (type != SQLITE_BLOB && (type != SQLITE_TEXT || column->kind != CASE_TEXT))
		return false;
	if (!take_blob(statement, at, column->most + 65536, ret))
		return false;
	if (column->kind == CASE_PACKED)
		return unpack(*ret, column->most, room, ret);
	return ret->n <= column->most;
}

static bool take_column(sqlite3_stmt *statement, int at, const struct case_column *column,
			struct buf *room, union case_row *row)
{
	char *value = (char *)row + column->offset;
	int type = sqlite3_column_type(statement, at);
	struct str text;
	int64_t number;
	double real;

	switch (column->kind) {
	case CASE_NUMBER:
		number = sqlite3_column_int64(statement, at);
		memcpy(value, &number, sizeof number);
		return type == SQLITE_INTEGER;
	case CASE_REAL:
		real = sqlite3_column_double(statement, at);
		memcpy(value, &real, sizeof real);
		return type == SQLITE_FLOAT;
	case CASE_TEXT:
	case CASE_BYTES:
	case CASE_PACKED:
		if (!take_text(statement, at, column, room, &text))
			return false;
		memcpy(value, &text, sizeof text);
		return true;
	}
	return false;
}

static bool take_row(sqlite3_stmt *statement, enum case_table table, struct buf *room,
		     struct buf *ret, struct err *err)
{
	const struct case_shape *shape = &case_shapes[table];
	union case_row row = { 0 };

	for (uint32_t i = 0; i < shape->column_count; i++)
		if (!take_column(statement, (int)i, &shape->columns[i], room, &row))
			return err_set(err, ERR_DATA, "",
				       "its column %s.%s holds what no case holds there",
				       shape->name, shape->columns[i].name);
	bundle_put(ret, table, &row);
	return !ret->full ||
	       err_set(err, ERR_DATA, "", "this case is longer than %u bytes",
		       LIMIT_CASE_BYTES);
}

static bool take_rows(sqlite3 *database, enum case_table table, struct buf *room,
		      struct buf *ret, struct err *err)
{
	SCOPED_STATEMENT sqlite3_stmt *statement = NULL;
	uint32_t rows = 0;
	char sql[SQL_MOST];
	int step;

	select_statement(&case_shapes[table], sql);
	if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
		return err_set(err, ERR_DATA, "", tampered);
	while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
		if (rows++ == case_shapes[table].rows)
			return err_set(err, ERR_DATA, "",
				       "its table %s has more than %u rows",
				       case_shapes[table].name, case_shapes[table].rows);
		if (!take_row(statement, table, room, ret, err))
			return false;
	}
	return step == SQLITE_DONE || err_set(err, ERR_DATA, "", tampered);
}

static bool take_all(sqlite3 *database, int tables, struct buf *ret, struct err *err)
{
	struct buf room;
	bool ok = true;

	buf_init(&room, 0);
	bundle_begin(ret);
	for (int i = 0; i < tables && ok; i++)
		ok = take_rows(database, (enum case_table)i, &room, ret, err);
	buf_fini(&room);
	return ok;
}

bool database_to_bundle(struct str database, struct buf *ret, struct err *err)
{
	SCOPED_DATABASE sqlite3 *opened = NULL;
	uint64_t steps = 0;
	int tables;

	if (!check_head(database, err))
		return false;
	tables = tables_of(big_endian(database, VERSION));
	if (sqlite3_open_v2(":memory:", &opened,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		return err_set(err, ERR_SYSTEM, "", "SQLite cannot be started");
	restrict_database(opened, &steps);
	sqlite3_exec(opened, "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY", NULL,
		     NULL, NULL);
	if (sqlite3_deserialize(opened, "main", (unsigned char *)database.p,
				(sqlite3_int64)database.n, (sqlite3_int64)database.n,
				SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
		return err_set(err, ERR_DATA, "", tampered);
	sqlite3_set_authorizer(opened, authorize, NULL);
	return check_schema(opened, tables, err) && check_pages(opened, err) &&
	       take_all(opened, tables, ret, err);
}
