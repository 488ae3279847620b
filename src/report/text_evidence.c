/* report/text_evidence.c - the pages behind the first screen: what the verdict rests on.
 */
#include "report/map.h"
#include "report/text.h"
#include "report/text_auth.h"
#include "report/text_log.h"
#include "report/text_notebook.h"
#include "report/text_reputation.h"
#include "report/text_survey.h"
#include "report/text_tell.h"
#include "report/text_timeline.h"
#include "report/text_view.h"
#include "report/text_visit.h"

#include "attachment/decode.h"
#include "base/limits.h"
#include "check/check.h"
#include "report/inert.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/redact.h"

#include <stdlib.h>

enum { LEFT = 2, STEP = 2 };

/* page->text gets `text` of ours with one number. */
static void make_count(struct page *page, const char *msgid, uint64_t count)
{
	struct value value = {
		.key = "count",
		.kind = VALUE_INT,
		.number = (int64_t)count,
	};

	phrase_add(page->in, page->options, msgid, &value, 1, &page->text);
}

static void line_made(struct page *page, size_t indent, enum style style)
{
	buf_add_repeat(page->out, ' ', indent);
	page_wrap_made(page, indent, indent + STEP, style);
}

static void pad_text_to(struct page *page, size_t column)
{
	size_t at = inert_width(buf_peek(&page->text));

	if (at < column)
		buf_add_repeat(&page->text, ' ', column - at);
}

/* --- findings ---------------------------------------------------------------- */

static void add_finding(struct page *page, const struct finding *finding)
{
	enum { INDENT = LEFT + 2 };

	buf_add_repeat(page->out, ' ', LEFT);
	page_add(page, STR("• "), text_severity_style(finding->severity));
	report_title(finding, page->options, &page->text);
	page_wrap_made(page, INDENT, INDENT, STYLE_STRONG);
	report_detail(finding, page->options, &page->text);
	if (page->text.n) {
		buf_add_repeat(page->out, ' ', INDENT);
		page_wrap_made(page, INDENT, INDENT, STYLE_PLAIN);
	}
	buf_add_char(&page->text, '[');
	buf_add(&page->text, page_our(page, text_grade(finding->grade)));
	buf_printf(&page->text, "] %s", finding->check->id);
	if (finding->evidence_count && !page->in->thing)
		outside_add_offset(page->options, finding->evidence[0].offset,
				   &page->text);
	buf_add_repeat(page->out, ' ', INDENT);
	page_wrap_made(page, INDENT, INDENT, STYLE_DIM);
}

static void add_severity(struct page *page, enum severity severity)
{
	const struct inspection *in = page->in;
	bool any = false;

	for (uint32_t i = 0; i < in->finding_count; i++) {
		if (in->findings[i]->severity != severity)
			continue;
		if (!any)
			page_heading(page, text_severity(severity));
		any = true;
		add_finding(page, in->findings[i]);
	}
}

void text_findings(struct page *page)
{
	for (int severity = SEVERITY_ADVERSE; severity <= SEVERITY_ESTABLISHED;
	     severity++)
		add_severity(page, severity);
	if (page->in->findings_dropped) {
		make_count(page, N_("{count} further findings were not kept."),
			   page->in->findings_dropped);
		line_made(page, LEFT, STYLE_PLAIN);
	}
}

static void make_hundredths(struct page *page, double number, bool sign)
{
	int hundredths = (int)(number * 100 + (number < 0 ? -.5 : .5));

	if (sign || hundredths < 0)
		buf_add_char(&page->text, hundredths < 0 ? '-' : '+');
	buf_printf(&page->text, "%d.%02d", abs(hundredths) / 100, abs(hundredths) % 100);
}

static const char *why_held(const struct share *share)
{
	if (!share->held)
		return NULL;
	if (strcmp(share->held, "alone") == 0)
		return N_("nothing beside it tells of a false sender");
	return strcmp(share->held, "other") == 0 ? N_("the text speaks for somebody else")
						 : N_("its kind has reached its ceiling");
}

