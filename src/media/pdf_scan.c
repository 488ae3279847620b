/* media/pdf_scan.c - see pdf_scan.h. ISO 32000-1: names 7.3.5, strings 7.3.4, streams
 * 7.3.8, object streams 7.5.7, actions 12.6.4. */
#include "media/pdf_scan.h"

#include "base/limits.h"

#include <stdlib.h>
#include <zlib.h>

const char *const pdf_action_names[PDF_ACTIONS] = {
	[PDF_JAVASCRIPT] = "javascript",
	[PDF_LAUNCH] = "launch",
	[PDF_SUBMIT] = "submit-form",
	[PDF_IMPORT] = "import-data",
	[PDF_REMOTE] = "go-to-remote",
	[PDF_OPEN] = "open-action",
	[PDF_EVENTS] = "events",
	[PDF_EMBEDDED] = "embedded-file",
	[PDF_MEDIA] = "rich-media",
	[PDF_FORM] = "form",
	[PDF_XFA] = "xfa",
};

static const struct {
	struct str name;
	enum pdf_action action;
} actions[] = {
	{ STR("JavaScript"), PDF_JAVASCRIPT },
	{ STR("JS"), PDF_JAVASCRIPT },
	{ STR("Launch"), PDF_LAUNCH },
	{ STR("SubmitForm"), PDF_SUBMIT },
	{ STR("ImportData"), PDF_IMPORT },
	{ STR("GoToR"), PDF_REMOTE },
	{ STR("GoToE"), PDF_REMOTE },
	{ STR("OpenAction"), PDF_OPEN },
	{ STR("AA"), PDF_EVENTS },
	{ STR("EmbeddedFile"), PDF_EMBEDDED },
	{ STR("EmbeddedFiles"), PDF_EMBEDDED },
	{ STR("RichMedia"), PDF_MEDIA },
	{ STR("Rendition"), PDF_MEDIA },
	{ STR("AcroForm"), PDF_FORM },
	{ STR("XFA"), PDF_XFA },
};

enum {
	NAME_BYTES = 32,
	STRING_BYTES = 4096,	 /* longer: its end is missing */
	DEPTH = 32,		 /* brackets in a string */
	DICTIONARY_BYTES = 4096, /* before a stream: what it is */
	HEAD_BYTES = 1024,	 /* where "%PDF-" is sought, as readers do */
};

struct scan {
	struct arena *arena;
	struct pdf_scan *ret;
	bool inside;	   /* of an object stream: no further one is unpacked */
	struct str last;   /* the name before */
	size_t open_until; /* a string was begun before it, and does not end there */
};

static bool is_regular(char c)
{
	return c > ' ' && c <= '~' && !strchr("()<>[]{}/%", c);
}

/* Behind a '/'; "#4a" is a letter. */
static size_t take_name(struct str rest, char ret[NAME_BYTES], size_t *ret_length)
{
	size_t at = 0, n = 0;

	while (at < rest.n && is_regular(rest.p[at])) {
		char c = rest.p[at++];

		if (c == '#' && at + 1 < rest.n && ascii_hex(rest.p[at]) >= 0 &&
		    ascii_hex(rest.p[at + 1]) >= 0) {
			c = (char)(ascii_hex(rest.p[at]) << 4 |
				   ascii_hex(rest.p[at + 1]));
			at += 2;
		}
		if (n < NAME_BYTES)
			ret[n++] = c;
	}
	*ret_length = n;
	return at;
}

/* Behind a '('; 0: its end is not to be seen. Backslashes and inner brackets stay. */
static size_t string_length(struct str rest)
{
	unsigned depth = 1;

	for (size_t at = 0; at < rest.n && at < STRING_BYTES; at++) {
		char c = rest.p[at];

		if (c == '\\')
			at++;
		else if (c == '(' && depth < DEPTH)
			depth++;
		else if (c == ')' && --depth == 0)
			return at + 1;
	}
	return 0;
}

static struct str unescape(struct arena *arena, struct str text)
{
	char *to = arena_bytes(arena, text.n);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\\' || i + 1 == text.n)
			to[n++] = text.p[i];
		else if (text.p[++i] != '\r' && text.p[i] != '\n')
			to[n++] = text.p[i];
	return str_make(to, n);
}

static void keep_url(struct scan *scan, struct str text)
{
	struct pdf_scan *ret = scan->ret;

	if (ret->url_count >= LIMIT_MEDIA_LINKS ||
	    ret->tried++ >= LIMIT_MEDIA_LINKS_TRIED) {
		ret->cut = "links";
		return;
	}
	text = str_trim(unescape(scan->arena, text));
	for (uint32_t i = 0; i < ret->url_count; i++)
		if (str_eq(ret->urls[i], text))
			return;
	if (text.n == 0)
		return;
	ARENA_GROW(scan->arena, ret->urls, ret->url_count, ret->url_cap);
	ret->urls[ret->url_count++] = text;
}

static void take_hex_url(struct scan *scan, struct str text)
{
	char bytes[STRING_BYTES / 2 + 1];
	size_t n = 0;
	int high = -1;

	for (size_t i = 0; i < text.n; i++) {
		int digit = ascii_hex(text.p[i]);

		if (digit < 0)
			continue;
		if (high < 0) {
			high = digit;
		} else {
			bytes[n++] = (char)(high << 4 | digit);
			high = -1;
		}
	}
	keep_url(scan, str_make(bytes, n));
}

static void note_name(struct scan *scan, struct str name)
{
	for (size_t i = 0; i < COUNT(actions); i++)
		if (str_eq(name, actions[i].name))
			scan->ret->found |= 1u << actions[i].action;
	scan->ret->encrypted |= str_eq(name, STR("Encrypt")) && !scan->inside;
}

