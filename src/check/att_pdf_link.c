/* check/att_pdf_link.c - a PDF with links on its pages. */
#include "check/attachment_list.h"

enum { HOSTS = 8 };

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct str hosts[HOSTS];
		struct finding *finding;
		uint32_t count = 0;

		if (item->content != CONTENT_PDF || !item->media ||
		    !item->media->link_count)
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		for (uint32_t k = 0; k < in->links.count && count < HOSTS; k++) {
			const struct link *link = &in->links.items[k];

			if (link->attachment != item->n || !link->host.ascii.n)
				continue;
			hosts[count++] = link->host.ascii;
			finding_at_link(finding, link);
		}
		finding_int(finding, "links", item->media->link_count);
		finding_int(finding, "pages", item->media->pages);
		finding_list(finding, "hosts", hosts, count);
	}
}

const struct check check_att_pdf_link = {
	.id = "att.pdf-link",
	.title = N_("A PDF leads elsewhere: {name}"),
	.details = { N_("On {pages} pages stand {links} links: {hosts}. They are judged "
			"like those of the text.") },
	.means = N_("A link inside a document passes filters that read the mail's text."),
	.wrong = N_("Most documents of companies link to their sites."),
	.cites = "ISO 32000-2, 12.6.4.8",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
