/* mail/mime.c - the MIME tree (RFC 2045, RFC 2046) in one pass, without recursion.
 *
 * The stack holds the multiparts that are open. At any moment the bytes being passed
 * belong to one leaf, or stand between parts (preamble, epilogue); a boundary line of any
 * open multipart ends that, closes what is nested deeper, and begins the next
 * entity. An outer boundary ends an inner multipart, as RFC 2046, 5.1.2 wants. */
#include "mail/mime.h"

#include "base/limits.h"

struct mime_open {
	int32_t part;
	struct str boundary;
	uint32_t hash; /* of the boundary */
	bool digest;   /* children are messages unless they say otherwise */
	bool had_children;
};

enum { FILTER_BITS = 4096 };

struct builder {
	struct message *message;
	struct mime_budget *budget;
	const struct mime_choice *choice;
	struct defects *defects;
	int32_t reading;
	const char *end;
	struct mime_open *stack;
	uint32_t depth;
	uint64_t filter[FILTER_BITS / 64]; /* hashes of the open boundaries */
	int32_t leaf;			   /* the leaf that the bytes belong to, or -1 */
	int32_t between; /* else the multipart whose preamble or epilogue they are */
	enum part_place place;
	const char *between_start;
	bool no_part_follows;  /* the preamble is all that its multipart has */
	const char *line_feed; /* the next one, as far as it is known; see header.h */
};

static const struct mime_choice usual;

static struct part *part_at(struct builder *b, int32_t id)
{
	return b->message->parts[id];
}

int32_t mime_add_part(struct message *message, struct mime_budget *budget, int32_t parent,
		      int32_t reading, struct defects *defects)
{
	struct part *part;

	if (budget->parts == 0) {
		if (!budget->parts_said && defects)
			defect_add(defects, "limit.parts", message->body, STR_NONE);
		budget->parts_said = true;
		return -1;
	}
	budget->parts--;
	ARENA_GROW(message->arena, message->parts, message->part_count,
		   message->part_cap);
	part = message->parts[message->part_count] =
	    arena_new_of(message->arena, struct part);
	*part = (struct part){ .id = (int32_t)message->part_count,
			       .parent = parent,
			       .reading = reading,
			       .walk = arena_new_of(message->arena, struct text_walk),
			       .content_type.value = STR("text/plain") };
	if (parent >= 0)
		part->depth = (uint16_t)(message->parts[parent]->depth + 1);
	message->part_count++;
	return part->id;
}

/* --- boundary lines ---------------------------------------------------------- */

struct mark {
	const char *start, *after; /* of the line; what follows it */
	uint32_t level;		   /* index in the stack */
	bool last;		   /* "--boundary--" */
};

static bool begins_with(struct str text, struct str boundary)
{
	return boundary.n == 0 ||
	       (text.n >= boundary.n && memcmp(text.p, boundary.p, boundary.n) == 0);
}

/* FNV-1a. A sender who makes hashes collide wins the loop that the filter saves, no more.
 */
static uint32_t hash_of(struct str s)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 16777619u;
	return hash;
}

static void filter_add(struct builder *b, uint32_t hash)
{
	hash %= FILTER_BITS;
	b->filter[hash / 64] |= (uint64_t)1 << hash % 64;
}

static bool filter_has(const struct builder *b, uint32_t hash)
{
	hash %= FILTER_BITS;
	return b->filter[hash / 64] >> hash % 64 & 1;
}

/* The open multipart with exactly that boundary, or -1. */
static int32_t find_open(const struct builder *b, struct str boundary)
{
	uint32_t hash = hash_of(boundary);

	if (!filter_has(b, hash))
		return -1;
	for (uint32_t i = b->depth; i-- > 0;) {
		uint32_t level = b->choice->outermost_first ? b->depth - 1 - i : i;

		if (b->stack[level].hash == hash &&
		    str_eq(b->stack[level].boundary, boundary))
			return (int32_t)level;
	}
	return -1;
}

