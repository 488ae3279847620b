/* check/att_not_decoded.c - attachments that were not looked into, or not to their end.
 */
#include "check/attachment_list.h"

enum { CUT, FAILED, LIST_CUT, DAMAGED };

static bool is_trouble(const struct attachment *item, int *ret_variant,
		       struct str *ret_why)
{
	if (!item->answer)
		return false;
	if (item->media && item->media->cut.n) {
		*ret_variant = CUT;
		*ret_why = item->media->cut;
		return true;
	}
	if (item->media && item->media->ok)
		return false;
	*ret_variant = FAILED;
	*ret_why = item->media && item->media->trouble.n ? item->media->trouble
		   : item->answer->reason.n		 ? item->answer->reason
							 : STR("-");
	/* Where nobody is asked, that is said once, elsewhere. */
	return item->answer->status != ANSWER_NOT_ALLOWED &&
	       item->answer->status != ANSWER_NOT_RECORDED;
}

/* It is called a document of the kind that is an archive, and nothing in front says so.
 * Office programs offer to mend such files, by the list at their end. */
static bool is_damaged(const struct attachment *item)
{
	enum content named =
	    item->kind ? item->kind->content : content_of_type(item->declared);

	return (named == CONTENT_OOXML || named == CONTENT_ODF) && item->bytes.n &&
	       item->content == CONTENT_UNKNOWN &&
	       str_find_str(item->bytes, STR("PK\5\6")) != STR_NPOS;
}

static void tell_damaged(struct inspection *in, const struct check *self,
			 const struct attachment *item)
{
	struct finding *finding = finding_for_attachment(in, self, item);

	if (!finding)
		return;
	finding_variant(finding, DAMAGED);
	finding_severity(finding, SEVERITY_CAUTION);
	finding_str(finding, "why", STR("-"));
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct finding *finding;
		struct str why;
		int variant;

		if (is_damaged(item)) {
			tell_damaged(in, self, item);
			continue;
		}
		if (!is_trouble(item, &variant, &why))
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_variant(finding, variant);
		finding_str(finding, "why", why);
	}
	if (in->attachments.cut) {
		struct finding *finding = finding_add(in, self);

		finding_variant(finding, LIST_CUT);
		finding_str(finding, "name", STR("-"));
		finding_str(finding, "why", str_c(in->attachments.cut));
	}
}

const struct check check_att_not_decoded = {
	.id = "att.not-decoded",
	.title = N_("An attachment was not looked into to its end: {name}"),
	.details = { N_("A ceiling of the decoder was reached: {why}. What lies beyond "
			"is not known."),
		     N_("The decoder could not read it: {why}"),
		     N_("There are more than are listed here ({why})."),
		     N_("It is called an office document and begins as none, while an "
			"archive's list stands in it. Office programs offer to mend such "
			"a file, and open it; who looks for the beginning does not.") },
	.means = N_("What was not seen is neither clean nor bad. Files are made to be "
		    "too large, too deep or broken for those who check them."),
	.wrong = N_("Large pictures and damaged files are sent honestly."),
	.cites = "CWE-409",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