static void scan_objects(struct scan *scan, struct str bytes);

/* What of it unpacks, before the ceiling; how many bytes that are. */
static size_t unpack(struct pdf_scan *ret, struct str packed, char *room)
{
	uint64_t left = LIMIT_MEDIA_PDF_OUT - ret->unpacked;
	size_t most = left < LIMIT_MEDIA_PDF_STREAM ? left : LIMIT_MEDIA_PDF_STREAM;
	z_stream z = { 0 };

	if (most == 0 || ++ret->streams > LIMIT_MEDIA_PDF_STREAMS) {
		ret->cut = "bytes";
		return 0;
	}
	if (inflateInit(&z) != Z_OK)
		return 0;
	z.next_in = (unsigned char *)packed.p;
	z.avail_in = (unsigned)packed.n;
	z.next_out = (unsigned char *)room;
	z.avail_out = (unsigned)most;
	inflate(&z, Z_FINISH);
	if (z.avail_out == 0)
		ret->cut = "bytes";
	most -= z.avail_out;
	inflateEnd(&z);
	ret->unpacked += most;
	return most;
}

/* "#53" is a letter. */
static struct str plain_names(struct str dictionary, char room[DICTIONARY_BYTES])
{
	size_t n = 0;

	for (size_t at = 0; at < dictionary.n; at++) {
		struct str code = str_sub(dictionary, at + 1, at + 3);
		bool coded = dictionary.p[at] == '#' && code.n == 2 &&
			     ascii_hex(code.p[0]) >= 0 && ascii_hex(code.p[1]) >= 0;

		room[n++] = coded
				? (char)(ascii_hex(code.p[0]) << 4 | ascii_hex(code.p[1]))
				: dictionary.p[at];
		at += coded ? 2 : 0;
	}
	return str_make(room, n);
}

/* Objects in a stream, once; those of streams in it are no objects of the document. */
static void scan_stream(struct scan *scan, struct str dictionary, struct str data)
{
	struct scan inner = { .arena = scan->arena, .ret = scan->ret, .inside = true };
	char names[DICTIONARY_BYTES], *room;

	dictionary = plain_names(dictionary, names);
	if (scan->inside || str_find_str(dictionary, STR("/ObjStm")) == STR_NPOS)
		return;
	if (str_find_str(dictionary, STR("/Fl")) == STR_NPOS) { /* FlateDecode, Fl */
		scan_objects(&inner, data);
		return;
	}
	room = malloc(LIMIT_MEDIA_PDF_STREAM);
	if (room)
		scan_objects(&inner, str_make(room, unpack(scan->ret, data, room)));
	free(room);
}

/* At "stream": its data end where "endstream" stands, whatever its length says. */
static size_t take_stream(struct scan *scan, struct str bytes, size_t at)
{
	size_t from = at > DICTIONARY_BYTES ? at - DICTIONARY_BYTES : 0, object, length;
	struct str dictionary = str_sub(bytes, from, at);
	struct str data = str_skip(bytes, at + 6);

	/* Behind the last "obj": the dictionary of this one. */
	while ((object = str_find_str(dictionary, STR(" obj"))) != STR_NPOS)
		dictionary = str_skip(dictionary, object + 4);
	if (data.n && data.p[0] == '\r')
		data = str_skip(data, 1);
	if (data.n && data.p[0] == '\n')
		data = str_skip(data, 1);
	length = str_find_str(data, STR("endstream"));
	if (length == STR_NPOS)
		length = data.n;
	scan_stream(scan, dictionary, str_sub(data, 0, length));
	return str_offset(bytes, data) + length;
}

/* One token at `at`, and where the next one begins. */
static size_t take_token(struct scan *scan, struct str bytes, size_t at, char *name)
{
	struct str rest = str_skip(bytes, at + 1);
	bool url = str_eq(scan->last, STR("URI"));
	size_t n;

	switch (bytes.p[at]) {
	case '/':
		at += 1 + take_name(rest, name, &n);
		scan->last = str_make(name, n);
		note_name(scan, scan->last);
		return at;
	case '(':
		n = at < scan->open_until ? 0 : string_length(rest);
		if (n == 0 && at >= scan->open_until)
			scan->open_until = at + STRING_BYTES;
		if (n && url)
			keep_url(scan, str_sub(rest, 0, n - 1));
		scan->last = STR_NONE;
		return at + 1 + n;
	case '<':
		if (url && rest.n && rest.p[0] != '<')
			take_hex_url(scan,
				     str_until(str_sub(rest, 0, STRING_BYTES), '>'));
		scan->last = STR_NONE;
		return at + 1;
	case '%':
		n = 0;
		while (n < rest.n && rest.p[n] != '\n' && rest.p[n] != '\r')
			n++;
		return at + 1 + n;
	case 's':
		if (str_starts(rest, STR("tream")) &&
		    (rest.n == 5 || ascii_is_space(rest.p[5])) &&
		    (at == 0 || !ascii_is_alnum(bytes.p[at - 1])))
			return take_stream(scan, bytes, at);
		return at + 1;
	default:
		return at + 1;
	}
}

static void scan_objects(struct scan *scan, struct str bytes)
{
	char name[NAME_BYTES];

	scan->open_until = 0;
	for (size_t at = 0; at < bytes.n;)
		at = take_token(scan, bytes, at, name);
}

void pdf_scan(struct arena *arena, struct str bytes, struct pdf_scan *ret)
{
	struct scan scan = { .arena = arena, .ret = ret };
	struct str head = str_sub(bytes, 0, HEAD_BYTES);

	*ret = (struct pdf_scan){ .is_pdf = str_find_str(head, STR("%PDF")) != STR_NPOS };
	if (ret->is_pdf)
		scan_objects(&scan, bytes);
}