/* Once for each multipart. */
static void note_line(const struct builder *b, const struct mime_open *open,
		      struct str line, enum mime_odd odd, const char *defect)
{
	struct part *part = b->message->parts[open->part];

	if (!(part->odd & odd))
		defect_add(b->defects, defect, line, str_sub(line, 0, 80));
	part->odd |= odd;
}

/* Only the innermost open multiparts are asked whether a line begins with their boundary.
 */
enum { PREFIX_LEVELS = 4 };

/* The level above `below` with a boundary that the line begins with, or -1. Whose is it
 * else: the multipart of level `below`, in which the readers then differ, or nobody's. */
static int32_t match_prefix(const struct builder *b, struct str line, struct str text,
			    int32_t below)
{
	uint32_t lowest = b->depth > PREFIX_LEVELS ? b->depth - PREFIX_LEVELS : 0;

	for (uint32_t level = b->depth; level-- > lowest && (int32_t)level > below;) {
		const struct mime_open *open = &b->stack[level];

		if (open->boundary.n == 0 || !begins_with(text, open->boundary))
			continue;
		note_line(b, below < 0 ? open : &b->stack[below], line, ODD_PREFIX,
			  "mime.boundary-prefix");
		if (b->choice->prefix_is_boundary)
			return (int32_t)level;
	}
	return -1;
}

/* `line` begins with "--". The level of the open multipart it belongs to, or -1. */
static int32_t match(const struct builder *b, struct str line, bool *ret_last)
{
	struct str text = str_trim_right(str_skip(line, 2));
	int32_t level = find_open(b, text), looser;

	*ret_last = false;
	if (level < 0 && str_ends(text, STR("--"))) {
		level = find_open(b, str_sub(text, 0, text.n - 2));
		*ret_last = level >= 0;
	}
	if (level + 1 == (int32_t)b->depth)
		return level;
	looser = match_prefix(b, line, text, level);
	if (looser < 0)
		return level;
	*ret_last = str_starts(str_skip(text, b->stack[looser].boundary.n), STR("--"));
	return looser;
}

static bool stop_at_boundary(const void *builder, struct str line)
{
	bool last;

	return match(builder, line, &last) >= 0;
}

/* Where a CR alone ends lines too. The line feed is kept: it may be far. */
static const char *line_end_at_cr(struct builder *b, const char *p,
				  const char **ret_after)
{
	const char *lf = b->line_feed, *cr;

	if (!lf || lf < p) {
		lf = memchr(p, '\n', (size_t)(b->end - p));
		lf = b->line_feed = lf ? lf : b->end;
	}
	cr = memchr(p, '\r', (size_t)(lf - p));
	if (cr && cr + 1 < b->end && cr + 1 != lf) {
		*ret_after = cr + 1;
		return cr;
	}
	*ret_after = lf < b->end ? lf + 1 : lf;
	return lf;
}

static const char *line_end(struct builder *b, const char *p, const char **ret_after)
{
	const char *lf;

	if (b->choice->cr_ends_line)
		return line_end_at_cr(b, p, ret_after);
	lf = memchr(p, '\n', (size_t)(b->end - p));
	*ret_after = lf ? lf + 1 : b->end;
	return lf ? lf : b->end;
}

/* A boundary line behind blanks: no boundary for most, but worth knowing. */
static bool is_indented(struct builder *b, const char *p, struct mark *ret)
{
	const char *start = p, *after, *stop;
	bool last = false;
	int32_t level;

	while (p < b->end && p - start < 8 && (*p == ' ' || *p == '\t'))
		p++;
	if (b->end - p < 2 || p[0] != '-' || p[1] != '-')
		return false;
	stop = line_end(b, p, &after);
	level = match(b, str_make(p, (size_t)(stop - p)), &last);
	if (level < 0)
		return false;
	note_line(b, &b->stack[level], str_make(p, (size_t)(stop - p)), ODD_INDENTED,
		  "mime.boundary-indented");
	*ret = (struct mark){ start, after, (uint32_t)level, last };
	return b->choice->indented_is_boundary;
}

