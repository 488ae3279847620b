/* case/read.c - the rows of a case, sorted into what they belong to. Somebody else may
 * have written them: what they say of their own is checked before anybody shows it. */
#include "case/record.h"

#include "base/digest.h"
#include "case/words.h"
#include "link/host.h"

static const char damaged[] = "this case is damaged, or was tampered with";

static bool fail(struct err *err, const char *what)
{
	return err_set(err, ERR_DATA, "", "%s (%s)", damaged, what);
}

static bool take(struct case_file *file, enum case_table table, const union case_row *row)
{
	struct case_list *list = &file->lists[table];

	if (table == CASE_MESSAGE)
		file->message = row->message;
	if (table == CASE_INPUT)
		file->input = row->input;
	ARENA_GROW(file->arena, list->rows, list->count, list->cap);
	list->rows[list->count++] = *row;
	return true;
}

static bool is_flag(int64_t number)
{
	return number == 0 || number == 1;
}

static bool check_message(const struct case_file *file, struct err *err)
{
	const struct case_message *message = &file->message;
	char sha256[65];

	if (file->lists[CASE_MESSAGE].count != 1 || file->lists[CASE_INPUT].count != 1 ||
	    !message->bytes.p)
		return fail(err, "message");
	digest_sha256(message->bytes, sha256);
	if (!str_eq(message->sha256, str_c(sha256)))
		return fail(err, "SHA-256 of the message");
	if (file->input.size < 0 || !is_flag(file->input.complete) ||
	    !is_flag(file->input.converted) || !is_flag(file->input.headers_only) ||
	    !is_flag(file->input.unread) || !is_flag(file->input.thing))
		return fail(err, "input");
	return true;
}

/* 9999-12-31T23:59:59Z: what dates can say. */
#define LATEST 253402300799

static bool is_salt(struct str salt)
{
	for (size_t i = 0; i < salt.n; i++)
		if (ascii_hex(salt.p[i]) < 0)
			return false;
	return salt.n == 0 || salt.n == 64;
}

/* Numbered from 1, without a gap. */
static bool check_revisions(const struct case_file *file, struct err *err)
{
	const struct case_list *list = &file->lists[CASE_REVISION];

	for (uint32_t i = 0; i < list->count; i++) {
		const struct case_revision *revision = &list->rows[i].revision;

		if (revision->n != i + 1 || !is_flag(revision->finished) ||
		    !is_flag(revision->connect_map) ||
		    revision->asked < CONTACT_OFFLINE ||
		    revision->asked > CONTACT_BROWSE || revision->clock < 0 ||
		    revision->clock > LATEST || revision->findings_dropped < 0 ||
		    !is_plain_word(revision->contact) || !is_salt(revision->salt))
			return fail(err, "revision");
	}
	return list->count > 0 || fail(err, "revision");
}

bool case_look(struct case_file *file, uint32_t n)
{
	const struct case_list *list = &file->lists[CASE_REVISION];

	if (n > list->count)
		return false;
	file->revision = list->rows[(n ? n : list->count) - 1].revision;
	return true;
}

bool case_read(struct arena *arena, struct str bundle, struct case_file *ret,
	       struct err *err)
{
	enum bundle_next next = BUNDLE_BROKEN;
	struct bundle rest;
	enum case_table table;
	union case_row row;

	*ret = (struct case_file){ .arena = arena };
	if (bundle_open(&rest, bundle))
		while ((next = bundle_next(&rest, &table, &row)) == BUNDLE_ROW)
			take(ret, table, &row);
	if (next != BUNDLE_END)
		return fail(err, "rows");
	return check_message(ret, err) && check_revisions(ret, err) && case_look(ret, 0);
}

struct str case_bytes(const struct case_file *file)
{
	return file->message.internet_form.p ? file->message.internet_form
					     : file->message.bytes;
}

bool case_input(const struct case_file *file, struct input *ret, struct err *err)
{
	*ret = (struct input){
		.name = file->input.name,
		.size = (uint64_t)file->input.size,
		.complete = file->input.complete,
		.death = file->input.death,
		.converted = file->input.converted,
		.thing = file->input.thing,
	};
	if (file->message.sha256.n >= sizeof ret->sha256)
		return fail(err, "input");
	memcpy(ret->sha256, file->message.sha256.p, file->message.sha256.n);
	return true;
}

/* --- tables ---------------------------------------------------------------------------
 */

static bool find_bytes(const struct case_file *file, struct str sha256, struct str *ret)
{
	const struct case_list *list = &file->lists[CASE_DATA_BYTES];

	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq(list->rows[i].data_bytes.sha256, sha256))
			return *ret = list->rows[i].data_bytes.bytes, ret->p != NULL;
	return false;
}

static const char *c_text(const struct case_file *file, struct str s)
{
	return arena_printf(file->arena, "%.*s", STR_ARG(s)).p;
}

static bool read_table(const struct case_file *file, const struct case_data *row,
		       struct tables *tables, struct err *err)
{
	const struct table_info *info;
	struct str bytes;

	if (!find_bytes(file, row->sha256, &bytes))
		return fail(err, "a table's bytes");
	if (!tables_read(tables, c_text(file, row->name), bytes, err))
		return false;
	info = &tables->infos[tables->info_count - 1];
	return (str_eq(str_c(info->sha256), row->sha256) &&
		str_eq(info->as_of, row->as_of)) ||
	       fail(err, "SHA-256 or date of a table");
}

static bool is_extra(struct str name)
{
	return str_eq(name, STR(CASE_SUFFIXES)) || str_eq(name, STR(CASE_TRUST)) ||
	       str_eq(name, STR(CASE_RULES));
}

