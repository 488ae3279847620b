/* check/lang_zh_codepoint.c - characters that the language of the text does not have. */
#include "check/slip_list.h"

#include "base/utf8.h"

enum { NAMES = 16 };

/* "诧 U+8BE7 (詫)" */
static struct str name_of(struct arena *arena, const struct slip *slip)
{
	char was[4], wanted[4];
	struct str character = { was, utf8_encode((uint32_t)slip->character, was) };
	struct str expected = { wanted, 0 };

	if (slip->expected_character == 0)
		return arena_printf(arena, "%.*s U+%04X", STR_ARG(character),
				    (unsigned)slip->character);
	expected.n = utf8_encode((uint32_t)slip->expected_character, wanted);
	return arena_printf(arena, "%.*s U+%04X (%.*s)", STR_ARG(character),
			    (unsigned)slip->character, STR_ARG(expected));
}

static void add_characters(struct finding *finding, enum slip_rule rule)
{
	const struct slips *slips = slips_of(finding->in);
	struct str names[NAMES];
	uint32_t count = 0;

	for (uint32_t i = 0; i < slips->count && count < NAMES; i++) {
		const struct slip *slip = &slips->items[i];
		bool known = false;

		if (slip->kind != SLIP_CODE_POINT || slip->rule != rule)
			continue;
		names[count] = name_of(finding->in->arena, slip);
		for (uint32_t k = 0; k < count; k++)
			known = known || str_eq(names[k], names[count]);
		count += !known;
	}
	finding_list(finding, "characters", names, count);
}

static void run(struct inspection *in, const struct check *self)
{
	static const enum slip_rule rules[] = { RULE_PLAIN, RULE_MIXED_CHINESE,
						RULE_JAPANESE_GLYPH, RULE_COMPATIBLE };

	for (size_t i = 0; i < COUNT(rules); i++) {
		struct finding *finding =
		    finding_for_slips(in, self, SLIP_CODE_POINT, rules[i]);

		if (!finding)
			continue;
		add_characters(finding, rules[i]);
		if (rules[i] != RULE_PLAIN || !slips_are_sure(in, SLIP_CODE_POINT))
			finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_lang_zh_codepoint = {
	.id = "lang.zh-codepoint",
	.title = N_("Characters stand there that the language of the text does not have"),
	.details = { N_("The text is Japanese; Japanese character sets do not have "
			"{characters}, Chinese ones do. The words, and what is meant: "
			"{pairs}."),
		     N_("A sentence mixes simplified and traditional Chinese: "
			"{characters}, "
			"in {words}."),
		     N_("The text is Chinese; {characters} are forms that Japan alone "
			"uses. "
			"They stand in {words}."),
		     N_("Characters stand there that no keyboard gives: {characters}. "
			"They "
			"look like those that are meant.") },
	.means = N_("The text was written on a keyboard of another language, or put "
		    "together from pieces: a Japanese keyboard has no way to such a "
		    "character."),
	.wrong = N_("Names of people, firms and places are left alone where they stand "
		    "for themselves, and so is what is quoted; radicals come from PDF "
		    "files and drawing programs, too."),
	.cites = "JIS X 0208; JIS X 0213; GB 2312; Unicode, Unihan",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