/* "+0.70  flt.marked                    filter  1.00 × 0.70  reason" */
static void add_share(struct page *page, const struct share *share)
{
	const char *held = why_held(share);

	make_hundredths(page, share->weight, true);
	buf_printf(&page->text, "  %-28s %-11.*s ", share->finding->check->id,
		   STR_ARG(share->kind));
	make_hundredths(page, share->listed, false);
	if (share->factor < 1) {
		buf_add(&page->text, STR(" × "));
		make_hundredths(page, share->factor, false);
	}
	buf_printf(&page->text, "  %.*s", STR_ARG(share->provenance));
	if (held) {
		buf_add(&page->text, STR("; "));
		buf_add(&page->text, page_our(page, held));
	}
	page_wrap_made(page, LEFT, LEFT + 4, STYLE_PLAIN);
}

void text_shares(struct page *page)
{
	const struct verdict *verdict = &page->in->verdict;

	page_heading(page, N_("Weights"));
	buf_printf(&page->text, "%d.%02d  ", (int)verdict->score,
		   (int)(verdict->score * 100) % 100);
	buf_add(&page->text,
		page_our(page, N_("score: it ranks mail by suspicion and is no "
				  "probability")));
	line_made(page, LEFT, STYLE_PLAIN);
	for (uint32_t i = 0; i < verdict->share_count; i++)
		add_share(page, &verdict->shares[i]);
}

/* --- open questions ------------------------------------------------------------ */

static void add_open_questions(struct page *page)
{
	const struct verdict *verdict = &page->in->verdict;

	if (verdict->open_count == 0)
		return;
	page_heading(page, N_("Open questions"));
	for (uint32_t i = 0; i < verdict->open_count; i++) {
		buf_add(page->out, STR("  • "));
		phrase_statement(page->in, page->options, &verdict->open[i], &page->text);
		page_wrap_made(page, LEFT + 2, LEFT + 2, STYLE_PLAIN);
	}
}

/* --- identities ------------------------------------------------------------------ */

void text_role(struct page *page, enum identity_role role)
{
	/* Field names are names; they stay as the RFCs have them. */
	static const char *const fields[ID_ROLES] = {
		[ID_FROM] = "From",
		[ID_SENDER] = "Sender",
		[ID_REPLY_TO] = "Reply-To",
		[ID_RETURN_PATH] = "Return-Path",
		[ID_MESSAGE_ID] = "Message-ID",
		[ID_DKIM] = "DKIM d=",
		[ID_HELO] = "HELO",
		[ID_TO] = "To",
		[ID_DELIVERED_TO] = "Delivered-To",
		[ID_LIST] = "List-Id",
	};

	if (role == ID_RDNS)
		buf_add(&page->text, page_our(page, N_("reverse name")));
	else if (role == ID_AUTH_USER)
		buf_add(&page->text, page_our(page, N_("login")));
	else
		buf_add_c(&page->text, fields[role]);
}

const char *text_relation(const struct identity *id)
{
	if (id->role == ID_FROM || id->domain.n == 0)
		return NULL;
	if (id->role == ID_TO || id->role == ID_DELIVERED_TO)
		return id->own ? N_("ours") : NULL;
	if (id->related_to_from)
		return N_("fits From");
	return id->own ? N_("ours") : N_("other than From");
}

enum { ROLE_COLUMNS = 14, RELATION_COLUMNS = 18, GRADE_COLUMNS = 9 };

static void add_identity(struct page *page, const struct identity *id)
{
	const char *relation = text_relation(id);
	size_t rest =
	    page->width - LEFT - ROLE_COLUMNS - RELATION_COLUMNS - GRADE_COLUMNS - 2;

	buf_add_repeat(page->out, ' ', LEFT);
	text_role(page, id->role);
	page_cell_made(page, ROLE_COLUMNS, STYLE_DIM);
	text_outside(page, id->text, 0);
	page_cell_made(page, rest, STYLE_PLAIN);
	buf_add_char(page->out, ' ');
	if (relation)
		buf_add(&page->text, page_our(page, relation));
	page_cell_made(page, RELATION_COLUMNS, STYLE_PLAIN);
	buf_add_char(page->out, ' ');
	page_add(page, page_our(page, text_grade(id->grade)), STYLE_DIM);
	page_newline(page);
}

