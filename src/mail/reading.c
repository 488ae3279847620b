/* mail/reading.c - what other honest parsers would see in the same bytes.
 *
 * Each rule is one way in which mail readers are known to differ. Where an entity is
 * odd in the way the rule is about, its bytes are read once more with that one choice;
 * the result is kept if it differs from what is known already. A message without
 * oddities never comes past the first loop. */
#include "base/limits.h"
#include "mail/mime.h"

/* Attempts are bounded by the bytes they pass over, so many times the input (or
 * ATTEMPT_BYTES, if that is less) and so many attempts, each counted as so many bytes at
 * least. Readings have parts of their own: a mail with all the parts there may be can
 * still be read otherwise. */
enum {
	ATTEMPT_FACTOR = 8,
	ATTEMPTS = 128,
	ATTEMPT_COST = 4096,
	ATTEMPT_BYTES = 64 << 20,
	READING_PARTS = 2500,
	CANDIDATES = 32
};

struct finder {
	struct message *message;
	struct mime_budget *budget;
	uint32_t main_count; /* parts of the main reading as the tree has them */
	uint64_t bytes_left;
	int32_t *of; /* per reading: the main part it is another reading of */
};

/* --- keeping a reading ------------------------------------------------------------ */

static void too_many(struct message *message, struct mime_budget *budget)
{
	if (!budget->readings_said)
		defect_add_at(&message->defects, "limit.readings",
			      message->defects.carrier, STR_NONE);
	budget->readings_said = true;
}

static bool add_reading(struct message *message, struct mime_budget *budget,
			const char *rule, struct str detail, size_t offset)
{
	if (message->reading_count == LIMIT_READINGS) {
		too_many(message, budget);
		return false;
	}
	ARENA_GROW(message->arena, message->readings, message->reading_count,
		   message->reading_cap);
	message->readings[message->reading_count++] =
	    (struct reading){ rule, str_sub(detail, 0, 256), offset };
	return true;
}

struct part *reading_add_leaf(struct message *message, struct mime_budget *budget,
			      int32_t like, const char *rule, struct str detail,
			      size_t offset)
{
	struct part *part;
	int32_t id;

	if (!add_reading(message, budget, rule, detail, offset))
		return NULL;
	id = mime_add_part(message, budget, -1, (int32_t)message->reading_count,
			   &message->defects);
	if (id < 0) {
		message->reading_count--;
		return NULL;
	}
	part = message->parts[id];
	*part = *message->parts[like];
	part->id = id;
	part->parent = -1;
	part->depth = 0;
	part->reading = (int32_t)message->reading_count;
	part->carried = NULL;
	part->bytes = part->text = STR_NONE;
	return part;
}

/* Do two entities look the same to who shows or scans them? */
static bool same_part(const struct part *a, const struct part *b)
{
	return a->kind == b->kind && a->place == b->place && a->encoding == b->encoding &&
	       a->body.p == b->body.p && a->body.n == b->body.n &&
	       str_eq(a->content_type.value, b->content_type.value) &&
	       str_eq(a->charset, b->charset);
}

/* One past the last part below `id` in the run of parts that ends at `end`. */
static uint32_t tree_end(const struct message *message, uint32_t id, uint32_t end)
{
	const struct part *root = message->parts[id];
	uint32_t last = id + 1;

	while (last < end && message->parts[last]->depth > root->depth &&
	       message->parts[last]->reading == root->reading &&
	       message->parts[last]->place != PLACE_UUENCODE)
		last++;
	return last;
}

static bool same_tree(const struct message *message, uint32_t a, uint32_t a_end,
		      uint32_t b, uint32_t b_end)
{
	if (a_end - a != b_end - b)
		return false;
	for (uint32_t i = 0; i < a_end - a; i++)
		if (!same_part(message->parts[a + i], message->parts[b + i]))
			return false;
	return true;
}

