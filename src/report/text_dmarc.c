/* report/text_dmarc.c - see text_dmarc.h. */
#include "report/text_dmarc.h"

#include "base/limits.h"
#include "report/phrase.h"
#include "report/text_auth.h"

enum { LABEL = 26, STEP = 34, DEEPER = 6 };

static void label(struct page *page, const char *msgid)
{
	page_label(page, 2, LABEL, page_our(page, msgid), STYLE_DIM);
}

static void ours(struct page *page, const char *msgid, const char *text, enum style style)
{
	label(page, msgid);
	page_wrap(page, LABEL, LABEL, page_our(page, text), style);
}

static void theirs(struct page *page, const char *msgid, struct str text)
{
	if (text.n == 0)
		return;
	label(page, msgid);
	phrase_outside(page->options, text, LIMIT_REPORT_STRING, &page->text);
	page_wrap_made(page, LABEL, LABEL, STYLE_PLAIN);
}

static void alignment(struct page *page, const char *msgid, bool strict)
{
	ours(page, msgid,
	     strict ? N_("must be of this very domain")
		    : N_("may be of any domain of the same organization"),
	     STYLE_PLAIN);
}

static void policy(struct page *page, const struct dmarc_side *side)
{
	label(page, N_("policy in force"));
	buf_add(&page->text, str_c(dmarc_policy_name(side->policy)));
	buf_add(&page->text, STR(" ("));
	buf_add(&page->text, str_c(side->policy_tag));
	buf_add(&page->text, STR("=)"));
	page_wrap_made(page, LABEL, LABEL, STYLE_STRONG);
}

/* Nothing was authenticated here, so a record that was found reads as a failure. */
static const char *state_of(enum dmarc_code code)
{
	switch (code) {
	case DMARC_NONE:
		return N_("no record is published");
	case DMARC_TEMPERROR:
		return N_("an error of the moment: nothing can be said now");
	case DMARC_UNCHECKED:
		return N_("could not be checked");
	default:
		return N_("a record is published");
	}
}

static void side(struct page *page, const char *title, const struct dmarc_side *side)
{
	const struct dmarc_record *record = &side->record;

	page_heading(page, title);
	ours(page, N_("found"), state_of(side->code), STYLE_PLAIN);
	theirs(page, N_("organizational domain"), side->organizational_domain);
	if (side->several)
		ours(page, N_("several records"),
		     N_("more than one stands at one name; none of them counts"),
		     STYLE_ODD);
	if (side->policy_domain.n == 0)
		return;
	theirs(page, N_("policy of"), side->policy_domain);
	theirs(page, N_("record"), record->text);
	policy(page, side);
	alignment(page, N_("DKIM signer"), record->strict_dkim);
	alignment(page, N_("envelope sender"), record->strict_spf);
	if (record->testing)
		ours(page, N_("test mode"),
		     N_("t=y: the owner only tries it; RFC 9989 lowers the policy by a "
			"step"),
		     STYLE_PLAIN);
}

/* --- the trace ------------------------------------------------------------------------
 */

static const struct {
	const char *outcome, *text;
	enum style style;
} outcomes[] = {
	{ "record", N_("a record"), STYLE_STRONG },
	{ "none", N_("no record"), STYLE_PLAIN },
	{ "several", N_("several records: none of them counts"), STYLE_ODD },
	{ "no-answer", N_("no answer"), STYLE_ODD },
	{ "unchecked", N_("not asked"), STYLE_ODD },
};

/* "RFC 9989: one label less; no label is left" */
static void standard(struct page *page, const char *name, const struct dmarc_step *step)
{
	if (!step)
		return;
	buf_add_repeat(page->out, ' ', DEEPER);
	buf_add_c(&page->text, name);
	buf_add_c(&page->text, ": ");
	buf_add(&page->text, page_our(page, step->reason));
	if (step->stop) {
		buf_add_c(&page->text, "; ");
		buf_add(&page->text, page_our(page, N_("the last one: ")));
		buf_add(&page->text, page_our(page, step->stop));
	}
	page_wrap_made(page, DEEPER, DEEPER + 2, STYLE_PLAIN);
}

