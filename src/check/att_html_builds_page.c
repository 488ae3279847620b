/* check/att_html_builds_page.c - an enclosed page whose scripts make what is seen, or a
 * file, out of coded text. */
#include "check/attachment_list.h"
#include "check/form_list.h"

enum { BUILDS, BUILDS_FORM, BUILDS_FILE };
enum { SOME_TEXT = 120, EXCERPT = 160 };

/* More than a script that loads another one, as those who count visitors write it. */
static bool shows_something(const struct html_document *document)
{
	for (uint32_t i = 0; i < document->link_count; i++)
		if (document->links[i].carrier == CARRIER_META_REFRESH ||
		    document->links[i].carrier == CARRIER_FRAME)
			return true;
	return document->form_count || document->text.n >= SOME_TEXT;
}

static const struct part_view *built_view(const struct inspection *in,
					  const struct attachment *item, bool *ret_secret)
{
	const struct part_view *best = NULL;

	*ret_secret = false;
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];
		const struct html_document *document = view->document;

		/* Views of an attachment: its own text first, then what is built. */
		if (view->attachment != item->n || view->inside_link || !view->built ||
		    !shows_something(document))
			continue;
		if (!best)
			best = view;
		for (uint32_t j = 0; j < document->form_count; j++)
			if (form_asks_secret(in->arena, &document->forms[j])) {
				*ret_secret = true;
				best = view;
			}
	}
	return best;
}

static void tell_file(struct inspection *in, const struct check *self,
		      const struct attachment *item)
{
	struct finding *finding = finding_for_attachment(in, self, item);
	struct sniffed sniffed;

	if (!finding)
		return;
	content_sniff(item->page->file, &sniffed);
	finding_variant(finding, BUILDS_FILE);
	finding_severity(finding, SEVERITY_ADVERSE);
	finding_str(finding, "file",
		    item->page->file_name.n ? item->page->file_name : STR("-"));
	finding_str(
	    finding, "file_kind",
	    str_c(sniffed.format ? sniffed.format : content_name(sniffed.content)));
	finding_int(finding, "bytes", (int64_t)item->page->file.n);
}

/* Written plainly it is what many pages do; coded, it is for the filter's eyes. */
static bool is_coded(const struct webpage *page)
{
	for (uint32_t i = 0; i < page->page_count; i++)
		if (page->pages[i].depth > 1)
			return true;
	return page->does & SCRIPT_DECODES;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct attachment *item)
{
	const struct part_view *view;
	struct finding *finding;
	bool secret;

	if (item->page->file.n)
		tell_file(in, self, item);
	view = built_view(in, item, &secret);
	if (!view)
		return;
	finding = finding_for_attachment(in, self, item);
	if (!finding)
		return;
	finding_str(finding, "text", str_sub(view->document->text, 0, EXCERPT));
	if (secret) {
		finding_variant(finding, BUILDS_FORM);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (!is_coded(item->page)) {
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++)
		if (in->attachments.items[i].page)
			judge(in, self, &in->attachments.items[i]);
}

const struct check check_att_html_builds_page = {
	.id = "att.html-builds-page",
	.title = N_("An enclosed page is made by a script when it is opened: {name}"),
	.details = { N_("What it shows does not stand in it as text: \"{text}\" was "
			"put together from its constants here, without running it."),
		     N_("The form that it shows does not stand in it as text; it was put "
			"together from its constants here, without running it. It asks "
			"for a secret."),
		     N_("A script makes a file of {bytes} bytes ({file_kind}), named "
			"{file}, and saves it when the page is opened.") },
	.means = N_("Honest pages say what they say. Text in code passes filters that "
		    "look for words, addresses and files."),
	.wrong = N_("Secure-mail services and some invoicing programs wrap their pages "
		    "so; they build no form for a password of somebody else."),
	.cites = "MITRE ATT&CK T1027.006",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
