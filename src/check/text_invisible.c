/* check/text_invisible.c - characters that are not seen, in names, subject and domain. */
#include "base/utf8.h"
#include "check/shown.h"
#include "check/unicode.h"

enum { IN_TEXT, IN_DOMAIN };
enum { NAMES = 8 };

/* The next one from `from` on, text.n where there is none. In a domain blanks of other
 * widths have no more business than what has no width. */
static size_t find_unseen(struct str text, bool domain, size_t from, int32_t *ret,
			  size_t *ret_length)
{
	size_t end = invisible_find(text, from, ret, ret_length), length;

	if (ascii_is_all(text))
		return text.n;
	for (size_t i = from; domain && i < end; i += length) {
		int32_t c = utf8_decode(str_skip(text, i), &length);

		if (c >= 0x80 && char_is_blank(c)) {
			*ret = c;
			*ret_length = length;
			return i;
		}
	}
	return end;
}

/* The text without them, and what they are. */
static struct str clean(struct arena *arena, struct str text, bool domain,
			struct str *names, uint32_t *ret_names, uint32_t *ret_count)
{
	char *out = arena_bytes(arena, text.n);
	size_t n = 0, from = 0, at, length = 0;
	int32_t seen[NAMES], c = 0;

	*ret_names = *ret_count = 0;
	while ((at = find_unseen(text, domain, from, &c, &length)) < text.n &&
	       *ret_count < 64) {
		bool known = false;

		for (uint32_t i = 0; i < *ret_names; i++)
			known = known || seen[i] == c;
		if (!known && *ret_names < NAMES) {
			seen[*ret_names] = c;
			names[(*ret_names)++] = char_name(arena, c);
		}
		memcpy(out + n, text.p + from, at - from);
		n += at - from;
		from = at + length;
		(*ret_count)++;
	}
	memcpy(out + n, text.p + from, text.n - from);
	return str_make(out, n + text.n - from);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct shown *shown;
	uint32_t count;

	shown = shown_texts(in, &count);
	for (uint32_t i = 0; i < count; i++) {
		bool domain = strcmp(shown[i].where, "from.domain") == 0;
		struct str names[NAMES], cleaned;
		struct finding *finding;
		uint32_t kinds, found;
		size_t length;
		int32_t c;

		if (find_unseen(shown[i].text, domain, 0, &c, &length) == shown[i].text.n)
			continue;
		cleaned = clean(in->arena, shown[i].text, domain, names, &kinds, &found);
		finding = finding_add(in, self);
		finding_variant(finding, domain ? IN_DOMAIN : IN_TEXT);
		if (domain)
			finding_severity(finding, SEVERITY_ADVERSE);
		finding_str(finding, "where", str_c(shown[i].where));
		finding_str(finding, "cleaned", cleaned);
		finding_list(finding, "code_points", names, kinds);
		finding_int(finding, "count", found);
		finding_at_shown(finding, &shown[i]);
	}
}

const struct check check_text_invisible = {
	.id = "text.invisible",
	.title = N_("Characters that are not seen stand in a text that is shown"),
	.details = { N_("In {where} stand {count} of them: {code_points}. Without them "
			"it reads "
			"{cleaned}."),
		     N_("The sender's domain holds {code_points}. Without them it reads "
			"{cleaned}, which is another domain.") },
	.means = N_("They break words apart for filters that look for them, and make one "
		    "address look like another."),
	.wrong =
	    N_("Some editors leave a soft hyphen or a byte order mark behind. Joiners "
	       "in scripts that need them and in emoji are not counted."),
	.cites = "UTS 39; RFC 5892",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
