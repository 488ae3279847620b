/* mail/header.c - splitting a header block into fields, one pass over its lines.
 *
 * Lines are found with memchr; the bytes of a value are never looked at one by
 * one. What is odd about a field is noted once, where the field begins. */
#include "mail/header.h"

#include "base/bytes16.h"
#include "base/limits.h"

/* --- names --------------------------------------------------------------- */

/* A perfect hash over length, first, middle and last letter: the compiler warns
 * of two rows in one slot, the test walks all names. */
#define SLOT(n, first, middle, last) (((n)*5u + (first)*17u + (middle) + (last)*6u) % 128)
#define NAME(n, first, middle, last, known, text) \
	[SLOT(n, first, middle, last)] = { known, { text, sizeof(text) - 1 } }

static const struct known_name {
	enum field_name known;
	struct str text;
} names[128] = {
	NAME(11, 'r', 'n', 'h', FIELD_RETURN_PATH, "Return-Path"),
	NAME(12, 'd', 'r', 'o', FIELD_DELIVERED_TO, "Delivered-To"),
	NAME(13, 'x', 'i', 'o', FIELD_X_ORIGINAL_TO, "X-Original-To"),
	NAME(8, 'r', 'i', 'd', FIELD_RECEIVED, "Received"),
	NAME(12, 'r', 'e', 'f', FIELD_RECEIVED_SPF, "Received-SPF"),
	NAME(22, 'a', 'i', 's', FIELD_AUTHENTICATION_RESULTS, "Authentication-Results"),
	NAME(26, 'a', 'a', 's', FIELD_ARC_AUTHENTICATION_RESULTS,
	     "ARC-Authentication-Results"),
	NAME(21, 'a', 'e', 'e', FIELD_ARC_MESSAGE_SIGNATURE, "ARC-Message-Signature"),
	NAME(8, 'a', 's', 'l', FIELD_ARC_SEAL, "ARC-Seal"),
	NAME(14, 'd', 'g', 'e', FIELD_DKIM_SIGNATURE, "DKIM-Signature"),
	NAME(19, 'd', '-', 'e', FIELD_DOMAINKEY_SIGNATURE, "DomainKey-Signature"),
	NAME(4, 'f', 'o', 'm', FIELD_FROM, "From"),
	NAME(6, 's', 'd', 'r', FIELD_SENDER, "Sender"),
	NAME(8, 'r', 'y', 'o', FIELD_REPLY_TO, "Reply-To"),
	NAME(2, 't', 'o', 'o', FIELD_TO, "To"),
	NAME(2, 'c', 'c', 'c', FIELD_CC, "Cc"),
	NAME(3, 'b', 'c', 'c', FIELD_BCC, "Bcc"),
	NAME(4, 'd', 't', 'e', FIELD_DATE, "Date"),
	NAME(7, 's', 'j', 't', FIELD_SUBJECT, "Subject"),
	NAME(10, 'm', 'g', 'd', FIELD_MESSAGE_ID, "Message-ID"),
	NAME(11, 'i', 'p', 'o', FIELD_IN_REPLY_TO, "In-Reply-To"),
	NAME(10, 'r', 'e', 's', FIELD_REFERENCES, "References"),
	NAME(11, 'r', 't', 'm', FIELD_RESENT_FROM, "Resent-From"),
	NAME(13, 'r', '-', 'r', FIELD_RESENT_SENDER, "Resent-Sender"),
	NAME(12, 'm', 'e', 'n', FIELD_MIME_VERSION, "MIME-Version"),
	NAME(12, 'c', 't', 'e', FIELD_CONTENT_TYPE, "Content-Type"),
	NAME(25, 'c', 's', 'g', FIELD_CONTENT_TRANSFER_ENCODING,
	     "Content-Transfer-Encoding"),
	NAME(19, 'c', 'i', 'n', FIELD_CONTENT_DISPOSITION, "Content-Disposition"),
	NAME(10, 'c', 'n', 'd', FIELD_CONTENT_ID, "Content-ID"),
	NAME(19, 'c', 'e', 'n', FIELD_CONTENT_DESCRIPTION, "Content-Description"),
	NAME(16, 'c', 'l', 'n', FIELD_CONTENT_LOCATION, "Content-Location"),
	NAME(7, 'l', 't', 'd', FIELD_LIST_ID, "List-Id"),
	NAME(16, 'l', 'u', 'e', FIELD_LIST_UNSUBSCRIBE, "List-Unsubscribe"),
	NAME(9, 'l', '-', 't', FIELD_LIST_POST, "List-Post"),
	NAME(14, 'a', 'b', 'd', FIELD_AUTO_SUBMITTED, "Auto-Submitted"),
	NAME(10, 'p', 'd', 'e', FIELD_PRECEDENCE, "Precedence"),
	NAME(10, 'u', 'a', 't', FIELD_USER_AGENT, "User-Agent"),
	NAME(8, 'x', 'i', 'r', FIELD_X_MAILER, "X-Mailer"),
	NAME(16, 'x', 'a', 'p', FIELD_X_ORIGINATING_IP, "X-Originating-IP"),
	NAME(12, 'o', 'z', 'n', FIELD_ORGANIZATION, "Organization"),
};