static uint32_t reading_start(const struct message *message, uint32_t reading)
{
	uint32_t i = 0;

	while (message->parts[i]->reading != (int32_t)reading)
		i++;
	return i;
}

static bool is_known(const struct finder *finder, uint32_t id, uint32_t start)
{
	const struct message *message = finder->message;
	uint32_t end = message->part_count;

	uint32_t id_end = id < finder->main_count ? finder->main_count : start;

	if (same_tree(message, id, tree_end(message, id, id_end), start, end))
		return true;
	for (uint32_t r = 1; r <= message->reading_count; r++) {
		uint32_t other;

		if (finder->of[r] != (int32_t)id)
			continue;
		other = reading_start(message, r);
		if (same_tree(message, other, tree_end(message, other, start), start,
			      end))
			return true;
	}
	return false;
}

/* Read `bytes` in place of the main part `id`. */
static void attempt_bytes(struct finder *finder, uint32_t id, struct str bytes,
			  const char *rule, struct str detail, struct str at,
			  const struct mime_choice *choice)
{
	struct message *message = finder->message;
	uint32_t start = message->part_count, left = finder->budget->parts;
	uint64_t cost = (uint64_t)bytes.n + ATTEMPT_COST;
	int32_t root;

	if (finder->bytes_left < cost || message->reading_count == LIMIT_READINGS) {
		too_many(message, finder->budget);
		return;
	}
	finder->bytes_left -= cost;
	root = mime_tree(message, finder->budget, bytes, choice,
			 (int32_t)message->reading_count + 1, NULL);
	if (root < 0 || (message->parts[root]->odd & ODD_NOT_FOUND) ||
	    is_known(finder, id, start)) {
		message->part_count = start;
		finder->budget->parts = left;
		return;
	}
	add_reading(message, finder->budget, rule, detail, input_offset(message, at));
	finder->of[message->reading_count] = (int32_t)id;
	part_decode_all(message, finder->budget, start, NULL);
}

static void attempt(struct finder *finder, uint32_t id, const char *rule,
		    struct str detail, struct str at, const struct mime_choice *choice)
{
	attempt_bytes(finder, id, finder->message->parts[id]->raw, rule, detail, at,
		      choice);
}

/* --- how headers end, and what a field is (MM-03, FR-02) ------------------------------
 */

static const struct {
	const char *rule;
	unsigned style;
} styles[] = {
	{ "header.controls-skipped", HEADER_CONTROL_SKIPPED },
	{ "header.cr-is-data", HEADER_CR_IS_DATA },
	{ "header.cr-ends-line", HEADER_CR_ENDS_LINE | HEADER_CONTROL_SKIPPED },
	{ "header.blanks-end", HEADER_BLANK_ENDS },
	{ "header.skips-lines", HEADER_SKIPS_LINES },
	{ "header.exact-names", HEADER_NAME_EXACT },
	{ "header.folded-field", HEADER_FOLD_IS_FIELD },
};

static void try_styles(struct finder *finder, uint32_t id)
{
	for (size_t i = 0; i < COUNT(styles); i++) {
		struct mime_choice choice = { .header_style = styles[i].style };

		attempt(finder, id, styles[i].rule, STR_NONE,
			finder->message->parts[id]->header.raw, &choice);
	}
}

/* Line feeds alone between lines that end in CRLF. */
static bool mixes_line_ends(struct str header)
{
	bool crlf = false, lf = false;
	size_t at = 0;

	for (;;) {
		size_t step = str_find(str_skip(header, at), '\n');

		if (step == STR_NPOS)
			return crlf && lf;
		at += step + 1;
		if (at >= 2 && header.p[at - 2] == '\r')
			crlf = true;
		else
			lf = true;
	}
}

static void try_line_feed(struct finder *finder, uint32_t id)
{
	struct mime_choice choice = { .header_style = HEADER_LF_IS_DATA };
	struct str header = finder->message->parts[id]->header.raw;

	if (mixes_line_ends(header))
		attempt(finder, id, "header.lf-is-data", STR_NONE, header, &choice);
}

