/* report/text_dmarc.c - see text_dmarc.h. */
#include "report/text_dmarc.h"

#include "base/limits.h"
#include "report/phrase.h"

enum { LABEL = 26 };

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

void text_dmarc(struct page *page, const struct dmarc_result *result)
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
}