static void asked_name(struct page *page, struct arena *arena,
		       const struct dmarc_step *walk, const struct dmarc_step *suffix)
{
	const struct dmarc_step *step = walk ? walk : suffix;
	size_t column = STEP < page->width / 2 ? STEP : page->width / 2;

	buf_add_c(&page->text, "_dmarc.");
	phrase_outside(page->options, step->domain, LIMIT_REPORT_STRING, &page->text);
	page_label(page, 2, column, buf_peek(&page->text), STYLE_PLAIN);
	buf_clear(&page->text);
	for (size_t i = 0; i < COUNT(outcomes); i++)
		if (strcmp(outcomes[i].outcome, step->outcome) == 0)
			page_wrap(page, column, column, page_our(page, outcomes[i].text),
				  outcomes[i].style);
	standard(page, "RFC 9989", walk);
	standard(page, "RFC 7489", suffix);
	if (step->answer)
		text_answer(page, arena, step->answer, DEEPER);
}

static const struct dmarc_step *step_of(const struct dmarc_side *side, struct str domain)
{
	for (uint32_t i = 0; i < side->trace_count; i++)
		if (str_eq(side->trace[i].domain, domain))
			return &side->trace[i];
	return NULL;
}

static void identifier(struct page *page, struct arena *arena,
		       const struct dmarc_alignment *row)
{
	buf_add_repeat(page->out, ' ', 2);
	buf_add_c(&page->text, row->dkim ? "DKIM " : "SPF ");
	phrase_outside(page->options, row->domain, LIMIT_REPORT_STRING, &page->text);
	buf_add_c(&page->text, ": ");
	buf_add(&page->text,
		page_our(page, row->aligned ? N_("belongs to From")
					    : N_("does not belong to From")));
	if (row->reason) {
		buf_add_c(&page->text, ": ");
		buf_add(&page->text, page_our(page, row->reason));
	}
	page_wrap_made(page, 2, 4, row->aligned ? STYLE_PLAIN : STYLE_ODD);
	for (uint32_t i = 0; i < row->trace_count; i++)
		if (row->trace[i].answer)
			text_answer(page, arena, row->trace[i].answer, DEEPER);
}

static void identifiers(struct page *page, struct arena *arena, const char *title,
			const struct dmarc_side *side)
{
	if (side->alignment_count == 0)
		return;
	page_wrap(page, 0, 2, page_our(page, title), STYLE_DIM);
	for (uint32_t i = 0; i < side->alignment_count; i++)
		identifier(page, arena, &side->alignments[i]);
}

void text_dmarc_trace(struct page *page, struct arena *arena,
		      const struct dmarc_result *result)
{
	const struct dmarc_side *walk = &result->by_tree_walk;
	const struct dmarc_side *suffix = &result->by_public_suffix;

	for (uint32_t i = 0; i < walk->trace_count; i++)
		asked_name(page, arena, &walk->trace[i],
			   step_of(suffix, walk->trace[i].domain));
	for (uint32_t i = 0; i < suffix->trace_count; i++)
		if (!step_of(walk, suffix->trace[i].domain))
			asked_name(page, arena, NULL, &suffix->trace[i]);
	identifiers(page, arena, N_("Identifiers by RFC 9989"), walk);
	identifiers(page, arena, N_("Identifiers by RFC 7489"), suffix);
}

void text_dmarc(struct page *page, struct arena *arena, const struct dmarc_result *result)
{
	phrase_outside(page->options, result->domain, LIMIT_REPORT_STRING, &page->text);
	page_wrap_made(page, 0, 2, STYLE_STRONG);
	side(page, N_("RFC 9989, by walking up the tree of names"),
	     &result->by_tree_walk);
	side(page, N_("RFC 7489, by the public suffix list"), &result->by_public_suffix);
	page_heading(page, N_("Both together"));
	ours(page, N_("compared"),
	     result->differs
		 ? N_("they differ: verifiers of the two kinds treat this domain "
		      "differently")
		 : N_("they lead to the same policy"),
	     result->differs ? STYLE_ODD : STYLE_PLAIN);
	if (page->options->verbose < 0)
		return;
	page_heading(page, N_("Trace"));
	text_dmarc_trace(page, arena, result);
}