static void try_second_header(struct finder *finder, uint32_t id)
{
	struct mime_choice choice = { .body_is_entity = true };

	attempt(finder, id, "header.goes-on", STR_NONE, finder->message->parts[id]->body,
		&choice);
}

/* --- which of several fields (MM-01) -------------------------------------------------
 */

static void try_other_types(struct finder *finder, uint32_t id)
{
	const struct field *field =
	    header_first(&finder->message->parts[id]->header, FIELD_CONTENT_TYPE);

	while (field &&
	       (field = header_next(&finder->message->parts[id]->header, field))) {
		struct mime_choice choice = { .content_type = field };

		attempt(finder, id, "mime.other-content-type", str_trim(field->value),
			field->raw, &choice);
	}
}

static void try_encoding(struct finder *finder, uint32_t id, const char *rule,
			 enum encoding encoding, struct str at)
{
	struct mime_choice choice = { .encoding_given = true, .encoding = encoding };

	attempt(finder, id, rule, str_c(encoding_name(encoding)), at, &choice);
}

/* `s` in lower case without what no token may contain. */
static struct str squeezed(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_alnum(s.p[i]) || s.p[i] == '-')
			out[n++] = ascii_lower(s.p[i]);
	return str_make(out, n);
}

static const struct {
	struct str word;
	enum encoding encoding;
} hints[] = {
	{ { "base64", 6 }, ENCODING_BASE64 },
	{ { "base-64", 7 }, ENCODING_BASE64 },
	{ { "quoted-printable", 16 }, ENCODING_QUOTED_PRINTABLE },
	{ { "quotedprintable", 15 }, ENCODING_QUOTED_PRINTABLE },
	{ { "quote", 5 }, ENCODING_QUOTED_PRINTABLE },
	{ { "uuencode", 8 }, ENCODING_UUENCODE },
	{ { "x-uue", 5 }, ENCODING_UUENCODE },
};

/* Every encoding that somebody could find in a malformed value. */
static void try_encodings_in(struct finder *finder, uint32_t id,
			     const struct field *field)
{
	struct arena *arena = finder->message->arena;
	struct params params;
	struct str forms[3];

	params_parse(arena, field->value, NULL, &params);
	forms[0] = squeezed(arena, field->value);
	forms[1] = squeezed(arena, params.value);
	forms[2] = squeezed(arena, words_text(arena, field->value, NULL));
	for (size_t f = 0; f < COUNT(forms); f++)
		for (size_t i = 0; i < COUNT(hints); i++)
			if (str_find_str(forms[f], hints[i].word) != STR_NPOS)
				try_encoding(finder, id, "mime.encoding-guessed",
					     hints[i].encoding, field->raw);
	try_encoding(finder, id, "mime.encoding-ignored", ENCODING_7BIT, field->raw);
}

static void try_other_encodings(struct finder *finder, uint32_t id)
{
	uint32_t odd = finder->message->parts[id]->odd;
	const struct field *field = header_first(&finder->message->parts[id]->header,
						 FIELD_CONTENT_TRANSFER_ENCODING);

	if (field && (odd & ODD_ENCODING))
		try_encodings_in(finder, id, field);
	while (field &&
	       (field = header_next(&finder->message->parts[id]->header, field))) {
		enum encoding encoding = encoding_of(str_trim(field->value));

		try_encoding(finder, id, "mime.other-encoding", encoding, field->raw);
		if (encoding == ENCODING_UNKNOWN)
			try_encodings_in(finder, id, field);
	}
}

/* --- which boundary (MM-02) ------------------------------------------------------------
 */

struct candidates {
	struct str items[CANDIDATES];
	uint32_t count;
};

static void add_candidate(struct candidates *list, struct str boundary)
{
	boundary = str_trim_right(boundary);
	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], boundary))
			return;
	if (list->count < CANDIDATES)
		list->items[list->count++] = boundary;
}