/* Where the line ends, if nothing but blanks stands in it from `p` on; else NULL. */
static const char *end_of_blanks(const struct builder *b, const char *p)
{
	while (p < b->end && *p != '\n' && ascii_is_space(*p))
		p++;
	if (p == b->end)
		return p;
	return *p == '\n' ? p + 1 : NULL;
}

/* "--boundary" of the outermost multipart wherever it stands. Of a line only what follows
 * the boundary is read: a line may hold a million of them. */
static bool find_anywhere(struct builder *b, const char *p, struct mark *ret)
{
	struct str boundary = b->stack[0].boundary, rest = { p, (size_t)(b->end - p) };
	size_t at;

	while ((at = str_find_str(rest, boundary)) != STR_NPOS) {
		const char *start = rest.p + at - 2, *behind = rest.p + at + boundary.n,
			   *after;
		bool last = b->end - behind >= 2 && behind[0] == '-' && behind[1] == '-';

		rest = str_skip(rest, at + boundary.n + !boundary.n);
		if (start < p || start[0] != '-' || start[1] != '-')
			continue;
		after = end_of_blanks(b, behind + (last ? 2 : 0));
		if (!after)
			continue;
		*ret = (struct mark){ start, after, 0, last };
		return true;
	}
	return false;
}

/* The next boundary line at or after `p`, which is the start of a line. */
static bool find_boundary(struct builder *b, const char *p, struct mark *ret)
{
	if (b->depth == 0)
		return false;
	if (b->choice->boundary_anywhere)
		return find_anywhere(b, p, ret);
	while (p < b->end) {
		const char *after, *stop;

		if (*p == '-' && p + 1 < b->end && p[1] == '-') {
			bool last = false;
			int32_t level;

			stop = line_end(b, p, &after);
			level = match(b, str_make(p, (size_t)(stop - p)), &last);
			if (level >= 0) {
				*ret = (struct mark){ p, after, (uint32_t)level, last };
				return true;
			}
		} else {
			if ((*p == ' ' || *p == '\t') && is_indented(b, p, ret))
				return true;
			line_end(b, p, &after);
		}
		p = after;
	}
	return false;
}

/* --- preamble and epilogue ------------------------------------------------------ */

enum { USUAL_REMARK = 400 }; /* "This is a multi-part message …" and kin are shorter */

/* The first line that begins with "Content-", or NULL. */
static const char *find_content_field(struct str text)
{
	const char *p = text.p, *end = text.p + text.n;

	while (p < end) {
		struct str rest = { p, (size_t)(end - p) };
		const char *lf = memchr(p, '\n', rest.n);

		if (str_starts_nocase(rest, STR("content-")) &&
		    header_looks_like_field(rest))
			return p;
		if (!lf)
			break;
		p = lf + 1;
	}
	return NULL;
}

/* Is there more than old mailers' remark, which no client shows and nobody misses? */
static bool matters(struct builder *b, struct str text)
{
	struct str trimmed = str_trim(text);

	if (trimmed.n == 0)
		return false;
	return trimmed.n > USUAL_REMARK ||
	       str_find_str(trimmed, STR("://")) != STR_NPOS ||
	       str_find(trimmed, '<') != STR_NPOS || find_content_field(trimmed) ||
	       (b->place == PLACE_PREAMBLE && b->no_part_follows);
}

static void read_content_fields(struct builder *b, int32_t id, bool digest);

static void keep_between(struct builder *b, struct str text)
{
	const char *field;
	struct part *part;
	int32_t id;

	if (!matters(b, text))
		return;
	part_at(b, b->between)->odd |= ODD_BETWEEN;
	defect_add(b->defects,
		   b->place == PLACE_PREAMBLE ? "mime.preamble-content"
					      : "mime.epilogue-content",
		   text, STR_NONE);
	id = mime_add_part(b->message, b->budget, b->between, b->reading, b->defects);
	if (id < 0)
		return;
	part = part_at(b, id);
	part->place = b->place;
	part->raw = part->body = text;
	field = find_content_field(text);
	if (field) {
		part->raw = str_make(field, (size_t)(text.p + text.n - field));
		part->body =
		    header_parse(b->message->arena, part->raw, NULL, &part->header);
	}
	read_content_fields(b, id, false);
}

