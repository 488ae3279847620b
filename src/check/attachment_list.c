/* check/attachment_list.c - see attachment_list.h. */
#include "check/attachment_list.h"

enum { FINDINGS = 16, FEW = 8 };

const char *attachment_kind(const struct attachment *attachment)
{
	static const char *const words[CONTENTS] = {
		[CONTENT_UNKNOWN] = N_("of an unknown kind"),
		[CONTENT_EMPTY] = N_("empty"),
		[CONTENT_TEXT] = N_("plain text"),
		[CONTENT_HTML] = N_("a web page"),
		[CONTENT_SVG] = N_("a drawing that can act like a web page"),
		[CONTENT_XML] = N_("an XML document"),
		[CONTENT_IMAGE] = N_("a picture"),
		[CONTENT_PDF] = N_("a PDF document"),
		[CONTENT_ARCHIVE] = N_("an archive"),
		[CONTENT_DISK] = N_("a disk image"),
		[CONTENT_OOXML] = N_("an office document"),
		[CONTENT_ODF] = N_("an office document"),
		[CONTENT_OLE] = N_("an office file of the old form"),
		[CONTENT_RTF] = N_("an RTF document"),
		[CONTENT_NOTEBOOK] = N_("a notebook that can hold other files"),
		[CONTENT_EXECUTABLE] = N_("a program"),
		[CONTENT_SCRIPT] = N_("a script"),
		[CONTENT_SHORTCUT] = N_("a shortcut"),
		[CONTENT_CALENDAR] = N_("a calendar entry"),
		[CONTENT_CARD] = N_("an address card"),
		[CONTENT_TNEF] = N_("a container of Outlook"),
		[CONTENT_MESSAGE] = N_("a mail"),
		[CONTENT_MEDIA] = N_("sound or film"),
		[CONTENT_FONT] = N_("a font"),
		[CONTENT_CRYPT] = N_("a key or signature"),
	};

	return words[attachment->content];
}

bool attachment_is_one_of_few(const struct inspection *in,
			      const struct attachment *attachment)
{
	const struct attachment *around = attachment_parent(&in->attachments, attachment);

	return !around || (around->entries <= FEW && around->entries_told <= FEW * 2);
}

static uint32_t count_of(const struct inspection *in, const struct check *self)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < in->finding_count; i++)
		count += in->findings[i]->check == self;
	return count;
}

struct finding *finding_for_attachment(struct inspection *in, const struct check *self,
				       const struct attachment *attachment)
{
	const struct attachment *around = attachment_parent(&in->attachments, attachment);
	struct finding *finding;

	if (count_of(in, self) >= FINDINGS)
		return NULL;
	finding = finding_add(in, self);
	finding_str(finding, "name", attachment->name.n ? attachment->name : STR("-"));
	finding_word(finding, "kind", attachment_kind(attachment));
	finding_str(finding, "format",
		    str_c(attachment->format ? attachment->format : "-"));
	finding_str(finding, "declared",
		    attachment->declared.n ? attachment->declared : STR("-"));
	if (!around)
		finding_word(finding, "inside", N_("the mail itself"));
	else if (around->name.n)
		finding_str(finding, "inside", around->name);
	else
		finding_word(finding, "inside", attachment_kind(around));
	finding_int(finding, "attachment", attachment->n);
	finding_at_part(finding, attachment->part);
	return finding;
}
