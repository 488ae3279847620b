/* mail/cms.c - see cms.h.
 *
 * ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }
 * SignedData ::= SEQUENCE { version INTEGER, digestAlgorithms SET,
 *	encapContentInfo SEQUENCE { OBJECT IDENTIFIER, [0] EXPLICIT OCTET STRING OPTIONAL
 *}, certificates [0] OPTIONAL, crls [1] OPTIONAL, signerInfos SET } */
#include "mail/cms.h"

#include "base/limits.h"

enum ber {
	BER_INTEGER = 0x02,
	BER_OCTETS = 0x04,
	BER_OBJECT = 0x06,
	BER_SEQUENCE = 0x30,
	BER_SET = 0x31,
	BER_PIECES = 0x24, /* OCTET STRING, constructed */
	BER_CONTEXT_0 = 0xa0,
	BER_CONTEXT_1 = 0xa1,
};

/* Tag and length (X.690, 8.1.2 and 8.1.3). No tag of CMS has a number above 30. */
struct head {
	unsigned tag;
	bool open; /* its end is marked by two zero bytes */
	size_t length;
};

static bool take_head(struct str *rest, struct head *ret)
{
	struct str s = *rest;
	size_t bytes, length = 0;

	if (s.n < 2 || (s.p[0] & 0x1f) == 0x1f)
		return false;
	*ret = (struct head){ .tag = (unsigned char)s.p[0] };
	bytes = (unsigned char)s.p[1];
	s = str_skip(s, 2);
	if (bytes < 0x80) {
		length = bytes;
	} else if (bytes == 0x80) {
		ret->open = true;
		if (!(ret->tag & 0x20))
			return false; /* 8.1.3.2: of constructed ones alone */
	} else {
		bytes &= 0x7f;
		if (bytes > 8 || bytes > s.n)
			return false;
		for (; bytes; bytes--, s = str_skip(s, 1)) {
			if (length >> 48)
				return false;
			length = length << 8 | (unsigned char)s.p[0];
		}
	}
	if (length > s.n)
		return false;
	ret->length = length;
	*rest = s;
	return true;
}

static bool at_end_mark(struct str s)
{
	return s.n >= 2 && s.p[0] == 0 && s.p[1] == 0;
}

/* How far an element of open length goes, its end mark included; -1: it does not end. */
static size_t open_length(struct str inside)
{
	struct str rest = inside;
	unsigned depth = 1;
	struct head head;

	while (depth) {
		if (at_end_mark(rest)) {
			depth--;
			rest = str_skip(rest, 2);
			continue;
		}
		if (!take_head(&rest, &head))
			return STR_NPOS;
		if (!head.open)
			rest = str_skip(rest, head.length);
		else if (++depth > LIMIT_CMS_NESTING)
			return STR_NPOS;
	}
	return inside.n - rest.n;
}

/* One element with its tag, taken from the front. */
static bool take(struct str *rest, unsigned tag, struct str *ret)
{
	struct str s = *rest;
	struct head head;
	size_t length;

	if (!take_head(&s, &head) || head.tag != tag)
		return false;
	length = head.open ? open_length(s) : head.length;
	if (length == STR_NPOS)
		return false;
	*ret = str_sub(s, 0, head.open ? length - 2 : length);
	*rest = str_skip(s, length);
	return true;
}

static uint32_t count_elements(struct str rest)
{
	uint32_t count = 0;
	struct head head;

	while (rest.n && take_head(&rest, &head)) {
		size_t length = head.open ? open_length(rest) : head.length;

		if (length == STR_NPOS)
			break;
		rest = str_skip(rest, length);
		count++;
	}
	return count;
}

/* --- the content -------------------------------------------------------------------- */

/* The pieces of a string, however they are nested: what holds pieces is stepped into. */
static bool join_pieces(struct arena *arena, struct str rest, struct str *ret)
{
	char *out = arena_bytes(arena, rest.n);
	size_t room = rest.n, n = 0;
	struct head head;

	while (rest.n) {
		if (at_end_mark(rest)) {
			rest = str_skip(rest, 2);
			continue;
		}
		if (!take_head(&rest, &head))
			return false;
		if (head.tag == BER_PIECES)
			continue;
		if (head.tag != BER_OCTETS)
			return false;
		memcpy(out + n, rest.p, head.length);
		n += head.length;
		rest = str_skip(rest, head.length);
	}
	arena_shrink(arena, out, room, n);
	*ret = str_make(out, n);
	return true;
}

