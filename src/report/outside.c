/* report/outside.c - text from outside, masked and made inert. */
#include "report/outside.h"

#include "report/inert_memo.h"
#include "report/redact.h"

void outside_add_inert(const struct report_options *options, struct str text,
		       unsigned flags, struct buf *out)
{
	struct buf masked;

	if (!options->redaction) {
		inert_memo_add(options->shown, out, text, flags);
		return;
	}
	buf_init(&masked, 0);
	redaction_mask(options->redaction, text, &masked);
	inert_memo_add(options->shown, out, buf_peek(&masked), flags);
	buf_fini(&masked);
}

void outside_add(const struct report_options *options, struct str text, struct buf *out)
{
	outside_add_inert(options, text,
			  options->defang ? INERT_LINE | INERT_DEFANG : INERT_LINE, out);
}

void outside_add_lines(const struct report_options *options, struct str text,
		       struct buf *out)
{
	outside_add_inert(
	    options, text,
	    options->defang ? INERT_KEEP_LINES | INERT_DEFANG : INERT_KEEP_LINES, out);
}

void outside_add_raw(const struct report_options *options, struct str text,
		     struct buf *out)
{
	if (options->redaction)
		redaction_mask(options->redaction, text, out);
	else
		buf_add(out, text);
}

bool outside_identifies(const struct report_options *options)
{
	return !options->redaction ||
	       !redact_hides(redaction_profile(options->redaction), REDACT_HASHES);
}

bool outside_identifies_file(const struct report_options *options, uint32_t n)
{
	return outside_identifies(options) ||
	       !redaction_finds_in_attachment(options->redaction, n);
}

void outside_add_offset(const struct report_options *options, size_t offset,
			struct buf *out)
{
	if (outside_identifies(options))
		buf_printf(out, " @%zu", offset);
}

bool outside_is_whole(const struct report_options *options)
{
	return !options->redaction;
}

struct str outside_name(const struct report_options *options, struct str name)
{
	size_t slash = str_rfind(name, '/');

	return options->redaction && slash != STR_NPOS ? str_skip(name, slash + 1) : name;
}

/* --- JSON ------------------------------------------------------------------------------
 */

/* Lists whose texts are of ours: the tables', weights and kinds. */
static bool is_ours(struct str top)
{
	return str_eq(top, STR("tables")) || str_eq(top, STR("verdict")) ||
	       str_eq(top, STR("schema")) || str_eq(top, STR("clock")) ||
	       str_eq(top, STR("lang")) || str_eq(top, STR("tool")) ||
	       str_eq(top, STR("redaction"));
}

static void pass(const struct json_gate *gate, const struct json *json, struct str text,
		 struct buf *out)
{
	const struct outside_gate *own = (const struct outside_gate *)gate;

	if (is_ours(json_top_key(json)))
		buf_add(out, text);
	else
		outside_add_raw(own->options, text, out);
}

/* What is known of the outside is the same for everybody who asks: pages, certificates,
 * and our own tables. */
static bool is_of_the_message(struct str top)
{
	static const char *const others[] = { "tables",	   "visits",  "domains",
					      "addresses", "verdict", "redaction" };

	for (size_t i = 0; i < COUNT(others); i++)
		if (str_eq(top, str_c(others[i])))
			return false;
	return true;
}

static bool hides(const struct json_gate *gate, const struct json *json)
{
	static const char *const keys[] = { "size",   "sha256", "md5",	      "sha1",
					    "offset", "length", "text_offset" };
	struct str key = json_next_key(json), top = json_top_key(json);

	if (!is_of_the_message(top))
		return false;
	if (str_eq(top, STR("attachments")))
		return (str_eq(key, STR("sha256")) || str_eq(key, STR("size"))) &&
		       !outside_identifies_file(
			   ((const struct outside_gate *)gate)->options,
			   json->places[2].index + 1);
	for (size_t i = 0; i < COUNT(keys); i++)
		if (str_eq(key, str_c(keys[i])))
			return i >= 4 || !str_eq(top, STR("auth"));
	return false;
}

static bool hides_nothing(const struct json_gate *gate, const struct json *json)
{
	(void)gate, (void)json;
	return false;
}

void outside_json(const struct report_options *options, struct json *json,
		  struct outside_gate *gate)
{
	if (!options->redaction)
		return;
	*gate = (struct outside_gate){
		.gate = { pass, outside_identifies(options) ? hides_nothing : hides },
		.options = options,
	};
	json->gate = &gate->gate;
}

/* --- one report ------------------------------------------------------------------------
 */

void outside_begin(struct report_options *options, const struct inspection *in)
{
	options->redaction = redaction_new(options->publish, in);
	options->shown = inert_memo_new();
}

void outside_end(struct report_options *options)
{
	redaction_free((struct redaction *)options->redaction);
	options->redaction = NULL;
	inert_memo_free(options->shown);
	options->shown = NULL;
}

void outside_catch(const struct report_options *options, struct buf *out, size_t from)
{
	struct buf caught;

	if (!options->redaction || out->n == from)
		return;
	buf_init(&caught, out->ceiling);
	redaction_mask_paper(options->redaction, str_skip(buf_peek(out), from), &caught);
	out->n = from;
	buf_add(out, buf_peek(&caught));
	buf_fini(&caught);
}
