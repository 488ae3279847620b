/* check/att_html_page.c - a web page that is enclosed as a file. */
#include "check/attachment_list.h"

enum { PAGE, LEAVES };
enum { LITTLE_TEXT = 200 };

static bool refreshes(const struct html_document *document)
{
	for (uint32_t i = 0; i < document->link_count; i++)
		if (document->links[i].carrier == CARRIER_META_REFRESH)
			return true;
	return false;
}

/* It shows nothing of its own, and goes elsewhere by itself. */
static bool only_leaves(const struct webpage *page)
{
	bool goes = refreshes(page->document) || page->does & SCRIPT_LEAVES;

	for (uint32_t i = 0; i < page->url_count; i++)
		goes |= page->urls[i].use == USE_LOCATION;
	return goes && page->document->text.n < LITTLE_TEXT &&
	       page->document->form_count == 0;
}

static uint32_t list_does(const struct webpage *page, struct str *ret)
{
	uint32_t count = 0;

	for (uint32_t bit = 1; bit <= SCRIPT_DECODES; bit <<= 1)
		if (page->does & bit)
			ret[count++] = str_c(script_does_name(bit));
	return count;
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct str does[8];
		struct finding *finding;

		/* The text of a mail that came as a file is no page. */
		if (!item->page || item->content == CONTENT_SVG ||
		    (item->parent && attachment_parent(&in->attachments, item)->mail))
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_int(finding, "scripts", item->page->document->scripts);
		finding_list(finding, "does", does, list_does(item->page, does));
		if (only_leaves(item->page)) {
			finding_variant(finding, LEAVES);
			finding_severity(finding, SEVERITY_CAUTION);
		}
	}
}

const struct check check_att_html_page = {
	.id = "att.html-page",
	.title = N_("A web page is enclosed as a file: {name}"),
	.details = { N_("It was read, not run: {scripts} scripts ({does}). Its links and "
			"its text are among those of the mail."),
		     N_("It shows next to nothing of its own and leads elsewhere when it "
			"is opened.") },
	.means = N_("A page from a file opens in the browser without passing any filter "
		    "of addresses on the way."),
	.wrong = N_("Invoices, tickets and reports are sent as pages by honest "
		    "programs; those show what they are about."),
	.cites = "MITRE ATT&CK T1027.006",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
