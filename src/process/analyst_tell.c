/* process/analyst_tell.c - TASK_CHECKS and TASK_DATA: what mekiki knows, told. */
#include "process/analyst.h"

#include "base/json.h"
#include "check/check.h"
#include "link/host.h"
#include "report/inert.h"

#include <stdio.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>

/* --- checks -------------------------------------------------------------------- */

static bool in_json(const struct analyst *analyst)
{
	return analyst->format->one_line;
}

static void add_texts(struct json *json, const struct catalogue *catalogue,
		      const struct check *check)
{
	json_key(json, catalogue->language);
	json_object(json);
	json_key_c(json, "title", catalogue_text(catalogue, check->title));
	json_key(json, "details");
	json_array(json);
	for (int i = 0; i < CHECK_DETAILS && check->details[i]; i++)
		json_c(json, catalogue_text(catalogue, check->details[i]));
	json_array_end(json);
	json_key_c(json, "means", catalogue_text(catalogue, check->means));
	json_key_c(json, "wrong", catalogue_text(catalogue, check->wrong));
	json_object_end(json);
}

/* `rest` in lines of a page's width, indented. */
static void add_wrapped(struct analyst *analyst, struct str rest)
{
	struct buf *out = &analyst->out;

	while (rest.n) {
		size_t n = inert_break(rest, 76);

		buf_add(out, STR("  "));
		buf_add(out, str_trim_right(str_sub(rest, 0, n)));
		buf_add_char(out, '\n');
		rest = str_trim_left(str_skip(rest, n ? n : rest.n));
	}
}

static void check_as_entry(struct analyst *analyst, const struct check *check)
{
	buf_printf(&analyst->out, "%s (%s)\n", check->id, severity_name(check->severity));
	add_wrapped(analyst, str_c(analyst_text(analyst, check->title)));
}

static void paragraph(struct analyst *analyst, const char *head, const char *text)
{
	if (!text)
		return;
	buf_printf(&analyst->out, "\n%s\n", head);
	add_wrapped(analyst, str_c(analyst_text(analyst, text)));
}

/* Behind the id: the row of its findings, and of their milder and graver cases. */
static const char *const cases[] = { "", "/note", "/caution", "/adverse" };

static const struct weight *weight_row_of(const struct analyst *analyst,
					  const struct check *check, const char *behind)
{
	char id[96];

	snprintf(id, sizeof id, "%s%s", check->id, behind);
	return tables_weight(&analyst->tables, str_c(id));
}

static void add_weight(struct analyst *analyst, const struct weight *row)
{
	struct buf line;

	buf_init(&line, 0);
	buf_printf(&line, "%.2f  %.*s", row->value, STR_ARG(row->kind));
	if (str_find(row->id, '/') != STR_NPOS)
		buf_printf(&line, "  (%.*s)",
			   STR_ARG(str_skip(row->id, str_find(row->id, '/') + 1)));
	buf_printf(&line, "  [%.*s]  %.*s", STR_ARG(row->provenance),
		   STR_ARG(row->reason));
	add_wrapped(analyst, buf_peek(&line));
	buf_fini(&line);
}

static void weight_paragraph(struct analyst *analyst, const struct check *check)
{
	bool any = false;

	buf_printf(&analyst->out, "\n%s\n",
		   analyst_text(analyst, N_("Weight in the score:")));
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct weight *row = weight_row_of(analyst, check, cases[i]);

		if (row)
			add_weight(analyst, row);
		any |= row != NULL;
	}
	if (!any)
		add_wrapped(
		    analyst,
		    str_c(analyst_text(
			analyst,
			check->severity == SEVERITY_NOTE
			    ? N_("none; it informs")
			    : N_("that of its severity, it has none of its own"))));
}

static void weight_as_json(struct json *json, const struct weight *row)
{
	json_object(json);
	json_key_str(json, "id", row->id);
	json_key_str(json, "kind", row->kind);
	json_key(json, "weight");
	json_double(json, row->value, 3);
	json_key(json, "reasoned");
	json_double(json, row->reasoned, 3);
	json_key_str(json, "provenance", row->provenance);
	json_key_str(json, "reason", row->reason);
	json_object_end(json);
}

static void weights_as_json(struct analyst *analyst, struct json *json,
			    const struct check *check)
{
	json_key(json, "weights");
	json_array(json);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct weight *row = weight_row_of(analyst, check, cases[i]);

		if (row)
			weight_as_json(json, row);
	}
	json_array_end(json);
}