static void add_identities(struct page *page)
{
	const struct identities *ids = &page->in->ids;

	if (ids->count == 0)
		return;
	page_heading(page, N_("Names side by side"));
	for (uint32_t i = 0; i < ids->count; i++)
		add_identity(page, &ids->items[i]);
}

/* --- the path ---------------------------------------------------------------------- */

/* "+3 s", "+2 h 05 min", "-40 s": against the hop before it. */
void text_delay(struct page *page, int64_t seconds)
{
	uint64_t s = seconds < 0 ? -(uint64_t)seconds : (uint64_t)seconds;

	buf_add_char(&page->text, seconds < 0 ? '-' : '+');
	if (s < 120)
		buf_printf(&page->text, "%llu s", (unsigned long long)s);
	else if (s < 7200)
		buf_printf(&page->text, "%llu min", (unsigned long long)(s / 60));
	else if (s < 172800)
		buf_printf(&page->text, "%llu h %02llu min",
			   (unsigned long long)(s / 3600),
			   (unsigned long long)(s / 60 % 60));
	else
		buf_printf(&page->text, "%llu d", (unsigned long long)(s / 86400));
}

static void add_hop_time(struct page *page, const struct hop *hop)
{
	if (hop->received.date.ok)
		text_time(page, hop->received.date.utc);
	else
		buf_add(&page->text, page_our(page, N_("no time that can be read")));
	if (!hop->delay_known)
		return;
	buf_add(&page->text, STR("  "));
	text_delay(page, hop->delay_seconds);
	if (hop->delay_seconds < 0) {
		buf_add_char(&page->text, ' ');
		buf_add(&page->text, page_our(page, N_("(the clock ran back)")));
	}
}

static void add_word(struct page *page, const char *before, struct str text)
{
	if (text.n == 0)
		return;
	if (page->text.n)
		buf_add_char(&page->text, ' ');
	buf_add_c(&page->text, before);
	text_outside(page, text, 0);
}

static void add_hop_from(struct page *page, const struct received *r)
{
	struct str name = r->helo.n ? r->helo : r->from;

	if (r->local) {
		buf_add(&page->text,
			page_our(page, N_("written on that machine itself")));
		return;
	}
	add_word(page, "from ", name);
	if (r->rdns.n && !str_eq_nocase(r->rdns, name))
		add_word(page, "rDNS ", r->rdns);
	if (r->ip.n) {
		add_word(page, "[", r->ip);
		buf_add_char(&page->text, ']');
	}
	add_word(page, "AUTH ", r->auth_user);
	add_word(page, "with ", r->protocol);
	add_word(page, "for ", r->for_);
}

static void add_hop(struct page *page, const struct hop *hop)
{
	enum { INDENT = LEFT + 4 };
	const struct path *path = &page->in->path;
	size_t at;

	buf_printf(&page->text, "%u", hop->n);
	at = page_label(page, LEFT, INDENT, buf_peek(&page->text), STYLE_STRONG);
	buf_clear(&page->text);
	add_word(page, "by ", hop->received.by);
	buf_add_c(&page->text, page->text.n ? "  [" : "[");
	buf_add(&page->text, page_our(page, text_grade(hop->grade)));
	buf_add_char(&page->text, ']');
	page_wrap_made(page, at, INDENT, STYLE_STRONG);
	add_hop_from(page, &hop->received);
	if (page->text.n)
		line_made(page, INDENT, STYLE_PLAIN);
	add_hop_time(page, hop);
	line_made(page, INDENT, STYLE_DIM);
	if (hop->n == path->boundary) {
		buf_add(
		    &page->text,
		    page_our(page, hop->n < path->count
				       ? N_("↑ handed over here; what stands below is "
					    "the sender's word")
				       : N_("↑ handed over here")));
		line_made(page, INDENT, STYLE_ODD);
	}
	if (hop->breaks) {
		buf_add(&page->text,
			page_our(page, N_("the names of this hop and of the older one "
					  "below do not fit together")));
		line_made(page, INDENT, STYLE_ODD);
	}
	if (page->options->verbose > 0) {
		text_outside(page, str_trim_right(hop->field->raw), 2000);
		line_made(page, INDENT, STYLE_DIM);
	}
}

