/* check/salt.c - see salt.h.
 *
 * Honest mixtures are silent: Russian endings on Latin words ("SMSка" has letters that
 * look like nothing Latin), units and formulas ("µm", "kΩ", "ρmax", "TNFα"), Japanese. */
#include "check/salt.h"

#include "base/utf8.h"
#include "check/unicode.h"

/* --- letters ------------------------------------------------------------------------ */

enum kind {
	NO_LETTER,
	UNSEEN,
	DIGIT,
	LATIN,
	TWIN,	 /* of Cyrillic, Greek, Armenian, Cherokee: looks like a Latin letter */
	FOREIGN, /* of the same scripts, and like none */
	STYLED,
	WIDE, /* kana, Han, Hangul: words without blanks */
};

/* What a reader takes for a Latin letter among Latin letters. Sorted. */
static const uint16_t twins[] = {
	/* Greek */
	0x0391, 0x0392, 0x0395, 0x0396, 0x0397, 0x0399, 0x039A, 0x039C, 0x039D, 0x039F,
	0x03A1, 0x03A4, 0x03A5, 0x03A7, 0x03B1, 0x03B3, 0x03B9, 0x03BD, 0x03BF, 0x03C1,
	0x03C3, 0x03C5, 0x03F2, 0x03F3,
	/* Cyrillic */
	0x0405, 0x0406, 0x0408, 0x0410, 0x0412, 0x0415, 0x041A, 0x041C, 0x041D, 0x041E,
	0x0420, 0x0421, 0x0422, 0x0423, 0x0425, 0x0430, 0x0435, 0x043E, 0x0440, 0x0441,
	0x0443, 0x0445, 0x0455, 0x0456, 0x0457, 0x0458, 0x0474, 0x0475, 0x04AE, 0x04AF,
	0x04BB, 0x04C0, 0x04CF, 0x0501, 0x051B, 0x051D,
	/* Armenian */
	0x0555, 0x0561, 0x0563, 0x0570, 0x0578, 0x057D, 0x0581, 0x0585,
	/* Cherokee */
	0x13A0, 0x13A1, 0x13A2, 0x13A9, 0x13AA, 0x13AC, 0x13B3, 0x13B7, 0x13BB, 0x13BD,
	0x13C0, 0x13C2, 0x13C3, 0x13CF, 0x13D2, 0x13D4, 0x13D9, 0x13DA, 0x13DE, 0x13DF,
	0x13E2, 0x13E6, 0x13F3, 0x13F4
};

static bool is_twin(int32_t c)
{
	size_t low = 0, high = COUNT(twins);

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (twins[mid] < c)
			low = mid + 1;
		else
			high = mid;
	}
	return low < COUNT(twins) && twins[low] == c;
}

/* Latin letters that a Russian reader takes for his own. */
static bool is_latin_twin(int32_t c)
{
	return c > 0 && c < 0x80 && strchr("aceopxyABCEHKMOPTX", c);
}

static enum kind kind_of(int32_t c)
{
	if (c < 0x80) {
		if (c >= 0 && ascii_is_alpha((char)c))
			return LATIN;
		return c >= 0 && ascii_is_digit((char)c) ? DIGIT : NO_LETTER;
	}
	if ((c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) ||
	    (c >= 0x1E00 && c < 0x1F00))
		return LATIN;
	if ((c >= 0x370 && c < 0x590) || (c >= 0x1F00 && c < 0x2000) ||
	    (c >= 0x13A0 && c < 0x1400))
		return is_twin(c) ? TWIN : FOREIGN;
	if (c >= 0x1D400 && c < 0x1D6A4)
		return STYLED;
	if ((c >= 0x3041 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) ||
	    (c >= 0xAC00 && c < 0xD7A4))
		return WIDE;
	if (c >= 0x300 && c < 0x370 && c != 0x34F) /* accents belong to their letter */
		return DIGIT;
	return char_is_unseen(c) ? UNSEEN : NO_LETTER;
}

/* --- words -------------------------------------------------------------------------- */

enum {
	WORD_LETTERS = 4, /* shorter ones are abbreviations and formulas */
	WORD_LETTERS_MOST = 40,
	PIECE_LEAST = 2, /* hyphenators leave no single letter */
	HYPHENATED = 6,	 /* nor cut words shorter than this */
	WORD_BYTES = 64, /* as told */
};

struct word {
	size_t start, end;
	uint32_t letters, latin, twin, foreign, styled, latin_twins;
	uint32_t unseen, soft; /* inside, between letters */
	uint32_t piece, shortest;
	int32_t first, last, odd[SALT_CODE_POINTS];
	uint32_t odd_count;
	uint32_t pending; /* unseen ones behind the last letter */
	uint32_t pending_soft;
};

static void note_odd(struct word *word, int32_t c)
{
	for (uint32_t i = 0; i < word->odd_count; i++)
		if (word->odd[i] == c)
			return;
	if (word->odd_count < SALT_CODE_POINTS)
		word->odd[word->odd_count++] = c;
}

static void keep(struct str text, const struct word *word, struct salt_words *ret)
{
	ret->count++;
	if (ret->kept < SALT_WORDS)
		ret->words[ret->kept++] =
		    utf8_front(str_sub(text, word->start, word->end), WORD_BYTES);
	for (uint32_t i = 0; i < word->odd_count; i++) {
		bool known = false;

		for (uint32_t j = 0; j < ret->code_point_count; j++)
			known |= ret->code_points[j] == word->odd[i];
		if (!known && ret->code_point_count < SALT_CODE_POINTS)
			ret->code_points[ret->code_point_count++] = word->odd[i];
	}
}