/* --- closing ---------------------------------------------------------------------- */

static void end_part(struct part *part, const char *end)
{
	if (part->body.p > end)
		part->body.n = 0;
	else
		part->body.n = (size_t)(end - part->body.p);
	part->raw.n = (size_t)((part->body.p > end ? part->body.p : end) - part->raw.p);
}

/* A line end before a boundary line belongs to the boundary (RFC 2046, 5.1.1). */
static const char *before_line(const struct builder *b, const char *start,
			       const char *floor)
{
	if (start > floor && start[-1] == '\n')
		start--;
	else if (start > floor && start[-1] == '\r' && b->choice->cr_ends_line)
		return start - 1;
	else
		return start;
	if (start > floor && start[-1] == '\r')
		start--;
	return start;
}

/* The bytes up to `start` (of a boundary line, or the end of all) are over. */
static void end_content(struct builder *b, const char *start, bool at_boundary)
{
	if (b->leaf >= 0) {
		struct part *part = part_at(b, b->leaf);

		end_part(part, at_boundary ? before_line(b, start, part->body.p) : start);
		b->leaf = -1;
	} else if (b->between >= 0) {
		const char *end =
		    at_boundary ? before_line(b, start, b->between_start) : start;

		keep_between(
		    b, str_make(b->between_start, (size_t)(end - b->between_start)));
		if (b->place == PLACE_EPILOGUE)
			end_part(part_at(b, b->between), end);
	}
	b->between = -1;
}

/* The filter of what is still open. */
static void filter_again(struct builder *b)
{
	memset(b->filter, 0, sizeof b->filter);
	for (uint32_t i = 0; i < b->depth; i++)
		filter_add(b, b->stack[i].hash);
}

/* Close what is nested deeper than `depth`. */
static void close_to(struct builder *b, uint32_t depth, const char *start,
		     bool at_boundary)
{
	bool popped = b->depth > depth;

	while (b->depth > depth) {
		struct mime_open *open = &b->stack[--b->depth];
		struct part *part = part_at(b, open->part);

		end_part(part, at_boundary ? before_line(b, start, part->body.p) : start);
		if (!open->had_children) {
			defect_add(b->defects, "mime.boundary-not-found", part->raw,
				   open->boundary);
			part->odd |= ODD_NOT_FOUND;
		} else {
			defect_add(b->defects, "mime.no-end-boundary", part->raw,
				   open->boundary);
			part->odd |= ODD_NOT_ENDED;
		}
	}
	if (popped)
		filter_again(b);
}

/* --- entities ---------------------------------------------------------------------- */

static bool is_word_char(char c)
{
	return ascii_is_alnum(c) || strchr("!#$%&'*+-.^_`{|}~", c) != NULL;
}

/* type "/" subtype, both tokens, as written */
static bool is_type(struct str s)
{
	size_t slash = str_find(s, '/');

	if (slash == STR_NPOS || slash == 0 || slash + 1 == s.n)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (i != slash && (!s.p[i] || !is_word_char(s.p[i])))
			return false;
	return true;
}