static unsigned letter(char c)
{
	return (unsigned char)ascii_lower(c);
}

enum field_name field_name_of(struct str name)
{
	const struct known_name *row;

	if (name.n == 0)
		return FIELD_OTHER;
	row = &names[SLOT((unsigned)name.n, letter(name.p[0]), letter(name.p[name.n / 2]),
			  letter(name.p[name.n - 1]))];
	return row->text.n && str_eq_nocase(row->text, name) ? row->known : FIELD_OTHER;
}

const char *field_name_text(enum field_name name)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (name != FIELD_OTHER && names[i].known == name)
			return names[i].text.p;
	return NULL;
}

/* --- lines --------------------------------------------------------------- */

/* ftext = %d33-57 / %d59-126 (RFC 5322, 3.6.8). Length of the name at the start
 * of `line`; 0 where no colon follows it, blanks in between allowed. */
static size_t name_length(struct str line, bool *ret_blanks)
{
	size_t n = 0, colon;

	for (; line.n - n >= 16; n += 16) {
		bytes16 bytes = bytes16_at(line.p + n);
		unsigned others = bytes16_places(~bytes16_between(bytes, 33, 126) |
						 bytes16_are(bytes, ':'));

		if (others) {
			n += (unsigned)__builtin_ctz(others);
			break;
		}
	}
	while (n < line.n && line.p[n] > 32 && line.p[n] < 127 && line.p[n] != ':')
		n++;
	for (colon = n; colon < line.n; colon++)
		if (line.p[colon] != ' ' && line.p[colon] != '\t')
			break;
	if (n == 0 || colon == line.n || line.p[colon] != ':')
		return 0;
	*ret_blanks = colon > n;
	return n;
}

bool header_looks_like_field(struct str line)
{
	bool blanks;

	return name_length(line, &blanks) != 0;
}

