/* check/text_salted.c - words of what is seen that are cut by characters without width,
 * or spelt with letters of another script (see check/salt.h). */
#include "base/utf8.h"
#include "check/salt.h"
#include "check/unicode.h"
#include "check/view_list.h"

enum { INVISIBLE, MIXED, STYLED, HYPHENS };
enum { FEW = 3 }; /* a typo is one; who salts does it throughout */

/* Text of another script throughout: what looks like a Latin letter there is one of its
 * own, but for slips of the keyboard. */
static bool is_foreign_text(const struct salt *salt)
{
	return salt->foreign * 4 >= salt->latin && salt->foreign;
}

static const struct salt_words *worst(const struct salt *salt, int *ret_variant,
				      enum severity *ret_severity)
{
	*ret_severity = SEVERITY_CAUTION;
	*ret_variant = INVISIBLE;
	if (salt->cut.count)
		return &salt->cut;
	if (salt->wide.count >= FEW)
		return &salt->wide;
	*ret_variant = MIXED;
	if (salt->mixed.count >= (is_foreign_text(salt) && !salt->sure ? FEW : 1))
		return &salt->mixed;
	if (salt->twins.count >= 2 && salt->foreign == 0)
		return &salt->twins;
	*ret_severity = SEVERITY_NOTE;
	*ret_variant = STYLED;
	if (salt->styled.count)
		return &salt->styled;
	*ret_variant = HYPHENS;
	return salt->soft.count >= FEW ? &salt->soft : NULL;
}

/* "r", twelve soft hyphens, "equire": one of them shows it as well. */
static struct str without_runs(struct arena *arena, struct str word)
{
	char *copy = arena_alloc(arena, word.n + 1);
	int32_t last = 0;
	size_t n = 0, length;

	for (; word.n; word = str_skip(word, length)) {
		int32_t c = utf8_decode(word, &length);

		if (c == last && c >= 0x80)
			continue;
		memcpy(copy + n, word.p, length);
		n += length;
		last = c;
	}
	return str_make(copy, n);
}

/* Plain text and page say the same: told once, with the places of both. */
static struct finding *told_already(const struct inspection *in, const struct check *self,
				    const struct salt_words *words, int variant)
{
	for (uint32_t i = 0; i < in->finding_count; i++) {
		struct finding *finding = in->findings[i];

		if (finding->check == self && finding->variant == variant &&
		    finding_value(finding, "count")->number == words->count)
			return finding;
	}
	return NULL;
}

static struct finding *judge(struct inspection *in, const struct check *self,
			     struct str text)
{
	struct str names[SALT_CODE_POINTS], shown[SALT_WORDS];
	const struct salt_words *words;
	enum severity severity;
	struct finding *finding;
	struct salt salt;
	int variant;

	if (ascii_is_all(text))
		return NULL;
	salt_find(text, &salt);
	words = worst(&salt, &variant, &severity);
	if (!words)
		return NULL;
	finding = told_already(in, self, words, variant);
	if (finding)
		return finding;
	for (uint32_t i = 0; i < words->kept; i++)
		shown[i] = without_runs(in->arena, words->words[i]);
	for (uint32_t i = 0; i < words->code_point_count; i++)
		names[i] = char_name(in->arena, words->code_points[i]);
	finding = finding_add(in, self);
	finding_variant(finding, variant);
	finding_severity(finding, severity);
	finding_int(finding, "count", words->count);
	finding_list(finding, "words", shown, words->kept);
	finding_list(finding, "code_points", names, words->code_point_count);
	return finding;
}

static const struct html_hidden *first_invisible(const struct html_document *document)
{
	for (uint32_t i = 0; i < document->hidden_count; i++)
		if (document->hidden[i].why == HIDING_INVISIBLE)
			return &document->hidden[i];
	return NULL;
}

static void judge_view(struct inspection *in, const struct check *self,
		       const struct part_view *view)
{
	struct finding *finding = judge(in, self, view->document->text);
	const struct html_hidden *first = first_invisible(view->document);

	if (!finding)
		return;
	if (finding->variant == INVISIBLE && first)
		finding_at_view(finding, view, first->offset, first->length);
	else
		finding_at_part(finding, view->part);
}

static bool is_plain(const struct part *part)
{
	return part->kind == PART_LEAF && part->text.n &&
	       str_eq(part->content_type.value, STR("text/plain"));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	struct finding *finding = judge(in, self, message->subject.text);

	if (finding)
		finding_at_field(finding, header_first(&message->header, FIELD_SUBJECT));
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];

		finding = is_plain(part) ? judge(in, self, part->text) : NULL;
		if (finding)
			finding_at_part(finding, part);
	}
	for (uint32_t i = 0; i < in->links.view_count; i++)
		judge_view(in, self, &in->links.views[i]);
}

const struct check check_text_salted = {
	.id = "text.salted",
	.title = N_("Words are cut or spelt in ways that filters may not know"),
	.details = { N_("Characters that are not seen stand inside words ({count} in "
			"all): {words}. They are {code_points}."),
		     N_("Words mix letters of several scripts that look alike ({count} "
			"in all): {words}. Not what they seem are {code_points}."),
		     N_("Words are written with signs of mathematics that look like "
			"letters ({count} in all): {words}."),
		     N_("Soft hyphens stand inside words ({count} in all): {words}. "
			"They are seen only where a line ends.") },
	.means = N_("The reader sees a word; a filter that looks for it sees another."),
	.wrong = N_("Some editors leave soft hyphens and zero-width spaces for line "
		    "breaks, keyboards with two layouts slip, and people write names in "
		    "letters of mathematics for fun."),
	.cites = "UTS 39; CWE-1007",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