static void set_type(struct builder *b, struct part *part, const struct field *field,
		     bool digest)
{
	struct message *message = b->message;

	if (!field) {
		part->content_type.value =
		    digest ? STR("message/rfc822") : STR("text/plain");
		return;
	}
	part->type_given = true;
	params_parse(message->arena, field->value, b->defects, &part->content_type);
	if (!is_type(part->content_type.raw_value)) {
		/* "text/plain (comment)" and a blank around '/' are lawful, if rare. */
		part->odd |= ODD_TYPE;
		if (!is_type(part->content_type.value)) {
			defect_add(b->defects, "mime.type-malformed", field->raw,
				   part->content_type.raw_value);
			if (str_find(part->content_type.value, '/') == STR_NPOS)
				part->content_type.value = part->content_type.value.n
							       ? part->content_type.value
							       : STR("text/plain");
		}
	}
	if (str_eq(part->content_type.value, STR("message/partial")))
		defect_add(b->defects, "mime.partial", field->value,
			   part->content_type.raw_value);
	if (params_get(&part->content_type, STR("charset"), 0))
		part->charset = params_get(&part->content_type, STR("charset"), 0)->value;
}

static void set_encoding(struct builder *b, struct part *part, const struct field *field)
{
	struct params params;

	part->encoding = ENCODING_7BIT;
	if (!field)
		return;
	part->encoding_token = str_trim(field->value);
	part->encoding = encoding_of(part->encoding_token);
	if (part->encoding != ENCODING_UNKNOWN)
		return;
	/* Comments and parameters have no place here, but clients cut them off. */
	part->odd |= ODD_ENCODING;
	defect_add(b->defects, "mime.encoding-malformed", field->raw,
		   part->encoding_token);
	params_parse(b->message->arena, field->value, NULL, &params);
	part->encoding = encoding_of(params.value);
}

static bool has_any(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (!s.p[i] || strchr(set, s.p[i]))
			return true;
	return false;
}

/* Could two readers take different bytes for the boundary? */
static bool boundary_is_odd(const struct params *params)
{
	const struct param *param = params_get(params, STR("boundary"), 0);
	struct str plain;

	if (!param)
		return false;
	plain = param->raw;
	if (param->quoted && plain.n >= 2)
		plain = str_sub(plain, 1, plain.n - 1);
	return params_get(params, STR("boundary"), 1) || param->extended ||
	       param->encoded_word || !str_eq(plain, param->value) ||
	       param->value.n == 0 || str_trim(param->value).n != param->value.n ||
	       has_any(param->raw, param->quoted ? "\r\n\\" : "\r\n(),\"");
}

enum { LINES_BEFORE_FIELD = 3 };

/* Fields about content at the start of the body: a reader that does not end the header
 * at an early empty line takes them for its own. In an attachment,
 * Content-Transfer-Encoding may stand some lines below. NULL where there are none. */
static const char *second_header(const struct part *part)
{
	struct str s = str_trim_left(part->body), type = part->content_type.value;

	if (str_starts(type, STR("message/")) || str_eq(type, STR("text/rfc822-headers")))
		return NULL;
	if (str_starts_nocase(s, STR("content-")) && header_looks_like_field(s))
		return s.p;
	if (str_starts(type, STR("text/")) || part_is_multipart_type(part) ||
	    part->encoding_token.n)
		return NULL;
	for (int line = 0; line < LINES_BEFORE_FIELD; line++) {
		size_t end = str_find(s, '\n');

		if (end == STR_NPOS)
			return NULL;
		s = str_skip(s, end + 1);
		if (str_starts_nocase(s, STR("content-transfer-encoding:")))
			return s.p;
	}
	return NULL;
}

/* What stands in the header about the content; the part's header has been read. */
static void read_content_fields(struct builder *b, int32_t id, bool digest)
{
	struct part *part = part_at(b, id);
	const struct field *type = NULL, *encoding = NULL;

	for (uint32_t i = 0; i < part->header.count; i++) {
		const struct field *field = &part->header.fields[i];

		if (field->known == FIELD_CONTENT_TYPE) {
			if (type && !str_eq(type->value, field->value)) {
				part->odd |= ODD_TYPE_TWICE;
				defect_add(b->defects, "mime.type-twice", field->raw,
					   STR_NONE);
			}
			type = type ? type : field;
		} else if (field->known == FIELD_CONTENT_TRANSFER_ENCODING) {
			if (encoding && !str_eq_nocase(encoding->value, field->value)) {
				part->odd |= ODD_ENCODING_TWICE;
				defect_add(b->defects, "mime.encoding-twice", field->raw,
					   STR_NONE);
			}
			encoding = encoding ? encoding : field;
		}
	}
	set_type(b, part, type, digest);
	set_encoding(b, part, encoding);
	part_read_fields(b->message, part, b->defects);
}

