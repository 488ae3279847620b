/* case/words.c - see words.h. */
#include "case/words.h"

#include "report/inert.h"
#include "verdict/verdict.h"

static const char *const evidences[] = { "field", "slice", "hop", "part", "link" };
static const char *const values[] = { "text", "number", "truth", "time", "list", "word" };

const char *words_evidence(int kind)
{
	return evidences[kind];
}

const char *words_value(enum value_kind kind)
{
	return values[kind];
}

struct str words_purposes(struct arena *arena, uint32_t purposes)
{
	struct str words = STR("");

	for (int i = 0; i < PURPOSES; i++) {
		if (!(purposes & 1u << i))
			continue;
		if (words.n)
			words = arena_concat(arena, words, STR(" "));
		words = arena_concat(arena, words, str_c(purpose_rows[i].name));
	}
	return words;
}

uint32_t words_find_purposes(struct str words)
{
	uint32_t purposes = 0;
	struct str word;

	while ((word = str_take_word(&words)).n)
		for (int i = 0; i < PURPOSES; i++)
			if (str_eq(word, str_c(purpose_rows[i].name)))
				purposes |= 1u << i;
	return purposes;
}

bool words_find_evidence(struct str word, int *ret)
{
	for (size_t i = 0; i < COUNT(evidences); i++)
		if (str_eq(word, str_c(evidences[i])))
			return *ret = (int)i, true;
	return false;
}

bool words_find_value(struct str word, enum value_kind *ret)
{
	for (size_t i = 0; i < COUNT(values); i++)
		if (str_eq(word, str_c(values[i])))
			return *ret = (enum value_kind)i, true;
	return false;
}

bool words_find_severity(struct str word, enum severity *ret)
{
	for (int i = SEVERITY_ADVERSE; i <= SEVERITY_ESTABLISHED; i++)
		if (str_eq(word, str_c(severity_name((enum severity)i))))
			return *ret = (enum severity)i, true;
	return false;
}

bool words_find_grade(struct str word, enum grade *ret)
{
	for (int i = GRADE_OBSERVED; i <= GRADE_GUESSED; i++)
		if (str_eq(word, str_c(grade_name((enum grade)i))))
			return *ret = (enum grade)i, true;
	return false;
}

bool words_find_class(struct str word, enum verdict_class *ret)
{
	for (int i = VERDICT_FRAUDULENT; i <= VERDICT_UNDECIDED; i++)
		if (str_eq(word, str_c(verdict_class_name((enum verdict_class)i))))
			return *ret = (enum verdict_class)i, true;
	return false;
}

bool is_plain_word(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_alnum(text.p[i]) && !strchr(".-_", text.p[i]))
			return false;
	return text.n == 0 || !memchr(text.p, '\0', text.n);
}

bool is_sentence(struct str text)
{
	struct buf shown;
	bool same;

	buf_init(&shown, 0);
	inert_add(&shown, text, INERT_LINE);
	same = str_eq(buf_peek(&shown), text);
	buf_fini(&shown);
	return same;
}