/* The bytes of what is kept beside the tables; empty: it is not there. */
static bool find_extra(const struct case_file *file, const char *name, struct str *ret,
		       struct err *err)
{
	const struct case_list *list = &file->lists[CASE_DATA];
	char sha256[65];

	*ret = STR("");
	for (uint32_t i = 0; i < list->count; i++) {
		const struct case_data *row = &list->rows[i].data;

		if (row->revision != file->revision.n || !str_eq(row->name, str_c(name)))
			continue;
		if (!find_bytes(file, row->sha256, ret))
			return fail(err, name);
		digest_sha256(*ret, sha256);
		if (!str_eq(row->sha256, str_c(sha256)))
			return fail(err, name);
	}
	return true;
}

bool case_use_suffixes(const struct case_file *file, struct err *err)
{
	struct str bytes;

	return find_extra(file, CASE_SUFFIXES, &bytes, err) &&
	       (host_psl_use(bytes) || fail(err, CASE_SUFFIXES));
}

static bool read_tables(const struct case_file *file, struct tables *tables,
			struct err *err)
{
	const struct case_list *list = &file->lists[CASE_DATA];

	tables_init(file->arena, tables);
	for (uint32_t i = 0; i < list->count; i++)
		if (list->rows[i].data.revision == file->revision.n &&
		    !is_extra(list->rows[i].data.name) &&
		    !read_table(file, &list->rows[i].data, tables, err))
			return false;
	tables_finish(tables);
	return true;
}

/* --- answers ---------------------------------------------------------------------------
 */

/* Reasons are shown as sentences of ours. */
static bool read_answer(const struct case_file *file, const struct case_answer *row,
			struct answer *ret, struct err *err)
{
	*ret = (struct answer){
		.n = (uint32_t)row->n,
		.question = row->question,
		.bytes = row->bytes,
		.dnssec_by = row->dnssec_by,
		.asked_at = row->asked_at,
		.duration_ms = row->duration_ms,
		.cached = row->cached,
		.from = row->source,
		.reason = row->reason.p ? str_c(c_text(file, row->reason)) : STR_NONE,
	};
	if (!answer_status_find(row->status, &ret->status) ||
	    !dnssec_find(row->dnssec, &ret->dnssec) || !is_flag(row->cached) ||
	    row->asked_at < 0 || row->asked_at > LATEST || row->duration_ms < 0 ||
	    row->duration_ms > 1e12 || !is_sentence(row->reason))
		return fail(err, "an answer");
	ret->purposes = words_find_purposes(row->purposes);
	return true;
}

static bool read_answers(const struct case_file *file, bool closed,
			 const struct recording **ret, struct err *err)
{
	const struct case_list *list = &file->lists[CASE_ANSWER];
	struct recording *recording = arena_new_of(file->arena, struct recording);
	struct answer *answers =
	    arena_alloc_array(file->arena, list->count + 1, sizeof *answers);

	for (uint32_t i = 0; i < list->count; i++)
		if (list->rows[i].answer.revision == file->revision.n &&
		    !read_answer(file, &list->rows[i].answer,
				 &answers[recording->count++], err))
			return false;
	if (recording->count > LIMIT_QUESTIONS + LIMIT_QUESTIONS_REFUSED)
		return fail(err, "answers");
	recording->answers = answers;
	recording->closed = closed;
	*ret = recording;
	return true;
}

/* --- the environment -------------------------------------------------------------------
 */

static void read_ids(const struct case_file *file, struct str lines, struct str_list *ret)
{
	struct str line;

	while (lines.n && str_split(&lines, '\n', &line))
		if (line.n)
			str_list_add(file->arena, ret, line);
}

static bool read_site(const struct case_file *file, const struct site **ret,
		      struct err *err)
{
	struct site *site = arena_new_of(file->arena, struct site);
	const struct case_input *input = &file->input;

	*ret = site;
	return input->profile_name.n == 0 ||
	       site_parse(file->arena, input->profile, c_text(file, input->profile_name),
			  site, err);
}

static bool fill_env(const struct case_file *file, const struct tables *tables,
		     bool closed, struct env *ret, struct err *err)
{
	const struct case_input *input = &file->input;

	*ret = (struct env){
		.tables = tables,
		.override = { input->client_ip, input->helo, STR_NONE, false },
		.kept_salt = file->revision.salt,
		.clock = file->revision.clock,
		.sandbox = c_text(file, file->revision.sandbox),
		.allowed = (enum contact)file->revision.asked,
		.connect_map = file->revision.connect_map,
	};
	path_override_mail_from(&ret->override, input->mail_from);
	read_ids(file, input->only_checks, &ret->only);
	read_ids(file, input->skip_checks, &ret->skip);
	/* Offline too: decoders answer there. */
	if (!read_answers(file, closed, &ret->recording, err))
		return false;
	return read_site(file, &ret->site, err);
}

bool case_env_today(const struct case_file *file, const struct tables *tables,
		    struct env *ret, struct err *err)
{
	return fill_env(file, tables, false, ret, err);
}

bool case_env(const struct case_file *file, struct env *ret, struct err *err)
{
	struct tables *tables = arena_new_of(file->arena, struct tables);
	struct str pem;

	if (!read_tables(file, tables, err) || !find_extra(file, CASE_TRUST, &pem, err) ||
	    !fill_env(file, tables, true, ret, err))
		return false;
	ret->roots = roots_of(file->arena, file->revision.trust_store, pem);
	return true;
}
