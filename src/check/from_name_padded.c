/* check/from_name_padded.c - FR-11: blanks that push the address out of sight. */
#include "base/utf8.h"
#include "check/shown.h"

/* So many blanks in a row have no use in a name. */
enum { PADDING = 10 };

static bool is_blank(int32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F ||
	       c == 0x2800 || c == 0x3000 || c == 0x3164;
}

/* The longest run of blanks, in characters. Line ends of folding do not count. */
static uint32_t longest_run(struct str text)
{
	uint32_t longest = 0, run = 0;
	size_t length;

	for (; text.n; text = str_skip(text, length)) {
		int32_t c = utf8_decode(text, &length);

		if (c == '\r' || c == '\n')
			continue;
		run = is_blank(c) ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct address_list *from = &in->message->from;

	for (uint32_t i = 0; i < from->count && i < 64; i++) {
		const struct mailbox *m = &from->items[i];
		uint32_t padding = longest_run(m->name), raw = longest_run(m->raw_name);
		struct finding *finding;

		if (raw > padding)
			padding = raw;
		if (padding < PADDING)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "name", str_trim(m->name));
		finding_str(finding, "address", m->address);
		finding_int(finding, "padding", padding);
		finding_at_slice(finding, m->raw);
		return;
	}
}

const struct check check_from_name_padded = {
	.id = "from.name-padded",
	.title = N_("The display name is padded with blanks"),
	.details = { N_(
	    "{padding} blanks in a row stand in the name {name}; the address behind it "
	    "is {address}.") },
	.means = N_("Padding pushes the true address out of the window, so that the name "
		    "seems to "
		    "be all there is."),
	.wrong = N_("A table column copied into a name brings blanks along."),
	.cites = "RFC 5322, 3.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
