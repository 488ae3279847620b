/* report/text_dkim.c - see text_dkim.h. */
#include "report/text_dkim.h"

#include "base/limits.h"
#include "report/inert.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/text.h"

enum { LEFT = 2, INDENT = 16 };

/* --- pieces --------------------------------------------------------------------- */

/* "  label      text", the text from page->text. */
static void line_made(struct page *page, const char *label, enum style style)
{
	size_t at = page_label(page, LEFT, INDENT, page_our(page, label), STYLE_DIM);

	page_wrap_made(page, at, INDENT, style);
}

static void add_our(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static struct value text_value(const char *key, struct str text)
{
	return (struct value){ .key = key, .kind = VALUE_STR, .str = text };
}

static struct value number_value(const char *key, uint64_t number)
{
	return (struct value){ .key = key, .kind = VALUE_INT, .number = (int64_t)number };
}

static void add_phrase(struct page *page, const char *msgid, const struct value *values,
		       uint32_t count)
{
	phrase_add(page->in, page->options, msgid, values, count, &page->text);
}

/* --- one signature -------------------------------------------------------------- */

static const char *code_text(enum dkim_code code)
{
	static const char *const texts[] = {
		[DKIM_PASS] = N_("it verifies"),
		[DKIM_FAIL] = N_("it does not verify"),
		[DKIM_NEUTRAL] = N_("it cannot be worked with"),
		[DKIM_POLICY] = N_("it is not accepted"),
		[DKIM_TEMPERROR] = N_("it could not be checked for now"),
		[DKIM_PERMERROR] = N_("it cannot be verified"),
		[DKIM_UNCHECKED] = N_("it could not be checked"),
	};

	return texts[code];
}

static enum style code_style(enum dkim_code code)
{
	switch (code) {
	case DKIM_PASS:
		return STYLE_GOOD;
	case DKIM_FAIL:
		return STYLE_BAD;
	default:
		return STYLE_ODD;
	}
}

static void add_title(struct page *page, uint32_t n, uint32_t of,
		      const struct dkim_signature *signature)
{
	struct value values[] = {
		number_value("n", n),
		number_value("count", of),
		text_value("domain", signature->domain),
		text_value("selector", signature->selector),
	};

	add_phrase(page, N_("{n} of {count}: signed by {domain}, selector {selector}"),
		   values, COUNT(values));
	page_wrap_made(page, 0, LEFT, STYLE_STRONG);
}

static void add_result(struct page *page, const struct dkim_signature *signature)
{
	buf_printf(&page->text, "%s: ", dkim_code_name(signature->code));
	add_our(page, signature->reason ? signature->reason : code_text(signature->code));
	line_made(page, N_("result"), code_style(signature->code));
}

static void add_author(struct page *page, struct arena *arena,
		       const struct message *message,
		       const struct dkim_signature *signature)
{
	bool aligned = dkim_aligned(arena, message, signature->domain);
	struct value from = text_value(
	    "from", message->from.count ? message->from.items[0].domain : STR("-"));

	add_phrase(page,
		   aligned
		       ? N_("aligned: {from} in From is of the signer's domain")
		       : N_("not aligned: {from} in From is another domain, about which "
			    "this says nothing"),
		   &from, 1);
	line_made(page, N_("author"), aligned ? STYLE_PLAIN : STYLE_ODD);
}

static const char *header_text(enum dkim_part part)
{
	switch (part) {
	case DKIM_PART_GOOD:
		return N_("as it was signed, in the fields that are covered");
	case DKIM_PART_BAD:
		return N_("not as it was signed, or not signed by this key");
	default:
		return N_("not known: no key to check it with");
	}
}

static const char *body_text(enum dkim_part part)
{
	switch (part) {
	case DKIM_PART_GOOD:
		return N_("as it was signed");
	case DKIM_PART_BAD:
		return N_("not as it was signed");
	default:
		return N_("not known");
	}
}

static const char *repair_text(const char *repair)
{
	static const struct {
		const char *repair, *text;
	} texts[] = {
		{ "footer", N_("without the lines behind the last line of dashes it is "
			       "as it was signed: a footer was added in transit") },
		{ "trailing-space", N_("without the blanks before line ends it is as it "
				       "was signed: they were added in transit") },
		{ "line-ends",
		  N_("with whole line ends it is as it was signed: they were "
		     "damaged in transit") },
		{ "re-encoded", N_("as 8bit text it is as it was signed: it was encoded "
				   "anew in transit") },
		{ "subject-tag",
		  N_("without the mark in front of the subject it is as it "
		     "was signed: the mark was added in transit") },
	};

	for (size_t i = 0; repair && i < COUNT(texts); i++)
		if (strcmp(texts[i].repair, repair) == 0)
			return texts[i].text;
	return NULL;
}

static void add_repair(struct page *page, const char *repair)
{
	const char *text = repair_text(repair);

	if (!text)
		return;
	buf_add_c(&page->text, "; ");
	add_our(page, text);
}

static void add_parts(struct page *page, const struct message *message,
		      const struct dkim_signature *signature)
{
	struct value values[] = {
		number_value("signed", signature->signed_length),
		number_value("length", signature->body_length),
		number_value("offset", signature->unsigned_offset),
	};
	bool tail =
	    signature->length_given && signature->unsigned_offset < message->raw.n;

	add_our(page, header_text(signature->signature));
	add_repair(page, signature->header_repair);
	line_made(page, N_("header"), STYLE_PLAIN);
	add_our(page, body_text(signature->body_hash));
	add_repair(page, signature->body_repair);
	if (tail)
		add_phrase(page,
			   N_("; but only {signed} of {length} bytes are covered (l=): "
			      "what begins at byte {offset} of the message could be "
			      "anybody's"),
			   values, COUNT(values));
	line_made(page, N_("body"), tail ? STYLE_ODD : STYLE_PLAIN);
}

static void add_names(struct page *page, const struct dkim_signature *signature)
{
	for (uint32_t i = 0; i < signature->covered_count; i++) {
		if (i)
			buf_add_c(&page->text, ", ");
		outside_add_inert(page->options, signature->covered[i], INERT_LINE,
				  &page->text);
	}
	line_made(page, N_("covers"), STYLE_PLAIN);
	if (signature->open_count == 0)
		return;
	for (uint32_t i = 0; i < signature->open_count; i++) {
		const struct dkim_open *open = &signature->open[i];
		struct value values[] = {
			text_value("name", open->name),
			number_value("covered", open->covered),
			number_value("present", open->present),
		};

		if (i)
			buf_add_c(&page->text, ", ");
		add_phrase(page,
			   open->covered ? N_("{name} (covered {covered} of {present})")
					 : N_("{name}"),
			   values, COUNT(values));
	}
	line_made(page, N_("leaves open"), STYLE_ODD);
}

static void add_key(struct page *page, const struct dkim_signature *signature)
{
	struct value bits = number_value("bits", signature->key_bits);
	struct value records = number_value("count", signature->key_records);

	outside_add_inert(page->options, signature->algorithm, INERT_LINE, &page->text);
	if (signature->key_bits)
		add_phrase(page, N_(", {bits} bits"), &bits, 1);
	if (signature->testing)
		add_our(page, N_(", marked as a test (t=y)"));
	if (signature->key_records > 1)
		add_phrase(page, N_("; {count} key records under one name"), &records, 1);
	line_made(page, N_("key"), STYLE_PLAIN);
}

static void add_times(struct page *page, const struct dkim_signature *signature)
{
	char text[DATE_TEXT];

	if (signature->signed_at < 0 && signature->expires < 0)
		return;
	if (signature->signed_at >= 0)
		buf_add(&page->text, date_iso(signature->signed_at, text));
	else
		buf_add_char(&page->text, '-');
	if (signature->expires >= 0) {
		buf_add_c(&page->text, " - ");
		buf_add(&page->text, date_iso(signature->expires, text));
	}
	if (signature->expired_then)
		add_our(page, N_(" (expired when it was received)"));
	else if (signature->expired_now)
		add_our(page, N_(" (expired since)"));
	if (signature->from_future)
		add_our(page, N_(" (made after it was received)"));
	line_made(page, N_("time"), STYLE_PLAIN);
}

static void add_signature(struct page *page, struct arena *arena,
			  const struct message *message,
			  const struct dkim_signature *signature)
{
	add_result(page, signature);
	if (signature->domain.n)
		add_author(page, arena, message, signature);
	if (signature->code == DKIM_NEUTRAL)
		return;
	add_parts(page, message, signature);
	add_names(page, signature);
	add_key(page, signature);
	add_times(page, signature);
}

void text_dkim(struct page *page, struct arena *arena, const struct message *message,
	       const struct dkim_results *results)
{
	struct value left = number_value("count", results->fields - results->count);

	page_heading(page, N_("DKIM signatures"));
	if (results->count == 0) {
		add_our(page, N_("The message carries none."));
		page_wrap_made(page, 0, 0, STYLE_PLAIN);
	}
	for (uint32_t i = 0; i < results->count; i++) {
		if (i)
			page_newline(page);
		add_title(page, i + 1, results->fields, &results->items[i]);
		add_signature(page, arena, message, &results->items[i]);
	}
	if (results->fields > results->count) {
		add_phrase(page, N_("{count} more are not listed."), &left, 1);
		page_wrap_made(page, 0, 0, STYLE_ODD);
	}
}

/* --- ARC ------------------------------------------------------------------------ */

static const char *arc_text(enum arc_code code)
{
	static const char *const texts[] = {
		[ARC_NONE] = N_("no chain"),
		[ARC_PASS] = N_("the chain holds: it says what these parties claim, "
				"whether one believes them is another question"),
		[ARC_FAIL] = N_("the chain does not hold"),
		[ARC_TEMPERROR] = N_("the chain could not be checked for now"),
		[ARC_UNCHECKED] = N_("the chain could not be checked"),
	};

	return texts[code];
}

/* What the sealer says that it found, and whether the site believes him. */
static void add_claimed(struct page *page, const struct arc_set *set)
{
	const struct authres *claimed = &set->claimed;
	const struct site *site = page->in ? page->in->env->site : NULL;

	for (uint32_t i = 0; i < claimed->method_count && i < LIMIT_LIST_SHOWN; i++) {
		if (i)
			buf_add_c(&page->text, ", ");
		outside_add_inert(page->options, claimed->methods[i].method, INERT_LINE,
				  &page->text);
		buf_add_char(&page->text, '=');
		outside_add_inert(page->options, claimed->methods[i].result, INERT_LINE,
				  &page->text);
		if (claimed->methods[i].identity.n == 0)
			continue;
		buf_add_c(&page->text, " (");
		outside_add_inert(page->options, claimed->methods[i].identity, INERT_LINE,
				  &page->text);
		buf_add_char(&page->text, ')');
	}
	if (claimed->method_count == 0)
		buf_add_char(&page->text, '-');
	line_made(page, N_("claims"), STYLE_PLAIN);
	if (!site || !site->given)
		return;
	add_our(page, site_trusts_sealer(site, set->seal.domain)
			  ? N_("the site profile believes this sealer")
			  : N_("the site profile does not name this sealer"));
	line_made(page, N_("trust"), STYLE_PLAIN);
}

static void add_set(struct page *page, const struct arc_set *set)
{
	struct value values[] = {
		number_value("n", set->instance),
		text_value("domain", set->seal.domain),
		text_value("chain", set->chain),
	};

	add_phrase(page, N_("{n}: sealed by {domain}, which found cv={chain}"), values,
		   COUNT(values));
	page_wrap_made(page, 0, LEFT, STYLE_STRONG);
	add_our(page, set->seal.reason ? set->seal.reason : N_("it verifies"));
	line_made(page, N_("seal"), set->seal.reason ? STYLE_ODD : STYLE_PLAIN);
	add_our(page, set->message.reason ? set->message.reason : N_("it verifies"));
	line_made(page, N_("message"), set->message.reason ? STYLE_ODD : STYLE_PLAIN);
	add_claimed(page, set);
}

void text_arc(struct page *page, const struct arc_results *results)
{
	struct value at = number_value("n", results->at);

	if (results->code == ARC_NONE)
		return;
	page_heading(page, N_("ARC chain"));
	buf_printf(&page->text, "%s: ", arc_code_name(results->code));
	add_our(page, arc_text(results->code));
	if (results->reason) {
		buf_add_c(&page->text, "; ");
		add_our(page, results->reason);
	}
	if (results->at)
		add_phrase(page, N_(" (instance {n})"), &at, 1);
	page_wrap_made(page, 0, LEFT,
		       results->code == ARC_PASS ? STYLE_PLAIN : STYLE_ODD);
	for (uint32_t i = 0; i < results->count; i++)
		add_set(page, &results->items[i]);
}