static bool is_dropped(char c, const char *set)
{
	return (c && strchr(set, c)) || (unsigned char)c < 32 || c == 127;
}

/* `s` without controls and the bytes of `set`. */
static struct str without(struct arena *arena, struct str s, const char *set)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!is_dropped(s.p[i], set))
			out[n++] = s.p[i];
	return str_make(out, n);
}

static struct str without_comments(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0, depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '(')
			depth++;
		else if (s.p[i] == ')' && depth)
			depth--;
		else if (!depth)
			out[n++] = s.p[i];
	}
	return str_make(out, n);
}

static size_t first_of(struct str s, const char *set)
{
	size_t i = 0;

	while (i < s.n && s.p[i] && !strchr(set, s.p[i]))
		i++;
	return i;
}

/* Every string that some reader makes of one written boundary. */
static void add_forms(struct arena *arena, const struct param *param,
		      struct candidates *list)
{
	struct str raw = param->raw, inner = raw, before, after;

	add_candidate(list, param->value);
	add_candidate(list, raw);
	if (inner.n >= 2 && inner.p[0] == '"' && inner.p[inner.n - 1] == '"')
		inner = str_sub(inner, 1, inner.n - 1);
	add_candidate(list, inner);
	add_candidate(list, without(arena, inner, ""));
	add_candidate(list, without(arena, inner, " \t"));
	add_candidate(list, without(arena, inner, "\""));
	add_candidate(list, without(arena, inner, "\\"));
	add_candidate(list, without(arena, without_comments(arena, inner), " \t\""));
	add_candidate(list, str_sub(inner, 0, first_of(inner, " \t\r\n")));
	add_candidate(list, str_sub(inner, 0, first_of(inner, ",;")));
	add_candidate(list, str_sub(inner, 0, first_of(inner, "(")));
	add_candidate(list, str_sub(inner, 0, first_of(inner, "\"")));
	if (str_cut(inner, ',', &before, &after) || str_cut(inner, ';', &before, &after))
		add_candidate(list, str_trim(after));
	if (raw.n && raw.p[0] == '"' && str_cut_last(raw, '"', &before, &after))
		add_candidate(list, after);
	if (param->encoded_word)
		add_candidate(list, words_text(arena, inner, NULL));
}

/* A line "--X" with a header field behind it: X, as a reader without the parameter
 * would find it. */
static bool boundary_in_body(struct str body, struct str *ret)
{
	while (body.n) {
		size_t end = str_find(body, '\n');
		struct str line = str_trim_right(str_sub(body, 0, end));

		body = end == STR_NPOS ? STR_NONE : str_skip(body, end + 1);
		if (str_starts(line, STR("--")) &&
		    str_starts_nocase(body, STR("content-")) &&
		    header_looks_like_field(str_until(body, '\n'))) {
			*ret = str_skip(line, 2);
			return true;
		}
	}
	return false;
}

static bool occurs(struct str body, struct str boundary)
{
	size_t at = 0, step;

	while (boundary.n &&
	       (step = str_find_str(str_skip(body, at), boundary)) != STR_NPOS) {
		at += step;
		if (at >= 2 && body.p[at - 1] == '-' && body.p[at - 2] == '-')
			return true;
		at++;
	}
	return boundary.n == 0;
}

static void try_boundaries(struct finder *finder, uint32_t id)
{
	struct message *message = finder->message;
	struct params params = message->parts[id]->content_type;
	struct str body = message->parts[id]->body, found;
	struct candidates list = { .count = 0 };
	const struct param *param;

	for (uint32_t n = 0; n < 8 && (param = params_get(&params, STR("boundary"), n));
	     n++)
		add_forms(message->arena, param, &list);
	if (boundary_in_body(body, &found))
		add_candidate(&list, found);
	for (uint32_t i = 0; i < list.count; i++) {
		struct mime_choice choice = { .boundary = list.items[i],
					      .boundary_given = true };

		if (finder->bytes_left < body.n)
			break;
		finder->bytes_left -= body.n / 4;
		if (occurs(body, list.items[i]))
			attempt(finder, id, "mime.other-boundary", list.items[i],
				params.raw_value.n ? params.raw_value
						   : message->parts[id]->raw,
				&choice);
	}
}

