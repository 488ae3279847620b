/* report/arf.c - the feedback report of RFC 5965: fields for machines. */
#include "report/letter.h"

#include "base/limits.h"
#include "check/link_list.h"
#include "check/origin.h"
#include "report/mime_out.h"
#include "report/outside.h"

/* One line of printable ASCII: the part is 7bit, and no field may become two. */
static void add_clean(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\t' || c == '\r' || c == '\n')
			c = ' ';
		buf_add_char(out, c < ' ' || c > '~' ? '?' : c);
	}
}

static void field(const struct letter *letter, const char *name, const char *before,
		  struct str text, const char *after, struct buf *out)
{
	struct buf masked;

	if (text.n == 0)
		return;
	buf_init(&masked, 0);
	outside_add_raw(&letter->options, str_sub(text, 0, LIMIT_LETTER_URL), &masked);
	buf_printf(out, "%s: %s", name, before);
	add_clean(buf_peek(&masked), out);
	buf_printf(out, "%s\n", after);
	buf_fini(&masked);
}

/* "fraud" is what pretends; whatever else is unwanted is "abuse" (RFC 5965, 7.3). */
static const char *feedback_type(const struct inspection *in)
{
	const char *category = in->verdict.category;

	return in->verdict.class_ == VERDICT_FRAUDULENT ||
		       (category && (strcmp(category, "hoax") == 0 ||
				     strcmp(category, "extortion") == 0))
		   ? "fraud"
		   : "abuse";
}

/* What our own side wrote; a sender can write such a field as well. */
static void add_results(const struct letter *letter, struct buf *out)
{
	const struct path *path = &letter->in->path;

	for (uint32_t i = 0; i < path->recorded_count; i++) {
		const struct recorded *recorded = &path->recorded[i];

		if (recorded->grade == GRADE_CLAIMED ||
		    (i && path->recorded[i - 1].from == recorded->from))
			continue;
		buf_printf(out, "Authentication-Results: ");
		add_clean(recorded->from->authserv_id.n ? recorded->from->authserv_id
							: STR("unknown"),
			  out);
		for (uint32_t k = i;
		     k < path->recorded_count && path->recorded[k].from == recorded->from;
		     k++) {
			buf_add_c(out, ";\n ");
			add_clean(path->recorded[k].method->method, out);
			buf_add_char(out, '=');
			add_clean(path->recorded[k].method->result, out);
		}
		buf_add_char(out, '\n');
	}
}

static void add_sites(const struct letter *letter, struct buf *out)
{
	const struct scene *scene = letter->scene;

	for (uint32_t i = 0; i < scene->name_count; i++)
		field(letter, "Reported-Domain", "", scene->names[i].domain, "", out);
	for (uint32_t i = 0; i < scene->site_count; i++)
		field(letter, "Reported-URI", "", link_target(scene->sites[i].link)->href,
		      "", out);
}

void arf_fields(const struct letter *letter, struct buf *out)
{
	const struct inspection *in = letter->in;
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);
	const struct hop *hop = origin_hop(in);

	buf_printf(out, "Feedback-Type: %s\nUser-Agent: mekiki/%s\nVersion: 1\n",
		   feedback_type(in), letter->options.tool_version);
	field(letter, "Original-Mail-From", "<", path ? path->text : STR_NONE, ">", out);
	if (hop && hop->received.date.ok) {
		buf_add_c(out, "Arrival-Date: ");
		mime_date(out, hop->received.date.utc);
		buf_add_char(out, '\n');
	}
	if (hop)
		field(letter, "Reporting-MTA", "dns; ", hop->received.by, "", out);
	if (in->path.origin.addr.kind != IP_NONE)
		field(letter, "Source-IP", "", ip_text(in->arena, &in->path.origin.addr),
		      "", out);
	add_results(letter, out);
	add_sites(letter, out);
	buf_add_c(out, "Incidents: 1\n");
}
