/* check/att_type_differs.c - a file that is named or declared as one thing, and is
 * another.
 */
#include "check/attachment_list.h"

enum { NAMED, NAMED_PROGRAM, DECLARED };

static bool is_dangerous(const struct attachment *item)
{
	return item->content == CONTENT_EXECUTABLE || item->content == CONTENT_SCRIPT ||
	       item->content == CONTENT_SHORTCUT || item->content == CONTENT_DISK;
}

/* What is opened where it was not expected: pages and archives under another's name. A
 * document under the name of another one is opened by its own program, or not at all. */
static enum severity severity_of(const struct attachment *item)
{
	switch (item->content) {
	case CONTENT_EXECUTABLE:
	case CONTENT_SHORTCUT:
	case CONTENT_DISK:
		return SEVERITY_ADVERSE;
	case CONTENT_HTML:
	case CONTENT_SVG:
		/* Programs offer tables in HTML for office programs. */
		if (item->kind->content == CONTENT_OLE ||
		    item->kind->content == CONTENT_OOXML)
			return SEVERITY_NOTE;
		return SEVERITY_CAUTION;
	case CONTENT_ARCHIVE:
	case CONTENT_SCRIPT:
		return SEVERITY_CAUTION;
	default:
		return SEVERITY_NOTE;
	}
}

/* Every ending that the file goes by has to fit. */
static bool name_fits(const struct attachment *item, struct str *ret_name)
{
	for (uint32_t i = 0; i < item->name_count; i++) {
		const struct content_kind *kind =
		    content_of_extension(content_extension(item->names[i]));

		if (kind &&
		    !content_goes_with(kind->content, item->content, item->format)) {
			*ret_name = item->names[i];
			return false;
		}
	}
	return true;
}

/* Declared as what is shown, and something else: filters go by the type. Pictures are
 * told apart by nobody, and what says nothing says nothing wrong. */
static bool type_fits(const struct attachment *item)
{
	enum content declared = content_of_type(item->declared);

	if (declared == CONTENT_UNKNOWN ||
	    content_goes_with(declared, item->content, item->format))
		return true;
	return !is_dangerous(item) && item->content != CONTENT_HTML &&
	       item->content != CONTENT_SVG && item->content != CONTENT_ARCHIVE;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct attachment *item)
{
	struct str name = item->name;
	struct finding *finding;
	bool by_name = item->kind && !name_fits(item, &name);

	if (item->bytes.n == 0 || (!by_name && type_fits(item)))
		return;
	finding = finding_for_attachment(in, self, item);
	if (!finding)
		return;
	finding_str(finding, "named", name.n ? name : STR("-"));
	if (!by_name) {
		finding_variant(finding, DECLARED);
		return;
	}
	finding_severity(finding, severity_of(item));
	if (is_dangerous(item))
		finding_variant(finding, NAMED_PROGRAM);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++)
		judge(in, self, &in->attachments.items[i]);
}

const struct check check_att_type_differs = {
	.id = "att.type-differs",
	.title = N_("An attachment is not what it is called: {name} ({kind})"),
	.details = { N_("It is named {named}, and by its bytes it is {kind} ({format})."),
		     N_("It is named {named}, and by its bytes it is {kind} ({format}): "
			"something "
			"that runs or is mounted, under the name of something else."),
		     N_("It is declared as {declared}, and by its bytes it is {kind} "
			"({format}). "
			"Filters go by the one, the program that opens it by the "
			"other.") },
	.means =
	    N_("A file under a false name passes where files of its kind are stopped, "
	       "and is opened by people who expect something else."),
	.wrong =
	    N_("People rename files, and programs write tables in HTML for office "
	       "programs. A picture of another kind than its name says is not told."),
	.cites = "RFC 2046, 1; WHATWG MIME Sniffing",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