/* --- what is a boundary line, and is it a multipart at all
 * ------------------------------ */

/* "--boundary" behind other text on the same line: who splits a body at that string sees
 * a part there. */
static void try_anywhere(struct finder *finder, uint32_t id)
{
	struct part *part = finder->message->parts[id];

	if (part->kind == PART_MULTIPART)
		attempt(finder, id, "mime.boundary-anywhere", STR_NONE, part->raw,
			&(struct mime_choice){ .boundary_anywhere = true });
}

static void try_looser_lines(struct finder *finder, uint32_t id)
{
	uint32_t odd = finder->message->parts[id]->odd;
	struct str raw = finder->message->parts[id]->raw;

	if (odd & ODD_PREFIX)
		attempt(finder, id, "mime.boundary-prefix", STR_NONE, raw,
			&(struct mime_choice){ .prefix_is_boundary = true });
	if (odd & ODD_INDENTED)
		attempt(finder, id, "mime.boundary-indented", STR_NONE, raw,
			&(struct mime_choice){ .indented_is_boundary = true });
}

static void try_outer_boundary(struct finder *finder, uint32_t id)
{
	attempt(finder, 0, "mime.outer-boundary-first", STR_NONE,
		finder->message->parts[id]->raw,
		&(struct mime_choice){ .outermost_first = true });
}

static void try_opaque(struct finder *finder, uint32_t id)
{
	struct part *part = finder->message->parts[id];

	if (part->kind == PART_MULTIPART)
		attempt(finder, id, "mime.type-not-understood",
			part->content_type.raw_value, part->raw,
			&(struct mime_choice){ .opaque = true });
	else if (!params_get(&part->content_type, STR("boundary"), 0))
		try_boundaries(finder, id);
}

static void try_encoded_tree(struct finder *finder, uint32_t id)
{
	struct part *part = finder->message->parts[id];
	struct mime_choice choice = { .no_header = true };
	struct decoded decoded;

	if (finder->budget->decoded < part->body.n)
		return;
	finder->budget->decoded -= part->body.n;
	choice.content_type = header_first(&part->header, FIELD_CONTENT_TYPE);
	encoding_decode(finder->message->arena, part->encoding, part->body, NULL,
			&decoded);
	attempt_bytes(finder, id, decoded.bytes, "mime.decoded-multipart",
		      part->encoding_token, part->raw, &choice);
}

/* --- encoded content without a word of it (MM-04)
 * ---------------------------------------- */

enum { LEAST_ENCODED = 16 };

static bool is_base64_char(char c)
{
	return ascii_is_alnum(c) || c == '+' || c == '/' || c == '=';
}

static bool looks_like_base64(struct str body)
{
	size_t n = 0;

	for (size_t i = 0; i < body.n; i++) {
		if (is_base64_char(body.p[i]))
			n++;
		else if (!ascii_is_space(body.p[i]))
			return false;
	}
	return n >= LEAST_ENCODED && n % 4 == 0;
}

static bool looks_like_quoted_printable(struct str body)
{
	size_t at = 0, pairs = 0, step;

	while ((step = str_find(str_skip(body, at), '=')) != STR_NPOS) {
		struct str next = str_skip(body, at += step + 1);

		if (next.n >= 2 && ascii_hex(next.p[0]) >= 0 && ascii_hex(next.p[1]) >= 0)
			pairs++;
		else if (next.n && !ascii_is_space(next.p[0]))
			return false;
	}
	return pairs >= 2;
}

