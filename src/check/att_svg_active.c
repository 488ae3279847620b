/* check/att_svg_active.c - a drawing that acts: SVG with scripts, pages and links in it.
 */
#include "check/attachment_list.h"

enum { ACTS, LEADS, DRAWN };

static uint32_t list_active(const struct webpage *page, struct str *ret)
{
	uint32_t count = 0;

	for (uint32_t bit = 1; bit <= WEBPAGE_ENCODED; bit <<= 1)
		if (page->active & bit)
			ret[count++] = str_c(webpage_active_name(bit));
	return count;
}

/* Programs that draw diagrams put labels into foreignObject, links onto boxes, and
 * scripts that turn and fold. */
static enum severity severity_of(const struct webpage *page)
{
	if (page->page_count || page->url_count || page->file.n ||
	    page->does & (SCRIPT_LEAVES | SCRIPT_EVALS | SCRIPT_DECODES | SCRIPT_SENDS) ||
	    page->active & (WEBPAGE_ANIMATED | WEBPAGE_ENCODED) ||
	    page->document->form_count)
		return SEVERITY_ADVERSE;
	if (page->active & (WEBPAGE_SCRIPT | WEBPAGE_HANDLER | WEBPAGE_EMBEDS))
		return SEVERITY_CAUTION;
	return SEVERITY_NOTE;
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct str active[8];
		struct finding *finding;
		enum severity severity;

		if (!item->page || item->content != CONTENT_SVG || !item->page->active)
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		severity = severity_of(item->page);
		finding_list(finding, "active", active, list_active(item->page, active));
		finding_severity(finding, severity);
		finding_variant(finding, severity == SEVERITY_ADVERSE ? LEADS
					 : severity == SEVERITY_NOTE  ? DRAWN
								      : ACTS);
	}
}

const struct check check_att_svg_active = {
	.id = "att.svg-active",
	.title = N_("A drawing acts like a web page: {name}"),
	.details = { N_("It holds {active}, which a browser runs when the file is "
			"opened."),
		     N_("It holds {active}, and with them an address, a form or coded "
			"text: what opens is no drawing."),
		     N_("It holds {active}, as programs that draw diagrams write it; no "
			"script was found.") },
	.means = N_("An SVG file opens in the browser, where its scripts run and its "
		    "links lead wherever they like."),
	.wrong = N_("Charts and diagrams carry scripts and links of their own; they "
		    "come from who draws them, not with an invoice."),
	.cites = "SVG 2, 15; MITRE ATT&CK T1027.017",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