const char *text_basis(enum boundary_basis basis)
{
	switch (basis) {
	case BOUNDARY_SITE:
		return N_("Our own servers are known from the site profile.");
	case BOUNDARY_PRESET:
		return N_("The receiver was recognised by the way it writes Received.");
	case BOUNDARY_INFERRED:
		return N_(
		    "Which servers are ours was inferred; no site profile was given.");
	case BOUNDARY_GIVEN:
		return N_("The client was given on the command line.");
	default:
		return N_("No hop can be told to be ours.");
	}
}

static void add_path(struct page *page)
{
	const struct path *path = &page->in->path;

	if (path->count == 0 && path->origin.ip.n == 0)
		return;
	page_heading(page, N_("The path, newest hop first"));
	for (uint32_t i = 0; i < path->count; i++)
		add_hop(page, &path->hops[i]);
	buf_add(&page->text, page_our(page, text_basis(path->basis)));
	line_made(page, LEFT, STYLE_DIM);
}

/* --- recorded authentication ---------------------------------------------------------
 */

static void add_recorded(struct page *page)
{
	const struct path *path = &page->in->path;

	if (path->recorded_count == 0)
		return;
	page_heading(page, N_("Authentication as others recorded it"));
	for (uint32_t i = 0; i < path->recorded_count; i++) {
		const struct recorded *recorded = &path->recorded[i];

		text_outside(page, recorded->method->method, 20);
		buf_add_char(&page->text, '=');
		text_outside(page, recorded->method->result, 20);
		add_word(page, "", recorded->method->identity);
		add_word(page, "/ ", recorded->from->authserv_id);
		buf_add(&page->text, STR("  ["));
		buf_add(&page->text, page_our(page, text_grade(recorded->grade)));
		buf_add_char(&page->text, ']');
		line_made(page, LEFT, STYLE_PLAIN);
	}
}

/* --- parts, readings, defects ----------------------------------------------------------
 */

enum { DEEPEST_SHOWN = 12, PARTS_SHOWN = 60 };

static void make_part(struct page *page, const struct part *part)
{
	unsigned depth = part->depth < DEEPEST_SHOWN ? part->depth : DEEPEST_SHOWN;

	buf_printf(&page->text, "%d", part->id);
	pad_text_to(page, 4 + 2 * depth);
	text_outside(page, part->content_type.value, 50);
	if (part->kind == PART_MULTIPART)
		return;
	add_word(page, "", part->charset);
	if (part->encoding == ENCODING_UNKNOWN)
		add_word(page, "", part->encoding_token);
	else
		add_word(page, "", str_c(encoding_name(part->encoding)));
	buf_add(&page->text, STR("  "));
	if (part->bytes_cut || outside_identifies(page->options))
		make_count(
		    page, part->bytes_cut ? N_("not decoded (cap)") : N_("{count} bytes"),
		    part->bytes.n);
	if (part->filename.n) {
		buf_add(&page->text, STR("  \""));
		/* A file's name is no host, whatever it ends in. */
		outside_add_inert(page->options,
				  str_sub(part->filename, 0, LIMIT_VALUE_SHOWN),
				  INERT_LINE, &page->text);
		buf_add_char(&page->text, '"');
	}
}

static void add_parts_of(struct page *page, int32_t reading)
{
	const struct message *message = page->in->outer;
	uint32_t shown = 0, left = 0;

	for (uint32_t i = 0; i < message->part_count; i++) {
		if (message->parts[i]->reading != reading)
			continue;
		if (shown == PARTS_SHOWN && page->options->verbose < 1) {
			left++;
			continue;
		}
		shown++;
		make_part(page, message->parts[i]);
		line_made(page, LEFT, STYLE_PLAIN);
	}
	if (left) {
		make_count(page, N_("… and {count} more parts"), left);
		line_made(page, LEFT, STYLE_DIM);
	}
}

