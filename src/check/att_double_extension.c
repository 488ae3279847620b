/* check/att_double_extension.c - "invoice.pdf.exe": an ending that is shown, and one that
 * counts. */
#include "check/attachment_list.h"
#include "check/file_name.h"

enum { RUNS, PAGE };

/* The ending of a document right before that of something that acts. "a.tar.gz" and
 * "a.pdf.zip" are what packers make of names. */
static bool deceives(const struct filename_look *look, bool *ret_page)
{
	const struct content_kind *shown = content_of_extension(look->before);
	const struct content_kind *real = content_of_extension(look->extension);

	if (!shown || !real || shown->action > ACTION_EDITED ||
	    !content_is_document(shown->content))
		return false;
	*ret_page = real->content == CONTENT_HTML || real->content == CONTENT_SVG;
	/* A page that was kept as text, "x.html.txt" the other way round, is none. */
	if (*ret_page)
		return shown->content != CONTENT_HTML && shown->content != CONTENT_TEXT;
	return real->action >= ACTION_OPENS;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct attachment *item)
{
	for (uint32_t i = 0; i < item->name_count; i++) {
		struct filename_look look;
		struct finding *finding;
		bool page;

		filename_look(in->arena, item->names[i], &look);
		if (!deceives(&look, &page))
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_str(finding, "name", item->names[i]);
		finding_str(finding, "shown", look.before);
		finding_str(finding, "real", look.extension);
		if (page) {
			finding_variant(finding, PAGE);
			finding_severity(finding, SEVERITY_CAUTION);
		}
		return;
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++)
		judge(in, self, &in->attachments.items[i]);
}

const struct check check_att_double_extension = {
	.id = "att.double-extension",
	.title = N_("A file has two endings: {name}"),
	.details = { N_("Where the last ending is not shown it looks like {shown}. It is "
			"{real}, and a click runs it."),
		     N_("It looks like {shown}. It is {real}: a page that opens in the "
			"browser.") },
	.means =
	    N_("Many systems hide the last ending of a name, and the reader sees the one "
	       "that was put before it."),
	.wrong =
	    N_("Programs that save a page add their ending to the name that it had."),
	.cites = "MITRE ATT&CK T1036.007",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