struct line {
	struct str text; /* without its end */
	size_t whole;	 /* with it */
	bool ended;	 /* false for a last line without an end */
	bool bare_cr, doubled_cr;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Does a lone CR before `rest` end the line? Clients that take CR for a line end
 * show the field behind it; for the others it is one byte of a value. It is read
 * as a line end where that makes sense: a field, a fold or an empty line follows. */
static bool cr_ends_line(struct str rest, unsigned style)
{
	if (style & HEADER_CR_IS_DATA)
		return false;
	if (style & HEADER_CR_ENDS_LINE)
		return true;
	return rest.n == 0 || rest.p[0] == '\r' || is_blank(rest.p[0]) ||
	       header_looks_like_field(rest);
}

/* Where the next LF is, and where the CRs in front of it begin. Kept between lines: a
 * line feed behind a thousand lone CRs is looked for once. */
struct line_feed {
	size_t at;   /* of the line feed; the end of the bytes where there is none */
	size_t stop; /* of the CRs right before it */
	bool known, found;
};

static void find_line_feed(struct str bytes, size_t from,
			   const struct header_options *options, struct line_feed *next)
{
	const char **kept =
	    options->style & HEADER_LF_IS_DATA ? NULL : options->line_feed;
	const char *start = bytes.p + from, *lf;
	size_t at = from;

	if (next->known && next->at >= from)
		return;
	if (kept && *kept && *kept >= start && *kept <= bytes.p + bytes.n) {
		lf = *kept < bytes.p + bytes.n ? *kept : NULL;
		at = lf ? (size_t)(lf - bytes.p) + 1 : bytes.n;
	} else {
		do {
			lf = memchr(bytes.p + at, '\n', bytes.n - at);
			at = lf ? (size_t)(lf - bytes.p) + 1 : bytes.n;
		} while (lf && (options->style & HEADER_LF_IS_DATA) &&
			 (lf == bytes.p || lf[-1] != '\r'));
	}
	next->known = true;
	next->found = lf != NULL;
	next->at = next->stop = at - next->found;
	if (kept)
		*kept = bytes.p + next->at;
	while (next->found && next->stop > from && bytes.p[next->stop - 1] == '\r')
		next->stop--;
}

/* The line at `from`, which is not the end of `bytes`. */
static struct line take_line(struct str bytes, size_t from,
			     const struct header_options *options, struct line_feed *next)
{
	unsigned style = options->style;
	struct line line = { 0 };
	const char *start = bytes.p + from, *end, *cr;

	find_line_feed(bytes, from, options, next);
	end = bytes.p + next->stop;
	for (cr = start; cr < end && (cr = memchr(cr, '\r', (size_t)(end - cr))); cr++) {
		/* "\r\r": the second one ends an empty line. */
		bool empty = cr == start && from && start[-1] == '\r' &&
			     !(style & HEADER_CR_IS_DATA);

		line.bare_cr = true;
		if (empty ||
		    cr_ends_line(str_make(cr + 1, (size_t)(bytes.p + next->at - cr - 1)),
				 style)) {
			line.text = str_make(start, (size_t)(cr - start));
			line.whole = line.text.n + 1;
			line.ended = true;
			return line;
		}
	}
	line.text = next->stop > from ? str_make(start, (size_t)(end - start))
				      : str_make(start, 0);
	line.whole = next->at + next->found - from;
	line.ended = next->found;
	line.doubled_cr = next->at - next->stop > 1;
	return line;
}

/* --- the block ------------------------------------------------------------ */

struct reader {
	struct arena *arena;
	struct defects *defects;
	const struct header_options *options;
	struct header *header;
	struct str bytes;
	size_t at;
	struct line_feed next;
	struct field *open;	  /* the field that a folded line would go on with */
	bool bare_cr, doubled_cr; /* already noted */
	bool too_many, field_too_long;
};

static void note_line(struct reader *reader, const struct line *line)
{
	if (line->bare_cr && !reader->bare_cr) {
		defect_add(reader->defects, "line.bare-cr", line->text, STR_NONE);
		reader->bare_cr = true;
	}
	if (line->doubled_cr && !reader->doubled_cr) {
		defect_add(reader->defects, "line.doubled-cr", line->text, STR_NONE);
		reader->doubled_cr = true;
	}
}

/* Let the open field reach to the end of `line`, whose start is reader->at. */
static void extend(struct reader *reader, const struct line *line)
{
	struct field *field = reader->open;
	const char *end = line->text.p + line->text.n;

	if (!field)
		return;
	field->raw.n = (size_t)(line->text.p - field->raw.p) + line->whole;
	field->value.n = (size_t)(end - field->value.p);
	if (field->value.n > LIMIT_FIELD_BYTES) {
		field->value.n = LIMIT_FIELD_BYTES;
		if (!reader->field_too_long)
			defect_add(reader->defects, "limit.field-bytes", field->raw,
				   field->name);
		reader->field_too_long = true;
	}
}

static void add_field(struct reader *reader, const struct line *line, struct str text,
		      size_t name_n)
{
	struct header *header = reader->header;
	struct str name = str_sub(text, 0, name_n);
	const char *colon = memchr(text.p + name_n, ':', text.n - name_n);

	reader->open = NULL;
	if (header->count == LIMIT_HEADER_FIELDS) {
		if (!reader->too_many)
			defect_add(reader->defects, "limit.header-fields", line->text,
				   name);
		reader->too_many = true;
		return;
	}
	ARENA_GROW(reader->arena, header->fields, header->count, header->cap);
	reader->open = &header->fields[header->count++];
	*reader->open = (struct field){
		.known = field_name_of(name),
		.name = name,
		.raw = str_make(line->text.p, line->whole),
		.value = str_make(colon + 1, 0),
	};
	header->has |= UINT64_C(1) << reader->open->known;
	extend(reader, line);
}

static bool is_control(char c)
{
	return (unsigned char)c < 32 || c == 127;
}

/* "From" and then " : a@b.example" on a folded line (FR-02): some readers unfold first,
 * and have a field; for the others the header ends there. Only fields with a name that is
 * known: a text may well have a word and a line that begins with a colon. */
static bool folded_name(struct reader *reader, const struct line *line)
{
	struct str name = str_trim_right(line->text), next;
	const char *colon;

	next = str_skip(reader->bytes, reader->at + line->whole);
	if (next.n == 0 || !is_blank(next.p[0]) || field_name_of(name) == FIELD_OTHER)
		return false;
	while (next.n && is_blank(next.p[0]))
		next = str_skip(next, 1);
	if (next.n == 0 || next.p[0] != ':')
		return false;
	colon = next.p;
	defect_add(reader->defects, "header.name-folded", line->text, name);
	if (reader->header->count == LIMIT_HEADER_FIELDS)
		return true;
	ARENA_GROW(reader->arena, reader->header->fields, reader->header->count,
		   reader->header->cap);
	reader->open = &reader->header->fields[reader->header->count++];
	/* The folded line that follows completes it. */
	*reader->open = (struct field){
		.known = field_name_of(name),
		.name = name,
		.raw = str_make(line->text.p, line->whole),
		.value = str_make(colon + 1, 0),
	};
	reader->header->has |= UINT64_C(1) << reader->open->known;
	return true;
}

/* A line that begins like no field: which of the known shapes is it? True where it
 * was dealt with. */
static bool odd_line(struct reader *reader, const struct line *line)
{
	struct str text = line->text;
	unsigned style = reader->options->style;
	bool blanks;
	size_t n = 0, name_n;

	/* "From a@b Mon Jan 1 …" of an mbox, quoted or not: mail tools leave it behind.
	 */
	if (str_starts(text, STR("From ")) || str_starts(text, STR(">From "))) {
		defect_add(reader->defects, "header.envelope-line", text, STR_NONE);
		reader->open = NULL;
		return true;
	}
	if (folded_name(reader, line))
		return true;
	while (n < text.n && is_control(text.p[n]) && !is_blank(text.p[n]))
		n++;
	if (n) {
		struct str rest = str_skip(text, n);

		name_n = name_length(rest, &blanks);
		if (name_n && (style & HEADER_CONTROL_SKIPPED)) {
			add_field(reader, line, rest, name_n);
			return true;
		}
		if (name_n) {
			/* A field that nobody asked for by name; it does not end the
			 * header. */
			defect_add(reader->defects, "header.control-in-name", text,
				   str_sub(text, 0, n + name_n));
			add_field(reader, line, text, n + name_n);
			return true;
		}
	}
	if (style & HEADER_SKIPS_LINES) {
		reader->open = NULL;
		return true;
	}
	return false;
}

/* "content-type: mime-version;" of the list of signed fields in a signature. */
static bool is_list_of_names(struct str text)
{
	struct str rest = str_trim_right(text), name;

	if (str_ends(rest, STR(";")) || str_ends(rest, STR(":")))
		rest.n--;
	while (str_split(&rest, ':', &name)) {
		name = str_trim(name);
		if (field_name_of(name) == FIELD_OTHER &&
		    !str_starts_nocase(name, STR("x-")))
			return false;
	}
	return true;
}

/* A folded line that is a whole field of the kind that decides how a mail is shown:
 * "X: y\r\n Content-Type: text/html". A list of names ("From:To:Subject") is not. */
static bool is_hidden_field(struct str text, size_t name_n)
{
	struct str after;

	if (!name_n)
		return false;
	switch (field_name_of(str_sub(text, 0, name_n))) {
	case FIELD_FROM:
	case FIELD_CONTENT_TYPE:
	case FIELD_CONTENT_TRANSFER_ENCODING:
	case FIELD_CONTENT_DISPOSITION:
		break;
	default:
		return false;
	}
	return str_cut(text, ':', &after, &after) && after.n && is_blank(after.p[0]) &&
	       !is_list_of_names(text);
}

/* A line with white space in front. False where it ends the header. */
static bool folded_line(struct reader *reader, const struct line *line)
{
	struct str text = str_trim_left(line->text);
	unsigned style = reader->options->style;
	bool blanks;
	bool first = reader->header->count == 0 && !reader->too_many;
	/* Long runs of base64 are folded too: only From and Content-* can be hidden. */
	char letter = text.n ? ascii_lower(text.p[0]) : 0;
	size_t name_n =
	    first || letter == 'f' || letter == 'c' ? name_length(text, &blanks) : 0;

	if (text.n == 0) {
		defect_add(reader->defects, "header.blank-fold", line->text, STR_NONE);
		if (style & HEADER_BLANK_ENDS)
			return false;
	} else if (first) {
		/* Nothing to go on with: what looks like a field is one. */
		if (!name_n)
			return odd_line(reader, line);
		defect_add(reader->defects, "header.leading-blank", line->text,
			   str_sub(text, 0, name_n));
		add_field(reader, line, text, name_n);
		return true;
	} else if (is_hidden_field(text, name_n)) {
		defect_add(reader->defects, "header.folded-field", line->text,
			   str_sub(text, 0, name_n));
		if (style & HEADER_FOLD_IS_FIELD) {
			add_field(reader, line, text, name_n);
			return true;
		}
	}
	extend(reader, line);
	return true;
}

static bool plain_line(struct reader *reader, const struct line *line)
{
	bool blanks = false;
	size_t name_n = name_length(line->text, &blanks);

	if (!name_n)
		return odd_line(reader, line);
	if (blanks) {
		defect_add(reader->defects, "header.space-before-colon", line->text,
			   str_sub(line->text, 0, name_n));
		if (reader->options->style & HEADER_NAME_EXACT) {
			reader->open = NULL;
			return true;
		}
	}
	/* Lawful in a name, and found; next to "Content-" it aims at who skips comments.
	 */
	if (str_starts_nocase(line->text, STR("content-")) &&
	    memchr(line->text.p, '(', name_n))
		defect_add(reader->defects, "header.comment-in-name", line->text,
			   str_sub(line->text, 0, name_n));
	add_field(reader, line, line->text, name_n);
	return true;
}

static bool stops(const struct reader *reader, const struct line *line)
{
	return line->text.n >= 2 && line->text.p[0] == '-' && line->text.p[1] == '-' &&
	       reader->options->stop &&
	       reader->options->stop(reader->options->arg, line->text);
}

/* One line; false where the header ends before it. */
static bool step(struct reader *reader, bool *ret_empty_line)
{
	struct line line =
	    take_line(reader->bytes, reader->at, reader->options, &reader->next);
	bool goes_on;

	if (line.text.n == 0 && line.ended) {
		note_line(reader, &line);
		reader->at += line.whole;
		*ret_empty_line =
		    !(reader->options->style & HEADER_EARLY_BLANK_SKIPPED) ||
		    reader->header->count;
		return !*ret_empty_line;
	}
	if (stops(reader, &line)) {
		defect_add(reader->defects, "header.no-empty-line", line.text, STR_NONE);
		return false;
	}
	goes_on = is_blank(line.text.n ? line.text.p[0] : 'x')
		      ? folded_line(reader, &line)
		      : plain_line(reader, &line);
	note_line(reader, &line);
	if (!goes_on) {
		if (str_trim(line.text).n == 0) { /* HEADER_BLANK_ENDS */
			reader->at += line.whole;
			*ret_empty_line = true;
		} else {
			defect_add(reader->defects, "header.broken-by-line", line.text,
				   str_sub(line.text, 0, 80));
		}
		return false;
	}
	reader->at += line.whole;
	return true;
}

/* Thousands of parts with a field or two each must not keep room for eight. */
static void give_back_room(struct arena *arena, struct header *header)
{
	if (header->count == header->cap)
		return;
	arena_shrink(arena, (char *)header->fields, header->cap * sizeof *header->fields,
		     header->count * sizeof *header->fields);
	header->cap = header->count;
}

struct str header_parse_as(struct arena *arena, struct str bytes,
			   const struct header_options *options, struct defects *defects,
			   struct header *ret)
{
	struct reader reader = { .arena = arena,
				 .defects = defects,
				 .options = options,
				 .header = ret,
				 .bytes = bytes };
	bool empty_line = false, goes_on = true;

