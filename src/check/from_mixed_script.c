/* check/from_mixed_script.c - FR-13: letters of several scripts in one word. */
#include "base/utf8.h"
#include "check/shown.h"
#include "link/host.h"

enum { IN_NAME, IN_DOMAIN };

/* The word of `text` that mixes scripts; empty where none does. */
static struct str mixed_word(struct str text)
{
	struct str rest = text, word;

	while ((word = str_take_word(&rest)).n)
		if (!ascii_is_all(word) && host_mixed_script(word))
			return word;
	return STR_NONE;
}

static struct str mixed_label(struct arena *arena, struct str domain)
{
	struct host host;
	struct str rest, label;

	if (domain.n == 0 || (ascii_is_all(domain) &&
			      str_find_str_nocase(domain, STR("xn--")) == STR_NPOS))
		return STR_NONE;
	host_parse(arena, domain, &host);
	rest = host.unicode;
	while (str_split(&rest, '.', &label))
		if (host_mixed_script(label))
			return label;
	return STR_NONE;
}

static void report(struct inspection *in, const struct check *self,
		   const struct mailbox *from, struct str word, int variant)
{
	struct finding *finding;

	if (!word.n)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, variant);
	finding_str(finding, "word", word);
	finding_str(finding, "skeleton", host_skeleton(in->arena, word));
	finding_str(finding, "address", from->address);
	finding_at_slice(finding, from->raw);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct address_list *from = &in->message->from;

	for (uint32_t i = 0; i < from->count && i < 16; i++) {
		const struct mailbox *m = &from->items[i];

		report(in, self, m, mixed_word(m->name), IN_NAME);
		report(in, self, m, mixed_label(in->arena, m->domain), IN_DOMAIN);
	}
}

const struct check check_from_mixed_script = {
	.id = "from.mixed-script",
	.title = N_("A word in From mixes letters of several scripts"),
	.details = { N_("The name holds {word}, which looks like {skeleton}."),
		     N_("The domain holds {word}, which looks like {skeleton}.") },
	.means = N_(
	    "A Cyrillic or Greek letter among Latin ones is there to look like another "
	    "word, past readers and filters."),
	.wrong = N_("Trade names play with letters. Kanji, kana and Latin letters stand "
		    "together in Japanese and are not counted."),
	.cites = "UTS 39, 5.2; RFC 5890",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