/* id-data: 1.2.840.113549.1.7.1; the kinds follow it. */
static int kind_number(struct str object)
{
	static const char pkcs7[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x07";

	if (object.n != 9 || !str_starts(object, str_make(pkcs7, 8)))
		return -1;
	return (unsigned char)object.p[8];
}

/* id-smime-ct: 1.2.840.113549.1.9.16.1; 9 is compressed, 23 enveloped and authenticated.
 */
static enum cms_kind smime_kind(struct str object)
{
	static const char types[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01";

	if (object.n != 11 || !str_starts(object, str_make(types, 10)))
		return CMS_OTHER;
	return object.p[10] == 9    ? CMS_COMPRESSED
	       : object.p[10] == 23 ? CMS_ENVELOPED
				    : CMS_OTHER;
}

static bool read_content(struct arena *arena, struct str encap, struct cms *ret)
{
	struct str object, explicit_, octets, start = encap;

	if (!take(&encap, BER_OBJECT, &object))
		return false;
	ret->type = str_sub(start, 0, start.n - encap.n);
	ret->content_other = kind_number(object) != 1;
	if (!take(&encap, BER_CONTEXT_0, &explicit_))
		return true; /* the content is elsewhere */
	if (take(&explicit_, BER_OCTETS, &octets)) {
		ret->content = octets;
	} else if (!take(&explicit_, BER_PIECES, &octets) ||
		   !join_pieces(arena, octets, &ret->content)) {
		return false;
	}
	ret->has_content = true;
	return true;
}

static bool read_signed(struct arena *arena, struct str rest, struct cms *ret)
{
	struct str data, element, encap;

	if (!take(&rest, BER_SEQUENCE, &data))
		return false;
	ret->before = data;
	if (!take(&data, BER_INTEGER, &element) || !take(&data, BER_SET, &element))
		return false;
	ret->before.n -= data.n;
	if (!take(&data, BER_SEQUENCE, &encap) || !read_content(arena, encap, ret))
		return false;
	ret->behind = data;
	if (take(&data, BER_CONTEXT_0, &element))
		ret->certificates = count_elements(element);
	take(&data, BER_CONTEXT_1, &element);
	if (!take(&data, BER_SET, &element))
		return false;
	ret->signers = count_elements(element);
	return true;
}

void cms_read(struct arena *arena, struct str bytes, struct cms *ret)
{
	struct str info, object, content;
	int kind;

	*ret = (struct cms){ .kind = CMS_NONE };
	if (!take(&bytes, BER_SEQUENCE, &info) || !take(&info, BER_OBJECT, &object) ||
	    !take(&info, BER_CONTEXT_0, &content))
		return;
	kind = kind_number(object);
	if (kind == 2) {
		if (!read_signed(arena, content, ret))
			*ret = (struct cms){ .kind = CMS_NONE };
		else
			ret->kind = CMS_SIGNED;
		ret->around = content.n - (ret->has_content ? ret->content.n : 0);
		return;
	}
	ret->kind = kind == 3 ? CMS_ENVELOPED : kind < 0 ? smime_kind(object) : CMS_OTHER;
}

/* --- and written again ----------------------------------------------------------------
 */

enum { MOST_HEAD = 6 }; /* tag, length of the length, four bytes */

/* Puts tag and length in front of what begins at `start`; returns where it begins now. */
static char *wrap(char *start, const char *end, enum ber tag)
{
	size_t length = (size_t)(end - start), bytes = 0;

	for (size_t left = length; length >= 0x80 && left; left >>= 8, bytes++)
		*--start = (char)(left & 0xff);
	*--start = (char)(bytes ? 0x80 | bytes : length);
	*--start = (char)tag;
	return start;
}

static char *put(char *start, struct str bytes)
{
	if (bytes.n)
		memcpy(start - bytes.n, bytes.p, bytes.n);
	return start - bytes.n;
}

struct str cms_detached(struct arena *arena, const struct cms *cms)
{
	static const char signed_data[] = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
	size_t room = cms->before.n + cms->type.n + cms->behind.n + sizeof signed_data +
		      4 * MOST_HEAD;
	char *out = arena_bytes(arena, room), *end = out + room, *p, *type_end;

	/* From the end: each length is known when it is written. */
	p = type_end = put(end, cms->behind);
	p = wrap(put(p, cms->type), type_end, BER_SEQUENCE);
	p = wrap(put(p, cms->before), end, BER_SEQUENCE);
	p = wrap(p, end, BER_CONTEXT_0);
	p = put(p, str_make(signed_data, sizeof signed_data - 1));
	p = wrap(p, end, BER_SEQUENCE);
	return str_make(p, (size_t)(end - p));
}