	*ret = (struct header){ 0 };
	while (goes_on && reader.at < bytes.n) {
		if (reader.at > LIMIT_HEADER_BYTES) {
			defect_add(defects, "limit.header-bytes",
				   str_skip(bytes, reader.at), STR_NONE);
			break;
		}
		goes_on = step(&reader, &empty_line);
	}
	if (goes_on && reader.at == bytes.n)
		defect_add(defects, "header.no-empty-line", str_skip(bytes, bytes.n),
			   STR_NONE);
	give_back_room(arena, ret);
	ret->raw = str_sub(bytes, 0, reader.at);
	return str_skip(bytes, reader.at);
}

struct str header_parse(struct arena *arena, struct str bytes, struct defects *defects,
			struct header *ret)
{
	static const struct header_options usual = { 0 };

	return header_parse_as(arena, bytes, &usual, defects, ret);
}

/* --- looking up ------------------------------------------------------------ */

static const struct field *first_from(const struct header *header, uint32_t from,
				      enum field_name name)
{
	for (uint32_t i = from; i < header->count; i++)
		if (header->fields[i].known == name)
			return &header->fields[i];
	return NULL;
}

_Static_assert(FIELD_NAMES <= 64, "each has a bit of struct header");

/* Most of what is asked for is not there. */
const struct field *header_first(const struct header *header, enum field_name name)
{
	return header->has >> name & 1 ? first_from(header, 0, name) : NULL;
}

const struct field *header_next(const struct header *header, const struct field *after)
{
	uint32_t from = (uint32_t)(after - header->fields) + 1;

	if (after->known != FIELD_OTHER)
		return first_from(header, from, after->known);
	for (uint32_t i = from; i < header->count; i++)
		if (str_eq_nocase(header->fields[i].name, after->name))
			return &header->fields[i];
	return NULL;
}

const struct field *header_first_named(const struct header *header, struct str name)
{
	for (uint32_t i = 0; i < header->count; i++)
		if (str_eq_nocase(header->fields[i].name, name))
			return &header->fields[i];
	return NULL;
}

uint32_t header_count(const struct header *header, enum field_name name)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < header->count; i++)
		count += header->fields[i].known == name;
	return count;
}

/* --- unfolding ------------------------------------------------------------- */

struct str field_unfold(struct arena *arena, struct str value)
{
	struct str s = str_trim(value);
	const char *end = s.p + s.n, *from = s.p;
	char *out, *to;

	if (s.n == 0 || (!memchr(s.p, '\n', s.n) && !memchr(s.p, '\r', s.n)))
		return s;
	out = to = arena_bytes(arena, s.n);
	while (from < end) {
		size_t run = 0, left = (size_t)(end - from);

		while (run < left && from[run] != '\r' && from[run] != '\n')
			run++;
		memcpy(to, from, run);
		to += run;
		from += run;
		while (from < end && (*from == '\r' || *from == '\n'))
			from++;
	}
	arena_shrink(arena, out, s.n, (size_t)(to - out));
	return str_make(out, (size_t)(to - out));
}