static void check_as_json(struct analyst *analyst, const struct check *check)
{
	struct json json;

	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_c(&json, "id", check->id);
	json_key_c(&json, "severity", severity_name(check->severity));
	json_key_c(&json, "grade", grade_name(check->grade));
	json_key_c(&json, "cites", check->cites);
	weights_as_json(analyst, &json, check);
	json_key(&json, "texts");
	json_object(&json);
	add_texts(&json, &analyst->english, check);
	add_texts(&json, &analyst->japanese, check);
	json_object_end(&json);
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void check_as_page(struct analyst *analyst, const struct check *check)
{
	buf_printf(&analyst->out, "%s\n  %s\n", check->id,
		   analyst_text(analyst, check->title));
	paragraph(analyst, analyst_text(analyst, N_("It says:")), check->details[0]);
	for (int i = 1; i < CHECK_DETAILS && check->details[i]; i++)
		add_wrapped(analyst, str_c(analyst_text(analyst, check->details[i])));
	paragraph(analyst, analyst_text(analyst, N_("What it means:")), check->means);
	paragraph(analyst, analyst_text(analyst, N_("How it can be wrong:")),
		  check->wrong);
	paragraph(analyst, analyst_text(analyst, N_("Cites:")), check->cites);
	buf_printf(&analyst->out, "\n%s: %s    %s: %s\n",
		   analyst_text(analyst, N_("Severity")), severity_name(check->severity),
		   analyst_text(analyst, N_("Grade")), grade_name(check->grade));
	weight_paragraph(analyst, check);
}

static bool chosen(const struct check *check, struct str id)
{
	return id.n == 0 || str_eq(id, str_c(check->id)) ||
	       str_eq(id, str_until(str_c(check->id), '.'));
}

void analyst_checks(struct analyst *analyst, const struct task *task, int fd,
		    struct reply *reply)
{
	const struct check *one = check_find(task->argument);
	size_t before = analyst->out.n;

	(void)fd;
	for (const struct check *const *c = check_table; *c; c++) {
		if (!chosen(*c, task->argument))
			continue;
		if (in_json(analyst))
			check_as_json(analyst, *c);
		else if (one)
			check_as_page(analyst, *c);
		else
			check_as_entry(analyst, *c);
	}
	if (analyst->out.n > before)
		return;
	reply->kind = REPLY_REFUSED;
	reply->text = str_c(analyst_text(
	    analyst, N_("there is no check of that name; `mekiki checks` lists them")));
}

/* --- data ------------------------------------------------------------------------ */

/* Where one of the user's own lies, and whether it is used. */
static void add_own(struct analyst *analyst, const struct table_info *info)
{
	bool used = info->path.n > 0;
	struct str path = used ? info->path : info->not_newer;

	if (path.n)
		buf_printf(
		    &analyst->out, "  %s%.*s\n",
		    analyst_text(analyst, used ? N_("your own, in place of mekiki's: ")
					       : N_("your own is not newer, and is not "
						    "used: ")),
		    STR_ARG(path));
}

static void data_row(struct analyst *analyst, const struct table_info *info)
{
	struct json json;

	if (!in_json(analyst)) {
		buf_printf(&analyst->out, "%-16.*s %-11.*s %6u  %.16s\n",
			   STR_ARG(info->name), STR_ARG(info->as_of), info->rows,
			   info->sha256);
		add_wrapped(analyst, info->source);
		add_own(analyst, info);
		return;
	}
	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_str(&json, "name", info->name);
	json_key_str_or_null(&json, "as_of", info->as_of.n ? info->as_of : STR_NONE);
	json_key_int(&json, "rows", info->rows);
	json_key_c(&json, "sha256", info->sha256);
	json_key_str_or_null(&json, "source", info->source.n ? info->source : STR_NONE);
	json_key_str_or_null(&json, "path", info->path);
	json_key_str_or_null(&json, "not_newer", info->not_newer);
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void library_row(struct analyst *analyst, const char *name, const char *version)
{
	struct json json;

	if (!in_json(analyst)) {
		buf_printf(&analyst->out, "%-16s %s\n", name, version);
		return;
	}
	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_c(&json, "name", name);
	json_key_c(&json, "version", version);
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

void analyst_data(struct analyst *analyst, const struct task *task, int fd,
		  struct reply *reply)
{
	const struct tables *tables = &analyst->tables;
	const char *psl = host_psl_source();
	char icu[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	(void)task, (void)fd, (void)reply;
	for (uint32_t i = 0; i < tables->info_count; i++)
		data_row(analyst, &tables->infos[i]);
	u_getVersion(version);
	u_versionToString(version, icu);
	library_row(analyst, "ICU", icu);
	library_row(analyst, "Public Suffix List", psl ? psl : "built in");
}