/* The reading's choice for its root. */
static void apply_choice(struct builder *b, struct part *part)
{
	const struct mime_choice *choice = b->choice;

	if (choice->content_type)
		set_type(b, part, choice->content_type, false);
	if (choice->encoding_given)
		part->encoding = choice->encoding;
}

/* Opens the multipart `id` where it can be; false: it is a leaf. */
static bool open_multipart(struct builder *b, int32_t id, bool root)
{
	struct part *part = part_at(b, id);
	const struct param *param = params_get(&part->content_type, STR("boundary"), 0);
	struct str boundary = param ? str_trim_right(param->value) : STR("");
	bool multipart = part_is_multipart_type(part);

	if (param && !multipart) {
		part->odd |= ODD_BOUNDARY_NO_TREE;
		defect_add(b->defects, "mime.boundary-no-multipart", param->raw,
			   param->raw);
	}
	if (root && b->choice->opaque)
		return false;
	if (root && b->choice->boundary_given) {
		boundary = b->choice->boundary;
	} else if (!multipart) {
		return false;
	} else {
		if (boundary_is_odd(&part->content_type)) {
			part->odd |= ODD_BOUNDARY;
			defect_add(b->defects, "mime.boundary-odd", param->raw,
				   param->raw);
		}
		if (boundary.n == 0) {
			part->odd |= ODD_NO_BOUNDARY;
			defect_add(b->defects, "mime.no-boundary", part->raw, STR_NONE);
			return false;
		}
	}
	if (part->encoding == ENCODING_BASE64 ||
	    part->encoding == ENCODING_QUOTED_PRINTABLE) {
		part->odd |= ODD_ENCODED_TREE;
		defect_add(b->defects, "mime.encoded-multipart", part->raw,
			   part->encoding_token);
	}
	if (find_open(b, boundary) >= 0) {
		part->odd |= ODD_REUSED;
		defect_add(b->defects, "mime.boundary-reused", part->raw, boundary);
	}
	if (b->depth == LIMIT_DEPTH) {
		defect_add(b->defects, "limit.depth", part->raw, STR_NONE);
		part->bytes_cut = true;
		return false;
	}
	part->kind = PART_MULTIPART;
	b->stack[b->depth++] = (struct mime_open){
		.part = id,
		.boundary = boundary,
		.hash = hash_of(boundary),
		.digest = str_eq(part->content_type.value, STR("multipart/digest")),
	};
	filter_add(b, b->stack[b->depth - 1].hash);
	return true;
}

/* Was something noted since `before` that is not a ceiling of ours? */
static bool has_new_defect(const struct defects *defects, uint32_t before)
{
	for (uint32_t i = before; defects && i < defects->count; i++)
		if (strncmp(defects->items[i].id, "limit.", 6) != 0)
			return true;
	return false;
}

/* The fields at the start of the body belong to the header as well. */
static void go_on_with_header(struct builder *b, struct part *part)
{
	struct header first = part->header, second;
	const char *start = second_header(part), *end = part->body.p + part->body.n;

	if (!start)
		return;
	part->body = header_parse(b->message->arena,
				  str_make(start, (size_t)(end - start)), NULL, &second);
	part->header.count = part->header.cap = first.count + second.count;
	part->header.fields = arena_alloc_array(b->message->arena, part->header.count,
						sizeof *part->header.fields);
	if (first.count)
		memcpy(part->header.fields, first.fields,
		       first.count * sizeof *first.fields);
	if (second.count)
		memcpy(part->header.fields + first.count, second.fields,
		       second.count * sizeof *second.fields);
	part->header.raw.n = (size_t)(part->body.p - part->header.raw.p);
}

