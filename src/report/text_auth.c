/* report/text_auth.c - see text_auth.h. */
#include "report/text_auth.h"

#include "report/text_dkim.h"
#include "report/text_dmarc.h"
#include "report/text_smime.h"

#include "base/limits.h"
#include "report/phrase.h"
#include "report/text_compare.h"

enum { LABEL = 18, STEP = 4, DEEPER = 2, OUTCOME = 34 };

static const char *what_it_says(enum spf_code code)
{
	switch (code) {
	case SPF_NONE:
		return N_("the domain says nothing about who may use it");
	case SPF_NEUTRAL:
		return N_("the domain leaves open whether this client may use it");
	case SPF_PASS:
		return N_("the domain permits this client to use it");
	case SPF_FAIL:
		return N_("the domain does not permit this client to use it");
	case SPF_SOFTFAIL:
		return N_("the domain says that this client is probably not permitted");
	case SPF_TEMPERROR:
		return N_("an error of the moment: nothing can be said now");
	case SPF_PERMERROR:
		return N_("the record has an error: nothing follows from it");
	default:
		return N_("could not be checked");
	}
}

static enum style style_of(enum spf_code code)
{
	return code == SPF_PASS				 ? STYLE_GOOD
	       : code == SPF_FAIL			 ? STYLE_BAD
	       : code == SPF_NONE || code == SPF_NEUTRAL ? STYLE_PLAIN
							 : STYLE_ODD;
}

static void label(struct page *page, const char *msgid)
{
	page_label(page, 2, LABEL, page_our(page, msgid), STYLE_DIM);
}

/* What somebody wrote, whole: a record may fill several lines. */
static void outside(struct page *page, struct str text)
{
	phrase_outside(page->options, text, LIMIT_REPORT_STRING, &page->text);
}

static void row(struct page *page, const char *msgid, struct str value)
{
	if (value.n == 0)
		return;
	label(page, msgid);
	outside(page, value);
	page_wrap_made(page, LABEL, LABEL, STYLE_PLAIN);
}

static void counted(struct page *page, const char *msgid, uint32_t n, uint32_t most)
{
	struct value values[] = { { .key = "n", .kind = VALUE_INT, .number = n },
				  { .key = "most", .kind = VALUE_INT, .number = most } };

	label(page, msgid);
	phrase_add(NULL, page->options, N_("{n} of {most}"), values, 2, &page->text);
	page_wrap_made(page, LABEL, LABEL, STYLE_PLAIN);
}

/* A pass means little where the range is wide. */
static void range(struct page *page, const struct spf_query *query,
		  const struct spf_result *result)
{
	int all = query->ip.kind == IP_V6 ? 128 : 32;
	struct value value = { .key = "n",
			       .kind = VALUE_INT,
			       .number = result->addresses_log2 };

	if (result->code != SPF_PASS || result->addresses_log2 <= 0)
		return;
	label(page, N_("lets in"));
	if (result->addresses_log2 == all)
		buf_add(&page->text, page_our(page, N_("every address there is")));
	else
		phrase_add(NULL, page->options, N_("2^{n} addresses"), &value, 1,
			   &page->text);
	page_wrap_made(page, LABEL, LABEL,
		       result->addresses_log2 == all ? STYLE_BAD : STYLE_PLAIN);
}

static void why(struct page *page, const struct spf_result *result)
{
	if (!result->problem)
		return;
	label(page, N_("why"));
	buf_add(&page->text, page_our(page, result->problem));
	if (result->problem_at.n) {
		buf_add(&page->text, STR(": "));
		outside(page, result->problem_at);
	}
	page_wrap_made(page, LABEL, LABEL, STYLE_PLAIN);
}

static void summary(struct page *page, struct arena *arena, const struct spf_query *query,
		    const struct spf_result *result)
{
	struct str code = str_c(spf_code_name(result->code));
	bool helo = result->scope == SPF_HELO;

	page_label(page, 0, page->in ? LABEL - 2 : LABEL, code, style_of(result->code));
	page_wrap(page, LABEL, LABEL, page_our(page, what_it_says(result->code)),
		  STYLE_STRONG);
	why(page, result);
	label(page, helo ? N_("HELO name") : N_("envelope sender"));
	outside(page, helo		   ? query->helo
		      : query->mail_from.n ? query->mail_from
					   : STR("<>"));
	page_wrap_made(page, LABEL, LABEL, STYLE_PLAIN);
	row(page, N_("domain"), result->domain);
	row(page, N_("client"), ip_text(arena, &query->ip));
	row(page, N_("decided by"), result->matched);
	range(page, query, result);
	row(page, N_("the sender says"), result->explanation);
	counted(page, N_("terms that ask"), result->terms_used, LIMIT_SPF_TERMS_ASKING);
	counted(page, N_("find nothing"), result->void_lookups, LIMIT_SPF_VOID);
}

