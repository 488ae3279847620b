/* report/html_detail.c - sections that are the text report's own pages: lists, traces of
 * evaluations, parts. They are read by who checks our work, so they stand folded. */
#include "report/html.h"

#include "report/text.h"
#include "report/text_auth.h"
#include "report/text_reputation.h"

static bool has_reputation(const struct html *html)
{
	const struct reputation *reputation = html->in->reputation;

	return reputation && reputation->done && reputation->entry_count;
}

static void write_reputation(struct html *html)
{
	html_fold_text(html, N_("What each list says"), text_reputation);
}

const struct html_section html_reputation = {
	.id = "lists",
	.title = N_("What lists say"),
	.has = has_reputation,
	.write = write_reputation,
};

static bool has_authentication(const struct html *html)
{
	const struct authentication *auth = &html->in->authentication;

	return auth->evaluated || auth->spf_count;
}

static void row(struct html *html, const char *what, struct str whose, const char *result)
{
	html_begin(html, TAG_TR, NULL);
	html_begin(html, TAG_TH, NULL);
	html_attribute(html, HAS_SCOPE, "row");
	html_text(html, what);
	html_end(html, TAG_TH);
	html_begin(html, TAG_TD, NULL);
	html_code(html, whose);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_text(html, result);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write_authentication(struct html *html)
{
	static const char *const heads[] = { N_("method"), N_("of whom"), N_("result"),
					     NULL };
	const struct authentication *auth = &html->in->authentication;

	html_begin(html, TAG_P, "meta");
	html_our(html, N_("A pass is a statement about a domain and a route, never about "
			  "the author or the content."));
	html_end(html, TAG_P);
	html_table(html, N_("Evaluated here"), heads);
	for (uint32_t i = 0; i < auth->spf_count; i++)
		row(html, "SPF", auth->spf[i].domain, spf_code_name(auth->spf[i].code));
	for (uint32_t i = 0; i < auth->dkim.count; i++)
		row(html, "DKIM", auth->dkim.items[i].domain,
		    dkim_code_name(auth->dkim.items[i].code));
	if (auth->evaluated && auth->dkim.count == 0)
		row(html, "DKIM", STR("-"), "none");
	for (uint32_t i = 0; i < auth->dmarc_count; i++)
		row(html, "DMARC", auth->dmarc[i].domain,
		    dmarc_code_name(auth->dmarc[i].code));
	html_end_table(html);
	html_fold_text(html, N_("Each step of the evaluations"), text_evaluations);
}

const struct html_section html_authentication = {
	.id = "authentication",
	.title = N_("What was authenticated"),
	.has = has_authentication,
	.write = write_authentication,
};

static bool has_parts(const struct html *html)
{
	return !html->in->thing;
}

static void write_attachment(struct html *html, const struct attachment *attachment)
{
	html_begin(html, TAG_TR, NULL);
	html_begin(html, TAG_TD, NULL);
	html_outside(html, attachment->name.n ? attachment->name : STR("-"), 0);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_outside(html, attachment->declared, 80);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_text(html, attachment->format ? attachment->format : "-");
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_number(html, attachment->size);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_hash(html, attachment->sha256);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write_parts(struct html *html)
{
	static const char *const heads[] = { N_("file name"), N_("says it is"),
					     N_("really is"), N_("bytes"),
					     "SHA-256",	      NULL };
	const struct attachments *attachments = &html->in->attachments;

	if (attachments->count) {
		html_table(html, N_("What is enclosed"), heads);
		for (uint32_t i = 0; i < attachments->count; i++)
			write_attachment(html, &attachments->items[i]);
		html_end_table(html);
	}
	html_fold_text(html, N_("Parts, other readings, deviations from the standards"),
		       text_parts);
}

const struct html_section html_attachments = {
	.id = "parts",
	.title = N_("Parts and attachments"),
	.has = has_parts,
	.write = write_parts,
};