static void add_readings(struct page *page)
{
	const struct message *message = page->in->outer;

	if (message->reading_count == 0)
		return;
	page_heading(page, N_("What other mail readers would see"));
	for (uint32_t i = 0; i < message->reading_count; i++) {
		const struct reading *reading = &message->readings[i];

		buf_add_c(&page->text, reading->rule);
		if (reading->detail.n)
			add_word(page, "", reading->detail);
		outside_add_offset(page->options, reading->offset, &page->text);
		line_made(page, LEFT, STYLE_STRONG);
		add_parts_of(page, (int32_t)i + 1);
	}
}

/* Places of equal defects stand together; few of them are read. */
enum { PLACES_SHOWN = 4, KINDS_SHOWN = 12 };

static void make_places(struct page *page, const struct defects *defects, uint32_t first)
{
	uint32_t count = 0;

	for (uint32_t i = first; i < defects->count; i++) {
		if (strcmp(defects->items[i].id, defects->items[first].id) != 0)
			continue;
		count++;
		if (count <= PLACES_SHOWN || page->options->verbose > 0)
			outside_add_offset(page->options, defects->items[i].offset,
					   &page->text);
	}
	if (count > PLACES_SHOWN && page->options->verbose < 1) {
		buf_add_char(&page->text, ' ');
		make_count(page, N_("({count} in all)"), count);
	}
}

static bool seen_before(const struct defects *defects, uint32_t i)
{
	for (uint32_t j = 0; j < i; j++)
		if (strcmp(defects->items[j].id, defects->items[i].id) == 0)
			return true;
	return false;
}

static void add_defect(struct page *page, const struct defects *defects, uint32_t i)
{
	const char *explanation = defect_explain(defects->items[i].id);

	buf_add_c(&page->text, defects->items[i].id);
	make_places(page, defects, i);
	line_made(page, LEFT, STYLE_DIM);
	if (explanation) {
		buf_add(&page->text, page_our(page, explanation));
		line_made(page, LEFT + STEP, STYLE_PLAIN);
	}
}

static void add_defects(struct page *page)
{
	const struct defects *defects = &page->in->message->defects;
	uint32_t kinds = 0;

	if (defects->count == 0)
		return;
	page_heading(page, N_("Deviations from the standards, with their offsets"));
	/* At most LIMIT_DEFECTS items of a few dozen kinds. */
	for (uint32_t i = 0; i < defects->count; i++) {
		if (seen_before(defects, i))
			continue;
		if (kinds++ < KINDS_SHOWN || page->options->verbose > 0)
			add_defect(page, defects, i);
	}
	if (kinds > KINDS_SHOWN && page->options->verbose < 1) {
		make_count(page, N_("… and {count} more kinds (-v shows them)"),
			   kinds - KINDS_SHOWN);
		line_made(page, LEFT, STYLE_DIM);
	}
	if (defects->dropped) {
		make_count(page, N_("{count} further deviations were not kept."),
			   defects->dropped);
		line_made(page, LEFT, STYLE_PLAIN);
	}
}

/* --- raw fields, the run
 * ----------------------------------------------------------------- */

static void add_raw_fields(struct page *page)
{
	const struct header *header = &page->in->message->header;

	if (page->options->verbose < 1)
		return;
	page_heading(page, N_("The header as it stands"));
	for (uint32_t i = 0; i < header->count; i++) {
		text_outside(page, str_trim_right(header->fields[i].raw), 2000);
		line_made(page, LEFT, STYLE_PLAIN);
	}
}

/* "label: text" */
static void add_fact(struct page *page, const char *label, struct str text)
{
	if (text.n == 0)
		return;
	buf_add(&page->text, page_our(page, label));
	buf_add(&page->text, STR(": "));
	outside_add_inert(page->options, text, INERT_LINE, &page->text);
	line_made(page, LEFT, STYLE_DIM);
}