/* --- the trace ------------------------------------------------------------------------
 */

static const struct {
	const char *outcome, *text;
	enum style style;
} outcomes[] = {
	{ "match", N_("matches"), STYLE_STRONG },
	{ "no-match", N_("does not match"), STYLE_PLAIN },
	{ "error", N_("error"), STYLE_ODD },
	{ "used", N_("used"), STYLE_PLAIN },
	{ "skipped", N_("skipped"), STYLE_DIM },
	{ "not-reached", N_("not reached"), STYLE_DIM },
};

/* "a.example v=spf1 -all", or why there is none. */
static void record_line(struct page *page, const struct spf_step *step, size_t indent)
{
	buf_add_repeat(page->out, ' ', indent);
	outside(page, step->domain);
	buf_add(&page->text, STR(": "));
	if (step->expanded.n)
		outside(page, step->expanded);
	else
		buf_add(&page->text,
			page_our(page, step->reason ? step->reason : N_("no record")));
	page_wrap_made(page, indent, indent + STEP, STYLE_STRONG);
}

static void term_line(struct page *page, const struct spf_step *step, size_t indent)
{
	size_t column = indent + OUTCOME < page->width / 2 ? OUTCOME : page->width / 2;

	outside(page, step->term);
	if (step->expanded.n && !str_ends(step->term, step->expanded)) {
		buf_add(&page->text, STR(" = "));
		outside(page, step->expanded);
	}
	page_label(page, indent, column, buf_peek(&page->text), STYLE_PLAIN);
	buf_clear(&page->text);
	for (size_t i = 0; i < COUNT(outcomes); i++)
		if (strcmp(outcomes[i].outcome, step->outcome) == 0) {
			buf_add(&page->text, page_our(page, outcomes[i].text));
			if (step->reason) {
				buf_add(&page->text, STR(": "));
				buf_add(&page->text, page_our(page, step->reason));
			}
			page_wrap_made(page, column, column, outcomes[i].style);
		}
}

void text_reason(struct page *page, struct arena *arena, struct str reason)
{
	const char *text = arena_concat(arena, reason, STR("\0")).p;
	const char *ours = phrase_text(page->options, text);

	if (ours != text)
		buf_add(&page->text, str_c(ours));
	else
		outside(page, reason);
}

/* What is known of its signatures, and by whom. */
static void add_dnssec(struct page *page, const struct answer *answer)
{
	static const char *const texts[DNSSEC_STATES] = {
		[DNSSEC_INSECURE] = N_("not signed, as validated here"),
		[DNSSEC_SECURE] = N_("DNSSEC: secure, as validated here"),
		[DNSSEC_BOGUS] = N_("DNSSEC: bogus, as validated here"),
	};
	const char *text = texts[answer->dnssec];

	if (!text)
		return;
	buf_add(&page->text, STR(" ("));
	if (answer->dnssec == DNSSEC_SECURE && answer->dnssec_by.n) {
		buf_add(&page->text,
			page_our(page, N_("DNSSEC: secure, as this resolver says:")));
		buf_add(&page->text, STR(" "));
		outside(page, answer->dnssec_by);
	} else {
		buf_add(&page->text, page_our(page, text));
	}
	buf_add(&page->text, STR(")"));
}

void text_answer(struct page *page, struct arena *arena, const struct answer *answer,
		 size_t indent)
{
	if (answer->question.n == 0)
		return;
	buf_add_repeat(page->out, ' ', indent);
	outside(page, answer->question);
	buf_add(&page->text, STR(" → "));
	if (answer->reason.n)
		text_reason(page, arena, answer->reason);
	else
		outside(page, answer_summary(arena, answer));
	add_dnssec(page, answer);
	page_wrap_made(page, indent, indent + STEP, STYLE_DIM);
}

static void trace(struct page *page, struct arena *arena, const struct spf_result *result)
{
	for (uint32_t i = 0; i < result->trace_count; i++) {
		const struct spf_step *step = result->trace[i];
		size_t indent = 2 + (size_t)step->depth * DEEPER;

		if (step->term.n == 0)
			record_line(page, step, indent);
		else
			term_line(page, step, indent + DEEPER);
		/* The record itself was just shown. */
		for (uint32_t k = 0; k < step->answer_count; k++)
			if (step->term.n || step->answers[k]->status != ANSWER_ANSWERED)
				text_answer(page, arena, step->answers[k],
					    indent + DEEPER + STEP);
	}
}

