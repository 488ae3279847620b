/* check/parts_compare.c - see parts_compare.h.
 *
 * Words become bits of a set by their hash; a set of this size has hardly any chance
 * hits for texts of the length that is looked at. */
#include "check/parts_compare.h"

#include "base/utf8.h"

enum {
	SET_BITS = 1 << 16,
	TEXT_MOST = 16 << 10, /* a longer look tells no more */
	WORDS_LEAST = 20,
	SHARED_LEAST = 10, /* per cent: below that they are two texts */
};

struct word_reader {
	struct str rest;
	uint32_t before; /* the wide character before this one, 0 if none */
};

static uint32_t mix(uint32_t hash, uint32_t c)
{
	return (hash ^ c) * 0x01000193u;
}

/* ASCII letters and digits in lower case; 0 for all else. */
static const char letter_of[128] = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
				   "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
				   "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
				   "0123456789\0\0\0\0\0\0"
				   "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0"
				   "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0";

/* A word of four letters or more, or a pair of wide characters; 0 at the end. URLs and
 * numbers are words like others. */
static uint32_t next_word(struct word_reader *r)
{
	uint32_t hash = 0, letters = 0;

	while (r->rest.n) {
		size_t n = 1;
		uint8_t first = (uint8_t)r->rest.p[0];
		int32_t c = first < 0x80 ? letter_of[first] : utf8_decode(r->rest, &n);

		if (c > 0 && c < 0x2000) {
			hash = mix(hash, (uint32_t)c);
			letters++;
			r->before = 0;
		} else if (letters >= 4) {
			return hash | 1;
		} else {
			letters = hash = 0;
			if (c >= 0x3041) {
				uint32_t pair =
				    r->before ? mix(mix(7, r->before), (uint32_t)c) | 1
					      : 0;

				r->before = (uint32_t)c;
				r->rest = str_skip(r->rest, n);
				if (pair)
					return pair;
				continue;
			}
			r->before = 0;
		}
		r->rest.p += n;
		r->rest.n -= n;
	}
	return letters >= 4 ? hash | 1 : 0;
}

/* Puts the words of `text` into `set`; says how many bits that set, and how many of them
 * the other set (NULL: none) has too. */
static uint32_t fill(struct str text, uint8_t *set, const uint8_t *other,
		     uint32_t *ret_shared)
{
	struct word_reader r = { .rest = str_sub(text, 0, TEXT_MOST) };
	uint32_t word, count = 0;

	*ret_shared = 0;
	while ((word = next_word(&r))) {
		uint8_t bit;

		word = (word ^ word >> 15) % SET_BITS;
		bit = (uint8_t)(1u << word % 8);
		if (set[word / 8] & bit)
			continue;
		set[word / 8] |= bit;
		count++;
		if (other && other[word / 8] & bit)
			++*ret_shared;
	}
	return count;
}

void parts_compare(struct arena *arena, struct str a, struct str b,
		   struct parts_comparison *ret)
{
	uint8_t *in_a = arena_alloc(arena, SET_BITS / 8);
	uint8_t *in_b = arena_alloc(arena, SET_BITS / 8);
	uint32_t of_a, of_b, shared, least;

	of_a = fill(a, in_a, NULL, &shared);
	of_b = fill(b, in_b, in_a, &shared);
	least = of_a < of_b ? of_a : of_b;
	*ret = (struct parts_comparison){ .percent = 100 };
	if (least < WORDS_LEAST)
		return;
	ret->percent = shared * 100 / least;
	ret->differs = ret->percent < SHARED_LEAST;
}

static bool is_attached(const struct part *part)
{
	return str_eq(part->disposition.value, STR("attachment"));
}

bool is_plain_alternative(const struct message *message, const struct part *part)
{
	return str_eq(part->content_type.value, STR("text/plain")) && part->parent >= 0 &&
	       part->place == PLACE_BODY && !is_attached(part) &&
	       str_eq(message->parts[part->parent]->content_type.value,
		      STR("multipart/alternative"));
}

/* The HTML may be wrapped with its pictures: its parent, or that one's, is theirs both.
 */
bool are_alternatives(const struct message *message, const struct part *plain,
		      const struct part *html)
{
	int32_t above = html->parent;

	if (!is_plain_alternative(message, plain) || plain->reading != html->reading ||
	    is_attached(html))
		return false;
	for (int i = 0; i < ALTERNATIVE_DEPTH && above >= 0; i++) {
		if (above == plain->parent)
			return true;
		above = message->parts[above]->parent;
	}
	return false;
}
