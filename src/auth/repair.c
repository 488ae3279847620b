/* auth/repair.c - see repair.h. */
#include "auth/repair.h"

#include "base/buf.h"
#include "base/limits.h"

/* --- body ----------------------------------------------------------------------- */

static bool is_signed(struct str body, const struct signature *signature)
{
	struct body_sum sum;

	body_sum_of(body, signature, &sum);
	return str_eq(hash_str(&sum.hash), signature->body_hash);
}

/* "-- ", "____": at least two dashes, underscores, equals signs, stars, and nothing
 * else. */
static bool begins_footer(struct str line)
{
	line = str_trim(line);
	if (line.n < 2)
		return false;
	for (size_t i = 0; i < line.n; i++)
		if (!strchr("-_=*", line.p[i]) || line.p[i] == '\0')
			return false;
	return true;
}

/* Lists set what they add below the text, behind a line of dashes or underscores. */
static bool without_footer(struct str body, const struct signature *signature)
{
	struct str before = body;
	unsigned cuts = 0;

	while (before.n && cuts < LIMIT_FOOTER_CUTS) {
		struct str line;
		size_t lf = str_rfind(str_sub(before, 0, before.n - 1), '\n');
		size_t start = lf == STR_NPOS ? 0 : lf + 1;

		line = str_skip(before, start);
		before = str_sub(before, 0, start);
		if (!begins_footer(line))
			continue;
		if (is_signed(before, signature))
			return true;
		cuts++;
	}
	return false;
}

/* Blanks that a gateway put before line ends; relaxed form does not count them anyhow. */
static bool without_trailing_space(struct str body, const struct signature *signature)
{
	struct buf out;
	struct str rest = body, line;
	bool changed = false, good;

	if (signature->body_relaxed)
		return false;
	buf_init(&out, 0);
	while (rest.n && str_split(&rest, '\n', &line)) {
		bool last = !rest.p;

		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		while (line.n &&
		       (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t')) {
			line.n--;
			changed = true;
		}
		buf_add(&out, line);
		if (!last)
			buf_add(&out, STR("\r\n"));
	}
	good = changed && is_signed(buf_peek(&out), signature);
	buf_fini(&out);
	return good;
}

/* CR CR LF, or CR alone, where the signer had CR LF. */
static bool with_line_ends(struct str body, const struct signature *signature)
{
	struct buf out;
	bool changed = false, good;

	buf_init(&out, 0);
	for (size_t i = 0; i < body.n;) {
		size_t cr = str_find(str_skip(body, i), '\r'), after;

		if (cr == STR_NPOS) {
			buf_add(&out, str_skip(body, i));
			break;
		}
		buf_add(&out, str_sub(body, i, i + cr));
		for (after = i + cr; after < body.n && body.p[after] == '\r'; after++)
			;
		if (after < body.n && body.p[after] == '\n') {
			changed |= after - (i + cr) > 1;
			after++;
			buf_add(&out, STR("\r\n"));
		} else {
			changed = true;
			for (size_t n = after - (i + cr); n; n--)
				buf_add(&out, STR("\r\n"));
		}
		i = after;
	}
	good = changed && is_signed(buf_peek(&out), signature);
	buf_fini(&out);
	return good;
}

static bool is_encoded(const struct part *part)
{
	return part->kind == PART_LEAF && part->place == PLACE_BODY &&
	       part->reading == 0 && !part->bytes_cut &&
	       (part->encoding == ENCODING_QUOTED_PRINTABLE ||
		part->encoding == ENCODING_BASE64);
}

/* All text parts as 8bit, as they were before a relay that takes 7 bits only. */
static bool with_plain_text(const struct message *message,
			    const struct signature *signature)
{
	struct buf out;
	size_t at = str_offset(message->raw, message->body);
	bool changed = false, good;

	buf_init(&out, 0);
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		const struct field *field =
		    header_first(&part->header, FIELD_CONTENT_TRANSFER_ENCODING);
		size_t body, name;

		if (!is_encoded(part) || !str_within(message->raw, part->body) ||
		    !field || part->text.n == 0)
			continue;
		body = str_offset(message->raw, part->body);
		if (body < at)
			continue;
		name = str_offset(message->raw, field->raw);
		if (name >= at) {
			struct str end = str_skip(
			    field->raw, field->value.p + field->value.n - field->raw.p);

			buf_add(&out, str_sub(message->raw, at, name));
			buf_add(&out, STR("Content-Transfer-Encoding: 8bit"));
			buf_add(&out, end);
			at = name + field->raw.n;
		}
		buf_add(&out, str_sub(message->raw, at, body));
		buf_add(&out, part->bytes);
		at = body + part->body.n;
		changed = true;
	}
	buf_add(&out, str_skip(message->raw, at));
	good = changed && is_signed(buf_peek(&out), signature);
	buf_fini(&out);
	return good;
}