static bool is_greek_small(int32_t c)
{
	return c >= 0x3B1 && c <= 0x3C9;
}

/* "ρmax", "TNFα": one small Greek letter in front or behind names a quantity, a kind. */
static bool is_formula(const struct word *word)
{
	return word->letters < WORD_LETTERS ||
	       ((is_greek_small(word->first) || is_greek_small(word->last)) &&
		word->twin + word->foreign == 1);
}

static bool is_mixed(const struct word *word)
{
	if (word->letters > WORD_LETTERS_MOST || is_formula(word) || word->latin == 0)
		return false;
	if (word->twin && word->foreign == 0)
		return true;
	return word->foreign && word->latin_twins == word->latin;
}

static void keep_mixed(struct str text, const struct word *word, struct salt *ret)
{
	keep(text, word, &ret->mixed);
	ret->sure += word->latin >= 2 && (word->foreign ? word->latin : word->twin) >= 2;
}

/* A word that ends; what does not belong in it was noted as it was read. */
static void judge(struct str text, const struct word *word, struct salt *ret)
{
	if (word->letters == 0)
		return;
	ret->latin += word->latin;
	ret->foreign += word->foreign;
	if (word->unseen > word->soft ||
	    (word->soft && (word->shortest < PIECE_LEAST || word->letters < HYPHENATED)))
		keep(text, word, &ret->cut);
	else if (word->soft)
		keep(text, word, &ret->soft);
	else if (is_mixed(word))
		keep_mixed(text, word, ret);
	else if (word->styled >= WORD_LETTERS)
		keep(text, word, &ret->styled);
	else if (word->twin >= WORD_LETTERS && word->foreign == 0)
		keep(text, word, &ret->twins);
}

static void add_letter(struct word *word, enum kind kind, int32_t c, size_t start,
		       size_t end)
{
	if (word->letters == 0) {
		word->start = start;
		word->first = c;
		word->shortest = UINT32_MAX;
	} else if (word->pending) {
		word->unseen += word->pending;
		word->soft += word->pending_soft;
		if (word->piece < word->shortest)
			word->shortest = word->piece;
		word->piece = 0;
	}
	word->pending = word->pending_soft = 0;
	word->last = c;
	word->letters++;
	word->piece++;
	word->end = end;
	word->latin += kind == LATIN;
	word->latin_twins += kind == LATIN && is_latin_twin(c);
	word->twin += kind == TWIN;
	word->foreign += kind == FOREIGN;
	word->styled += kind == STYLED;
	if (kind == TWIN || kind == STYLED)
		note_odd(word, c);
}

static void end_word(struct str text, struct word *word, struct salt *ret)
{
	if (word->unseen && word->piece < word->shortest)
		word->shortest = word->piece;
	judge(text, word, ret);
	*word = (struct word){ 0 };
}

/* --- text --------------------------------------------------------------------------- */

static bool is_letter(enum kind kind)
{
	return kind == LATIN || kind == TWIN || kind == FOREIGN || kind == STYLED;
}

/* --- writing without blanks: a few characters around the cut are told ----------------
 */

struct wide {
	size_t start, end; /* of the characters read last */
	int32_t unseen;	   /* behind them */
};

enum { WIDE_BYTES = 3, WIDE_BEFORE = 4 * WIDE_BYTES };

static void add_wide(struct str text, struct wide *wide, size_t start, size_t end,
		     struct salt *ret)
{
	struct word word = { .start = wide->start, .end = end };

	if (wide->unseen) {
		note_odd(&word, wide->unseen);
		keep(text, &word, &ret->wide);
	}
	if (wide->end == 0 || wide->unseen)
		wide->start = start;
	else if (end - wide->start > WIDE_BEFORE)
		wide->start += WIDE_BYTES;
	wide->end = end;
	wide->unseen = 0;
}

/* Where the first word with anything but ASCII in it begins: what stands before it needs
 * no reading but a count. */
static size_t next_word(struct str text, size_t at)
{
	size_t from = at;

	at += ascii_prefix(str_skip(text, at));
	if (at == text.n)
		return at;
	while (at > from && ascii_is_alnum(text.p[at - 1]))
		at--;
	return at;
}

void salt_find(struct str text, struct salt *ret)
{
	struct word word = { 0 };
	struct wide wide = { 0 };
	size_t length;

	*ret = (struct salt){ 0 };
	for (size_t i = 0; i < text.n; i += length) {
		enum kind kind;
		int32_t c;

		if (word.letters == 0 && (uint8_t)text.p[i] < 0x80) {
			size_t next = next_word(text, i);

			ret->latin += next - i;
			if (next > i)
				wide = (struct wide){ 0 };
			i = next;
			if (i == text.n)
				break;
		}
		c = utf8_decode(str_skip(text, i), &length);
		kind = kind_of(c);
		if (kind == WIDE)
			add_wide(text, &wide, i, i + length, ret);
		else if (kind == UNSEEN && wide.end)
			wide.unseen = c;
		else
			wide = (struct wide){ 0 };
		if (is_letter(kind)) {
			add_letter(&word, kind, c, i, i + length);
		} else if (kind == UNSEEN && word.letters) {
			word.pending++;
			word.pending_soft += c == 0xAD;
			note_odd(&word, c);
		} else if (kind == DIGIT && word.letters) {
			word.end = i + length;
		} else if (word.letters) {
			end_word(text, &word, ret);
		}
	}
	end_word(text, &word, ret);
}