static void add_tables(struct page *page)
{
	const struct tables *tables = page->in->env->tables;

	if (!tables || tables->info_count == 0)
		return;
	buf_add(&page->text, page_our(page, N_("Tables")));
	buf_add_char(&page->text, ':');
	for (uint32_t i = 0; i < tables->info_count; i++) {
		buf_add_char(&page->text, ' ');
		outside_add_inert(page->options, tables->infos[i].name, INERT_LINE,
				  &page->text);
		buf_add(&page->text, STR(" ("));
		outside_add_inert(page->options, tables->infos[i].as_of, INERT_LINE,
				  &page->text);
		buf_add(&page->text, i + 1 < tables->info_count ? STR("),") : STR(")"));
	}
	line_made(page, LEFT, STYLE_DIM);
}

static void add_input(struct page *page)
{
	const struct input *input = &page->in->input;

	buf_add(&page->text, page_our(page, N_("Input")));
	buf_add(&page->text, STR(": "));
	outside_add_inert(page->options, outside_name(page->options, input->name),
			  INERT_LINE, &page->text);
	if (outside_identifies(page->options)) {
		buf_add(&page->text, STR(", "));
		make_count(page, N_("{count} bytes"), input->size);
	}
	line_made(page, LEFT, STYLE_DIM);
	if (outside_identifies(page->options))
		add_fact(page, "SHA-256", str_c(input->sha256));
	add_fact(page, N_("Trouble"), input->error);
	add_fact(page, N_("An earlier attempt ended"), input->death);
	if (input->converted) {
		buf_add(&page->text,
			page_our(page, N_("Converted from Outlook's format; offsets are "
					  "those of the conversion.")));
		line_made(page, LEFT, STYLE_DIM);
	}
}

/* That of the decoders beside ours, where any was asked. */
static struct str sandbox_of(const struct page *page)
{
	const struct authentication *auth = &page->in->authentication;
	struct str decoders = decode_sandbox(auth->answers, auth->answer_count);
	struct str ours = str_c(page->in->env->sandbox);

	if (decoders.n == 0)
		return ours;
	return arena_printf(page->in->arena, "%.*s; mekiki-media: %.*s", STR_ARG(ours),
			    STR_ARG(str_sub(decoders, 0, 32)));
}

void text_sandbox(struct page *page)
{
	inert_add(&page->text, sandbox_of(page), INERT_LINE);
}

static void add_run(struct page *page)
{
	const struct report_options *options = page->options;

	page_heading(page, N_("This examination"));
	add_input(page);
	buf_add(&page->text, page_our(page, N_("Clock")));
	buf_add(&page->text, STR(": "));
	text_time(page, page->in->env->clock);
	line_made(page, LEFT, STYLE_DIM);
	if (options->redaction)
		add_fact(page, N_("Masked for others, by the profile"),
			 redaction_profile(options->redaction)->name);
	add_fact(page, N_("Contact with the outside"), str_c(options->contact));
	if (page->in->env->connect_map)
		add_fact(
		    page, N_("Connections"),
		    page_our(page, N_("led to this machine by a connect-map, as in a "
				      "test")));
	add_fact(page, N_("Sandbox"), sandbox_of(page));
	add_tables(page);
	add_fact(page, "mekiki", str_c(options->tool_version));
}

void text_parts(struct page *page)
{
	page_heading(page, N_("Parts"));
	add_parts_of(page, 0);
	add_readings(page);
	add_defects(page);
}

void text_evidence(struct page *page)
{
	text_findings(page);
	if (page->options->explain)
		text_shares(page);
	add_open_questions(page);
	text_tell(page);
	text_all_links(page);
	text_visits(page);
	text_timeline(page);
	text_log(page);
	add_identities(page);
	add_path(page);
	add_recorded(page);
	text_survey(page);
	if (page->options->verbose > 0)
		text_map(page);
	text_reputation(page);
	text_views(page);
	text_authentication(page);
	text_notebook(page);
	text_sites(page, false);
	text_parts(page);
	add_raw_fields(page);
	text_history(page, false);
	add_run(page);
}