/* An entity begins at `p`. Returns where its body begins, NULL where no part is left. */
static const char *begin_entity(struct builder *b, const char *p)
{
	struct mime_open *around = b->depth ? &b->stack[b->depth - 1] : NULL;
	bool root = !around && b->leaf < 0, digest = around && around->digest;
	struct header_options options = {
		.style = (root ? b->choice->header_style : 0) |
			 (b->choice->cr_ends_line
			      ? HEADER_CR_ENDS_LINE | HEADER_CONTROL_SKIPPED
			      : 0),
		.stop = stop_at_boundary,
		.arg = b,
		.line_feed = &b->line_feed,
	};
	struct str rest = { p, (size_t)(b->end - p) };
	uint32_t defects = b->defects ? b->defects->count : 0;
	struct part *part;
	int32_t id = mime_add_part(b->message, b->budget, around ? around->part : -1,
				   b->reading, b->defects);

	if (id < 0)
		return NULL;
	part = part_at(b, id);
	part->raw = part->body = rest;
	if (!root || !b->choice->no_header)
		part->body = header_parse_as(b->message->arena, rest, &options,
					     b->defects, &part->header);
	if (has_new_defect(b->defects, defects))
		part->odd |= ODD_HEADER;
	read_content_fields(b, id, digest);
	if (root && b->choice->body_is_entity) {
		go_on_with_header(b, part);
		read_content_fields(b, id, digest);
	}
	if (root)
		apply_choice(b, part);
	if (second_header(part_at(b, id))) {
		part->odd |= ODD_SECOND_HEADER;
		defect_add(b->defects, "mime.second-header", part->body, STR_NONE);
	}
	if (open_multipart(b, id, root)) {
		b->between = id;
		b->place = PLACE_PREAMBLE;
		b->between_start = part_at(b, id)->body.p;
	} else {
		b->leaf = id;
	}
	return part_at(b, id)->body.p;
}

/* A boundary line. Returns where to go on, NULL where no part is left. */
static const char *at_mark(struct builder *b, const struct mark *mark)
{
	struct mime_open *open;

	b->no_part_follows = mark->last || mark->level + 1 != b->depth;
	end_content(b, mark->start, true);
	close_to(b, mark->level + 1, mark->start, true);
	open = &b->stack[mark->level];
	/* A boundary as the last line of all: the end, or what is left of it. */
	if (!mark->last && mark->after == b->end && open->had_children)
		return b->end;
	if (!mark->last) {
		open->had_children = true;
		return begin_entity(b, mark->after);
	}
	if (!open->had_children) {
		part_at(b, open->part)->odd |= ODD_NOT_FOUND;
		defect_add(b->defects, "mime.boundary-not-found",
			   part_at(b, open->part)->raw, open->boundary);
	}
	b->between = open->part;
	b->place = PLACE_EPILOGUE;
	b->between_start = mark->after;
	b->depth = mark->level;
	filter_again(b);
	return mark->after;
}

int32_t mime_tree(struct message *message, struct mime_budget *budget, struct str bytes,
		  const struct mime_choice *choice, int32_t reading,
		  struct defects *defects)
{
	struct builder b = { .message = message,
			     .budget = budget,
			     .choice = choice ? choice : &usual,
			     .defects = defects,
			     .reading = reading,
			     .end = bytes.p + bytes.n,
			     .leaf = -1,
			     .between = -1 };
	int32_t root = (int32_t)message->part_count;
	struct mark mark;
	const char *p;

	if (!budget->stack)
		budget->stack =
		    arena_alloc_array(message->arena, LIMIT_DEPTH, sizeof *b.stack);
	b.stack = budget->stack;
	p = begin_entity(&b, bytes.p);
	if (!p)
		return -1;
	while (find_boundary(&b, p, &mark)) {
		p = at_mark(&b, &mark);
		if (!p)
			break;
	}
	b.no_part_follows = true;
	end_content(&b, b.end, false);
	close_to(&b, 0, b.end, false);
	return root;
}