const char *repair_body(const struct message *message, const struct signature *signature)
{
	if (message->body.n > LIMIT_REPAIR_BYTES)
		return NULL;
	if (without_footer(message->body, signature))
		return "footer";
	if (without_trailing_space(message->body, signature))
		return "trailing-space";
	if (with_line_ends(message->body, signature))
		return "line-ends";
	if (with_plain_text(message, signature))
		return "re-encoded";
	return NULL;
}

/* --- header --------------------------------------------------------------------- */

static const struct field *covered(const struct signature *signature,
				   const struct field *const *fields,
				   enum field_name name)
{
	for (uint32_t i = 0; i < signature->name_count; i++)
		if (fields[i] && fields[i]->known == name)
			return fields[i];
	return NULL;
}

static bool verifies(const struct signature *signature, const struct field *const *fields,
		     const struct keys *keys, const struct stand_in *stand_ins,
		     uint32_t count)
{
	struct key_verdict verdict;
	struct hash hash;

	header_sum(fields, signature->name_count, signature, stand_ins, count, &hash);
	keys_verify(keys, signature, &hash, &verdict);
	return verdict.good;
}

/* What a list or a filter sets before a subject: "[list] ", "(ext) ", "{Spam?} ",
 * "***SPAM*** ". The length of it with the blanks that follow; 0: none. */
static size_t tag_length(struct str subject)
{
	static const char opens[] = "[({", closes[] = "])}";
	const char *kind = subject.n && subject.p[0] ? strchr(opens, subject.p[0]) : NULL;
	size_t n = 0, end;

	if (kind) {
		end = str_find(subject, closes[kind - opens]);
		n = end == STR_NPOS ? 0 : end + 1;
	} else if (subject.n && subject.p[0] == '*') {
		while (n < subject.n && !ascii_is_space(subject.p[n]))
			n++;
		if (subject.p[n - 1] != '*')
			return 0;
	}
	while (n && n < subject.n && ascii_is_space(subject.p[n]))
		n++;
	return n;
}

/* "Re: [list] x" was "Re: x". */
static size_t reply_length(struct str subject)
{
	struct str rest = subject;

	if (!str_eat(&rest, STR("re:")))
		return 0;
	return str_offset(subject, str_trim_left(rest));
}

static bool without_tag(struct arena *arena, const struct signature *signature,
			const struct field *const *fields, const struct keys *keys)
{
	const struct field *subject = covered(signature, fields, FIELD_SUBJECT);
	struct str text, front;
	struct stand_in stand_in;
	size_t skip, tag;

	if (!subject)
		return false;
	text = str_skip(subject->raw,
			(size_t)(str_trim_left(subject->value).p - subject->raw.p));
	skip = reply_length(text);
	tag = tag_length(str_skip(text, skip));
	if (tag == 0)
		return false;
	front = str_sub(subject->raw, 0, str_offset(subject->raw, text) + skip);
	stand_in = (struct stand_in){ subject, arena_concat(arena, front,
							    str_skip(text, skip + tag)) };
	return verifies(signature, fields, keys, &stand_in, 1);
}

static bool with_plain_encoding(const struct message *message,
				const struct signature *signature,
				const struct field *const *fields,
				const struct keys *keys)
{
	const struct field *field =
	    covered(signature, fields, FIELD_CONTENT_TRANSFER_ENCODING);
	struct stand_in stand_in;

	if (!field || message->part_count == 0)
		return false;
	stand_in = (struct stand_in){ field, STR("Content-Transfer-Encoding: 8bit\r\n") };
	return verifies(signature, fields, keys, &stand_in, 1);
}

const char *repair_header(struct arena *arena, const struct message *message,
			  const struct signature *signature,
			  const struct field *const *fields, const struct keys *keys)
{
	if (without_tag(arena, signature, fields, keys))
		return "subject-tag";
	if (with_plain_encoding(message, signature, fields, keys))
		return "re-encoded";
	return NULL;
}