void text_spf(struct page *page, struct arena *arena, const struct spf_query *query,
	      const struct spf_result *result)
{
	summary(page, arena, query, result);
	if (page->options->verbose >= 0) {
		page_heading(page, N_("Trace"));
		trace(page, arena, result);
	}
}

static void dmarc_line(struct page *page, const struct dmarc_result *result)
{
	const struct dmarc_side *side = &result->by_tree_walk;

	buf_add_repeat(page->out, ' ', 2);
	buf_add(&page->text, STR("DMARC "));
	outside(page, result->domain);
	buf_add(&page->text, STR(": "));
	buf_add(&page->text, str_c(dmarc_code_name(result->code)));
	if (side->policy_domain.n) {
		buf_add(&page->text, STR(" ("));
		outside(page, side->policy_domain);
		buf_add(&page->text, STR(", p="));
		buf_add(&page->text, str_c(dmarc_policy_name(side->policy)));
		buf_add(&page->text, STR(")"));
	}
	page_wrap_made(page, 2, 4, STYLE_PLAIN);
	text_dmarc_trace(page, page->in->arena, result);
}

/* "BIMI a.example: found, https://…, certificate: none" */
static void bimi_line(struct page *page, const struct bimi_result *bimi)
{
	buf_add_repeat(page->out, ' ', 2);
	buf_add(&page->text, STR("BIMI "));
	if (bimi->domain.n) {
		outside(page, bimi->domain);
		buf_add(&page->text, STR(": "));
	}
	buf_add(&page->text, str_c(bimi_code_name(bimi->code)));
	if (bimi->reason) {
		buf_add(&page->text, STR(": "));
		buf_add(&page->text, page_our(page, bimi->reason));
	}
	if (bimi->code == BIMI_FOUND) {
		buf_add(&page->text, STR(", "));
		outside(page, bimi->record.location);
		buf_add(&page->text, STR(", "));
		buf_add(&page->text, page_our(page, N_("certificate: ")));
		buf_add(&page->text, str_c(bimi_evidence_name(bimi->evidence)));
	}
	page_wrap_made(page, 2, 4, STYLE_PLAIN);
}

static void all_signatures(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;

	page_heading(page, N_("DKIM, ARC and DMARC as evaluated here, with the answers "
			      "given"));
	text_dkim(page, page->in->arena, page->in->message, &auth->dkim);
	text_arc(page, &auth->arc);
	for (uint32_t i = 0; i < auth->dmarc_count; i++)
		dmarc_line(page, &auth->dmarc[i]);
	bimi_line(page, &auth->bimi);
}

static void all_spf(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;

	page_heading(page, N_("SPF as evaluated here, with the answers given"));
	for (uint32_t i = 0; i < auth->spf_count; i++) {
		if (i)
			page_newline(page);
		buf_add(page->out, STR("  "));
		summary(page, page->in->arena, &auth->spf_query[i], &auth->spf[i]);
		if (page->options->verbose > 0)
			trace(page, page->in->arena, &auth->spf[i]);
	}
}

/* Every question with its answer, once, and what it was for. */
void text_answers(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;

	if (auth->answer_count == 0)
		return;
	page_heading(page, N_("Questions and answers"));
	for (uint32_t i = 0; i < auth->answer_count; i++) {
		const struct answer *answer = auth->answers[i];
		const char *between = "";

		text_answer(page, page->in->arena, answer, 2);
		for (int p = 0; p < PURPOSES; p++) {
			if (!(answer->purposes >> p & 1))
				continue;
			buf_add_c(&page->text, between);
			buf_add(&page->text, page_our(page, purpose_rows[p].text));
			between = "; ";
		}
		buf_add_repeat(page->out, ' ', 2 + STEP);
		page_wrap_made(page, 2 + STEP, 2 + STEP, STYLE_PLAIN);
	}
}

void text_evaluations(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;

	text_smime(page);
	if (auth->evaluated)
		all_signatures(page);
	if (auth->spf_count)
		all_spf(page);
	text_compare(page);
}

void text_authentication(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;

	text_smime(page);
	if (auth->evaluated && page->options->verbose > 0)
		all_signatures(page);
	if (auth->spf_count)
		all_spf(page);
	if (page->options->verbose > 0) {
		text_compare(page);
		text_answers(page);
	}
}
