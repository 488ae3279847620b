/* report/mime_out.c - see mime_out.h. */
#include "report/mime_out.h"

#include "base/utf8.h"
#include "mail/base64.h"
#include "mail/date.h"
#include "desk/desk.h"

enum {
	WORD_BYTES = 42, /* of text in one encoded word: 75 characters are the most */
	LINE_MOST = 76,
	ADDRESS_MOST = 254
};

/* --- fields --------------------------------------------------------------------------
 */

static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			return false;
	/* what looks like an encoded word would be read as one */
	return text.n <= 60 && str_find_str(text, STR("=?")) == STR_NPOS;
}

static void add_words(struct buf *out, struct str text)
{
	while (text.n) {
		struct str piece = utf8_front(text, WORD_BYTES);

		if (piece.n == 0)
			piece = str_sub(text, 0, WORD_BYTES);
		buf_add_c(out, "=?utf-8?b?");
		base64_add(out, piece);
		buf_add_c(out, "?=");
		text = str_skip(text, piece.n);
		if (text.n)
			buf_add_c(out, "\n ");
	}
}

void mime_field(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, "%s: ", name);
	if (is_plain(text))
		buf_add(out, text);
	else
		add_words(out, text);
	buf_add_char(out, '\n');
}

static void add_phrase(struct buf *out, struct str text)
{
	if (!is_plain(text) || str_find(text, '"') != STR_NPOS ||
	    str_find(text, '\\') != STR_NPOS) {
		add_words(out, text);
		return;
	}
	buf_add_char(out, '"');
	buf_add(out, text);
	buf_add_char(out, '"');
}

void mime_address(struct buf *out, const char *name, struct str text, struct str address)
{
	if (!desk_contact_is_address(address))
		return;
	buf_printf(out, "%s: ", name);
	if (text.n) {
		add_phrase(out, text);
		buf_add_c(out, "\n ");
	}
	buf_printf(out, "<%.*s>\n", STR_ARG(address));
}

/* --- bodies --------------------------------------------------------------------------
 */

struct shape {
	size_t beyond; /* bytes that are no printable ASCII */
	bool long_lines;
};

static struct shape shape_of(struct str text)
{
	struct shape shape = { 0 };
	size_t column = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		column = c == '\n' ? 0 : column + 1;
		shape.long_lines = shape.long_lines || column > LINE_MOST;
		if (c != '\n' && c != '\t' && (c < ' ' || c > '~'))
			shape.beyond++;
	}
	return shape;
}

static void add_quoted(struct buf *out, struct str text)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t column = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool last = i + 1 == text.n || text.p[i + 1] == '\n';
		bool coded = c == '=' || c < ' ' || c > '~' || (c == ' ' && last);

		if (c == '\n') {
			buf_add_char(out, '\n');
			column = 0;
			continue;
		}
		if (column + (coded ? 3 : 1) > LINE_MOST - 1) {
			buf_add_c(out, "=\n");
			column = 0;
		}
		/* a line may not begin with what ends a message, or looks like "From " */
		coded = coded || (column == 0 && (c == '.' || c == 'F' || c == '-'));
		if (coded) {
			buf_add_char(out, '=');
			buf_add_char(out, hex[c >> 4]);
			buf_add_char(out, hex[c & 15]);
		} else {
			buf_add_char(out, (char)c);
		}
		column += coded ? 3 : 1;
	}
	buf_add_char(out, '\n');
}

static void add_base64_lines(struct buf *out, struct str bytes)
{
	enum { STEP = 57 };

	for (size_t i = 0; i < bytes.n; i += STEP) {
		base64_add(out, str_sub(bytes, i, i + STEP));
		buf_add_char(out, '\n');
	}
}

void mime_base64(struct buf *out, struct str bytes)
{
	buf_add_c(out, "Content-Transfer-Encoding: base64\n\n");
	add_base64_lines(out, bytes);
}

void mime_body(struct buf *out, struct str text)
{
	struct shape shape = shape_of(text);

	if (shape.beyond > text.n / 4) {
		mime_base64(out, text);
		return;
	}
	if (shape.beyond == 0 && !shape.long_lines) {
		buf_add_c(out, "Content-Transfer-Encoding: 7bit\n\n");
		buf_add(out, text);
		if (text.n == 0 || text.p[text.n - 1] != '\n')
			buf_add_char(out, '\n');
		return;
	}
	buf_add_c(out, "Content-Transfer-Encoding: quoted-printable\n\n");
	add_quoted(out, text);
}

void mime_lines(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\r') {
			buf_add_c(out, "\r\n");
			if (i + 1 < text.n && text.p[i + 1] == '\n')
				i++;
		} else if (c == '\n') {
			buf_add_c(out, "\r\n");
		} else {
			buf_add_char(out, c ? c : '?');
		}
	}
}

void mime_date(struct buf *out, int64_t utc)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil civil;

	civil_from_utc(utc, 0, &civil);
	buf_printf(out, "%s, %02d %s %04lld %02d:%02d:%02d +0000", days[civil.weekday],
		   civil.day, months[civil.month - 1], (long long)civil.year, civil.hour,
		   civil.minute, civil.second);
}