/* In a mail that is odd anyway: a gateway that looks at the bytes decodes them. */
static void try_content(struct finder *finder, uint32_t id)
{
	struct part *part = finder->message->parts[id];
	struct str body = str_trim(part->body);

	if (part->kind != PART_LEAF || body.n == 0 ||
	    (part->encoding_token.n && part->encoding != ENCODING_UNKNOWN &&
	     !(part->odd & (ODD_ENCODING | ODD_ENCODING_TWICE))))
		return;
	if (finder->bytes_left < body.n)
		return;
	finder->bytes_left -= body.n;
	if (looks_like_base64(body))
		try_encoding(finder, id, "mime.encoding-by-content", ENCODING_BASE64,
			     body);
	else if (looks_like_quoted_printable(body))
		try_encoding(finder, id, "mime.encoding-by-content",
			     ENCODING_QUOTED_PRINTABLE, body);
}

/* ------------------------------------------------------------------------------------------
 */

static const struct {
	uint32_t when; /* any of these oddities */
	void (*run)(struct finder *finder, uint32_t id);
} rules[] = {
	{ ODD_SECOND_HEADER, try_second_header },
	{ ODD_ENCODING | ODD_ENCODING_TWICE, try_other_encodings },
	{ ODD_TYPE_TWICE, try_other_types },
	{ ODD_HEADER, try_styles },
	{ ODD_BOUNDARY | ODD_NO_BOUNDARY | ODD_NOT_FOUND | ODD_BOUNDARY_NO_TREE,
	  try_boundaries },
	{ ODD_PREFIX | ODD_INDENTED, try_looser_lines },
	{ ODD_REUSED, try_outer_boundary },
	{ ODD_TYPE, try_opaque },
	{ ODD_ENCODED_TREE, try_encoded_tree },
};

/* These come first in the table, and are tried on parts of other readings too. */
enum { RULES_FOR_READINGS = 3 };

static void try_rules(struct finder *finder, uint32_t id, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (finder->message->parts[id]->odd & rules[i].when)
			rules[i].run(finder, id);
}

/* Is the part from a reading of a main part? Readings of readings end there. */
static bool is_second_hand(const struct finder *finder, const struct part *part)
{
	int32_t of = finder->of[part->reading];

	return part->reading > 0 && of >= 0 && finder->message->parts[of]->reading == 0;
}

void readings_find(struct message *message, struct mime_budget *budget,
		   uint32_t main_count)
{
	bool bare_cr = defect_has(&message->defects, "line.bare-cr"),
	     mixed = defect_has(&message->defects, "line.bare-lf");
	int32_t of[LIMIT_READINGS + 1] = { 0 };
	struct finder finder = {
		.message = message, .budget = budget, .main_count = main_count, .of = of
	};
	uint32_t odd = 0;

	for (uint32_t i = 0; i < main_count; i++)
		odd |= message->parts[i]->odd;
	if (!odd && !bare_cr && !mixed)
		return;
	finder.bytes_left = (uint64_t)message->raw.n * ATTEMPT_FACTOR;
	if (finder.bytes_left > ATTEMPT_BYTES)
		finder.bytes_left = ATTEMPT_BYTES;
	finder.bytes_left += ATTEMPTS * ATTEMPT_COST;
	for (uint32_t r = 0; r <= LIMIT_READINGS; r++)
		of[r] = -1;
	if (!budget->more_parts)
		budget->parts += READING_PARTS;
	budget->more_parts = true;
	if (bare_cr) {
		attempt(&finder, 0, "line.cr-ends-line", STR_NONE, message->parts[0]->raw,
			&(struct mime_choice){ .cr_ends_line = true });
		try_anywhere(&finder, 0);
	}
	for (uint32_t i = 0; i < main_count; i++) {
		try_rules(&finder, i, COUNT(rules));
		if (mixed)
			try_line_feed(&finder, i);
		try_content(&finder, i);
	}
	for (uint32_t i = main_count; i < message->part_count; i++) {
		if (!is_second_hand(&finder, message->parts[i]))
			continue;
		try_rules(&finder, i, RULES_FOR_READINGS);
		try_content(&finder, i);
	}
}
