/* mail/outlook.c - see outlook.h; the format is Microsoft's [MS-OXMSG] and [MS-OXCMSG].
 *
 * A .msg file is a folder of streams, one for each MAPI property. Text with a code
 * page is not converted here: it is labelled and left to mail/charset.h. Everything that
 * is not a header field goes out in base64, so no content can close our boundaries. */
#include "mail/outlook.h"

#include "base/limits.h"
#include "base/scoped.h"
#include "mail/outlook_html.h"
#include "mail/outlook_rtf.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEPTH = 16 }; /* messages inside messages; deeper ones are named and left out */

/* Property ids ([MS-OXPROPS]). */
enum {
	SUBJECT = 0x0037,
	SUBMIT_TIME = 0x0039,
	SENT_FOR_NAME = 0x0042,
	SENT_FOR_ADDRESS = 0x0065,
	TRANSPORT_HEADERS = 0x007D,
	SENDER_NAME = 0x0C1A,
	SENDER_ADDRESS = 0x0C1F,
	RECIPIENT_TYPE = 0x0C15,
	DELIVERY_TIME = 0x0E06,
	BODY = 0x1000,
	RTF_COMPRESSED = 0x1009,
	HTML = 0x1013,
	MESSAGE_ID = 0x1035,
	REFERENCES = 0x1039,
	IN_REPLY_TO = 0x1042,
	DISPLAY_NAME = 0x3001,
	EMAIL_ADDRESS = 0x3003,
	ATTACH_DATA = 0x3701,
	ATTACH_FILENAME = 0x3704,
	ATTACH_LONG_FILENAME = 0x3707,
	ATTACH_MIME_TAG = 0x370E,
	ATTACH_CONTENT_ID = 0x3712,
	SMTP_ADDRESS = 0x39FE,
	INTERNET_CODE_PAGE = 0x3FDE,
	MESSAGE_CODE_PAGE = 0x3FFD,
	SENDER_SMTP = 0x5D01,
	SENT_FOR_SMTP = 0x5D02,
};

enum {
	PT_LONG = 0x0003,
	PT_OBJECT = 0x000D,
	PT_STRING8 = 0x001E,
	PT_UNICODE = 0x001F,
	PT_SYSTIME = 0x0040,
	PT_BINARY = 0x0102
};

enum { RECIPIENT_TO = 1, RECIPIENT_CC = 2 };

/* Text as it came: UTF-8, or bytes of a code page. */
struct text {
	struct str bytes;
	char charset[24]; /* a label for them */
	char *owned;
};

static void free_text(struct text *text)
{
	free(text->owned);
}

static void free_object(void *object)
{
	if (*(void **)object)
		g_object_unref(*(void **)object);
}

#define SCOPED_OBJECT SCOPED(free_object)
#define SCOPED_TEXT SCOPED(free_text)

/* --- streams ------------------------------------------------------------------ */

/* A stream's bytes, malloc's; NULL where there is none. */
static char *read_stream(GsfInput *stream, size_t *ret_size)
{
	gsf_off_t size = stream ? gsf_input_size(stream) : 0;
	char *p;

	if (!stream || size < 0 || size > LIMIT_MESSAGE_BYTES)
		return NULL;
	p = malloc((size_t)size + 1);
	if (!p)
		return NULL;
	gsf_input_seek(stream, 0, G_SEEK_SET);
	if (size && !gsf_input_read(stream, (size_t)size, (guint8 *)p)) {
		free(p);
		return NULL;
	}
	*ret_size = (size_t)size;
	return p;
}

static char *read_child(GsfInfile *folder, const char *name, size_t *ret_size)
{
	SCOPED_OBJECT GsfInput *stream = gsf_infile_child_by_name(folder, name);

	return read_stream(stream, ret_size);
}

static char *read_property(GsfInfile *folder, unsigned id, unsigned type,
			   size_t *ret_size)
{
	char name[32];

	snprintf(name, sizeof name, "__substg1.0_%04X%04X", id, type);
	return read_child(folder, name, ret_size);
}

static uint32_t u32_at(const char *p)
{
	const uint8_t *b = (const uint8_t *)p;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	       (uint32_t)b[3] << 24;
}

/* Fixed properties stand in a stream of 16-byte rows behind a header, whose
 * size depends on the folder: 32, 24 or 8 ([MS-OXMSG], 2.4.1). */
static bool fixed_property(GsfInfile *folder, unsigned id, unsigned type, uint64_t *ret)
{
	size_t size = 0;
	char *rows = read_child(folder, "__properties_version1.0", &size);
	bool found = false;

	for (size_t i = size % 16; rows && !found && i + 16 <= size; i += 16)
		if (u32_at(rows + i) == (id << 16 | type)) {
			*ret = u32_at(rows + i + 8) | (uint64_t)u32_at(rows + i + 12)
							  << 32;
			found = true;
		}
	free(rows);
	return found;
}

/* --- text ------------------------------------------------------------------------- */

static struct str from_utf16(const char *units, size_t size, char **ret_owned)
{
	struct buf out;

	buf_init(&out, LIMIT_MESSAGE_BYTES);
	for (size_t i = 0; i + 2 <= size; i += 2) {
		uint32_t unit = (uint8_t)units[i] | (uint32_t)(uint8_t)units[i + 1] << 8,
			 low = 0;

		if (unit >= 0xD800 && unit < 0xDC00 && i + 4 <= size)
			low = (uint8_t)units[i + 2] | (uint32_t)(uint8_t)units[i + 3]
							  << 8;
		if (low >= 0xDC00 && low <= 0xDFFF) {
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		buf_add_utf8(&out, unit);
	}
	*ret_owned = out.p;
	return buf_peek(&out);
}

/* Microsoft's number of a code page as a charset label. */
static void label_of(uint64_t code_page, char out[24])
{
	static const struct {
		uint32_t number;
		const char *label;
	} rows[] = {
		{ 65001, "utf-8" },	  { 20127, "us-ascii" },
		{ 50220, "iso-2022-jp" }, { 50221, "iso-2022-jp" },
		{ 50222, "iso-2022-jp" }, { 51932, "euc-jp" },
		{ 20932, "euc-jp" },	  { 51949, "euc-kr" },
		{ 54936, "gb18030" },	  { 52936, "hz-gb-2312" },
		{ 20866, "koi8-r" },	  { 21866, "koi8-u" },
		{ 1200, "utf-16le" },	  { 1201, "utf-16be" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].number == code_page) {
			snprintf(out, 24, "%s", rows[i].label);
			return;
		}
	if (code_page > 28590 && code_page < 28606)
		snprintf(out, 24, "iso-8859-%u", (unsigned)code_page - 28590);
	else if (code_page)
		snprintf(out, 24, "cp%u", (unsigned)code_page & 0xFFFF);
	else
		snprintf(out, 24, "x-unknown");
}

/* A text property of `folder`; code pages are told by the message that it is in. */
static struct text read_text(GsfInfile *folder, GsfInfile *message, unsigned id)
{
	struct text text = { .charset = "utf-8" };
	uint64_t code_page = 0;
	size_t size = 0;
	char *raw = read_property(folder, id, PT_UNICODE, &size);

	if (raw) {
		text.bytes = from_utf16(raw, size, &text.owned);
		free(raw);
		return text;
	}
	text.owned = read_property(folder, id, PT_STRING8, &size);
	if (!text.owned)
		return text;
	text.bytes = str_make(text.owned, size);
	if (!fixed_property(message, MESSAGE_CODE_PAGE, PT_LONG, &code_page))
		fixed_property(message, INTERNET_CODE_PAGE, PT_LONG, &code_page);
	label_of(code_page & 0xFFFFFFFF, text.charset);
	return text;
}

/* --- output --------------------------------------------------------------------------
 */

static void add_base64(struct buf *out, struct str bytes, size_t line)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes.n && !out->full; i += 3) {
		size_t left = bytes.n - i;
		uint32_t bits = (uint32_t)(uint8_t)bytes.p[i] << 16;

		if (left > 1)
			bits |= (uint32_t)(uint8_t)bytes.p[i + 1] << 8;
		if (left > 2)
			bits |= (uint8_t)bytes.p[i + 2];
		buf_add_char(out, digits[bits >> 18]);
		buf_add_char(out, digits[bits >> 12 & 63]);
		buf_add_char(out, left > 1 ? digits[bits >> 6 & 63] : '=');
		buf_add_char(out, left > 2 ? digits[bits & 63] : '=');
		if (line && (i + 3) % line == 0)
			buf_add_c(out, "\r\n");
	}
}

/* May these bytes stand in a field's value as they are? */
static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	return str_find_str(s, STR("=?")) == STR_NPOS;
}

/* As it is, or as encoded words of 30 bytes each; a reader joins them again. */
static void add_words(struct buf *out, const struct text *text)
{
	if (is_plain(text->bytes)) {
		buf_add(out, text->bytes);
		return;
	}
	for (size_t i = 0; i < text->bytes.n; i += 30) {
		buf_printf(out, "%s=?%s?B?", i ? "\r\n " : "", text->charset);
		add_base64(out, str_sub(text->bytes, i, i + 30), 0);
		buf_add_c(out, "?=");
	}
}

static void add_field(struct buf *out, const char *name, const struct text *text)
{
	if (text->bytes.n == 0)
		return;
	buf_printf(out, "%s: ", name);
	add_words(out, text);
	buf_add_c(out, "\r\n");
}

/* An address goes out without what could end it or the field. */
static void add_address(struct buf *out, struct str address)
{
	buf_add_char(out, '<');
	for (size_t i = 0; i < address.n; i++)
		if (!strchr("<>\r\n", address.p[i]) && address.p[i])
			buf_add_char(out, address.p[i]);
	buf_add_char(out, '>');
}

static void add_mailbox(struct buf *out, const struct text *name, struct str address)
{
	if (name->bytes.n && !is_plain(name->bytes)) {
		add_words(out, name);
		buf_add_char(out, ' ');
	} else if (name->bytes.n) {
		buf_add_char(out, '"');
		for (size_t i = 0; i < name->bytes.n; i++) {
			if (strchr("\"\\", name->bytes.p[i]))
				buf_add_char(out, '\\');
			buf_add_char(out, name->bytes.p[i]);
		}
		buf_add_c(out, "\" ");
	}
	add_address(out, address);
}

/* --- the header
 * ---------------------------------------------------------------------------- */

/* Fields that speak of the body's old form; ours has another. */
static bool is_of_body(struct str line)
{
	return str_starts_nocase(line, STR("Content-Type:")) ||
	       str_starts_nocase(line, STR("Content-Transfer-Encoding:")) ||
	       str_starts_nocase(line, STR("MIME-Version:"));
}

static bool is_field(struct str line)
{
	size_t colon = str_find(line, ':');

	return colon != STR_NPOS && colon > 0 && !memchr(line.p, ' ', colon) &&
	       !memchr(line.p, '\t', colon) && !str_starts(line, STR("--"));
}

/* The header as it came over the wire, in CRLF, up to its empty line. What is
 * neither field nor folding (Outlook's own first line) is left out. */
static void add_transport_headers(struct buf *out, struct str headers)
{
	struct str line;
	bool skip = true, any = false;

	while (str_split(&headers, '\n', &line)) {
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (line.n == 0 && any)
			return;
		if (line.n && line.p[0] != ' ' && line.p[0] != '\t') {
			skip = !is_field(line);
			any |= !skip;
			if (!skip && is_of_body(line))
				buf_add_c(out, "X-Mekiki-Original-");
		}
		if (skip || line.n == 0)
			continue;
		for (size_t i = 0; i < line.n; i++)
			buf_add_char(out, line.p[i] == '\r' ? ' ' : line.p[i]);
		buf_add_c(out, "\r\n");
	}
}

static void add_date(struct buf *out, GsfInfile *message)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	uint64_t ticks;
	GDateTime *date;

	if (!fixed_property(message, SUBMIT_TIME, PT_SYSTIME, &ticks) &&
	    !fixed_property(message, DELIVERY_TIME, PT_SYSTIME, &ticks))
		return;
	/* 100 ns since 1601. */
	date = g_date_time_new_from_unix_utc((gint64)(ticks / 10000000) - 11644473600);
	if (!date)
		return;
	buf_printf(out, "Date: %d %s %04d %02d:%02d:%02d +0000\r\n",
		   g_date_time_get_day_of_month(date),
		   months[g_date_time_get_month(date) - 1], g_date_time_get_year(date),
		   g_date_time_get_hour(date), g_date_time_get_minute(date),
		   g_date_time_get_second(date));
	g_date_time_unref(date);
}

static void add_sender(struct buf *out, GsfInfile *message, const char *field,
		       unsigned name_id, unsigned smtp_id, unsigned address_id)
{
	SCOPED_TEXT struct text name = read_text(message, message, name_id);
	SCOPED_TEXT struct text smtp = read_text(message, message, smtp_id);
	SCOPED_TEXT struct text other = read_text(message, message, address_id);
	struct str address = smtp.bytes.n ? smtp.bytes : other.bytes;

	if (name.bytes.n == 0 && address.n == 0)
		return;
	buf_printf(out, "%s: ", field);
	add_mailbox(out, &name, address);
	buf_add_c(out, "\r\n");
}

static void add_recipient(struct buf *out, GsfInfile *message, GsfInfile *recipient,
			  uint64_t type, bool *first)
{
	SCOPED_TEXT struct text name = read_text(recipient, message, DISPLAY_NAME);
	SCOPED_TEXT struct text smtp = read_text(recipient, message, SMTP_ADDRESS);
	SCOPED_TEXT struct text other = read_text(recipient, message, EMAIL_ADDRESS);

	if (*first)
		buf_add_c(out, type == RECIPIENT_TO ? "To: " : "Cc: ");
	else
		buf_add_c(out, ",\r\n ");
	*first = false;
	add_mailbox(out, &name, smtp.bytes.n ? smtp.bytes : other.bytes);
}

/* Sub-folders of `message` whose names begin so. */
static GsfInfile *child_folder(GsfInfile *message, int i, const char *prefix)
{
	const char *name = gsf_infile_name_by_index(message, i);
	GsfInput *child;

	if (!name || !g_str_has_prefix(name, prefix))
		return NULL;
	child = gsf_infile_child_by_index(message, i);
	if (child && !GSF_IS_INFILE(child)) {
		g_object_unref(child);
		return NULL;
	}
	return (GsfInfile *)child;
}

static int children_of(GsfInfile *folder)
{
	int n = gsf_infile_num_children(folder);

	return n < LIMIT_PARTS ? n : LIMIT_PARTS;
}

static void add_recipients(struct buf *out, GsfInfile *message, uint64_t type)
{
	bool first = true;

	for (int i = 0; i < children_of(message); i++) {
		SCOPED_OBJECT GsfInfile *recipient =
		    child_folder(message, i, "__recip_version1.0_");
		uint64_t got = RECIPIENT_TO;

		if (!recipient)
			continue;
		fixed_property(recipient, RECIPIENT_TYPE, PT_LONG, &got);
		if ((got & 0x0F) == type)
			add_recipient(out, message, recipient, type, &first);
	}
	if (!first)
		buf_add_c(out, "\r\n");
}

static void add_text_field(struct buf *out, GsfInfile *message, const char *name,
			   unsigned id)
{
	SCOPED_TEXT struct text text = read_text(message, message, id);

	add_field(out, name, &text);
}

static void add_made_headers(struct buf *out, GsfInfile *message)
{
	add_sender(out, message, "From", SENT_FOR_NAME, SENT_FOR_SMTP, SENT_FOR_ADDRESS);
	add_sender(out, message, "Sender", SENDER_NAME, SENDER_SMTP, SENDER_ADDRESS);
	add_recipients(out, message, RECIPIENT_TO);
	add_recipients(out, message, RECIPIENT_CC);
	add_text_field(out, message, "Subject", SUBJECT);
	add_date(out, message);
	add_text_field(out, message, "Message-ID", MESSAGE_ID);
	add_text_field(out, message, "In-Reply-To", IN_REPLY_TO);
	add_text_field(out, message, "References", REFERENCES);
}

/* --- parts
 * ------------------------------------------------------------------------------------ */

static void begin_part(struct buf *out, unsigned level)
{
	/* '_' is no letter of base64, and header lines that begin with "--" are dropped.
	 */
	buf_printf(out, "\r\n--=_mekiki_%u\r\n", level);
}

static void end_parts(struct buf *out, unsigned level)
{
	buf_printf(out, "\r\n--=_mekiki_%u--\r\n", level);
}

static void add_text_part(struct buf *out, unsigned level, const char *subtype,
			  const struct text *text)
{
	if (text->bytes.n == 0)
		return;
	begin_part(out, level);
	buf_printf(out,
		   "Content-Type: text/%s; charset=\"%s\"\r\n"
		   "Content-Transfer-Encoding: base64\r\n\r\n",
		   subtype, text->charset);
	add_base64(out, text->bytes, 57);
}

static struct text read_html(GsfInfile *message)
{
	struct text text = read_text(message, message, HTML);
	uint64_t code_page = 0;
	size_t size = 0;

	if (text.bytes.n)
		return text;
	free(text.owned);
	text.owned = read_property(message, HTML, PT_BINARY, &size);
	text.bytes = str_make(text.owned, text.owned ? size : 0);
	fixed_property(message, INTERNET_CODE_PAGE, PT_LONG, &code_page);
	label_of(code_page & 0xFFFFFFFF, text.charset);
	return text;
}

/* A file name by RFC 2231: percent signs for all but letters and digits. */
static void add_filename(struct buf *out, const struct text *name)
{
	if (name->bytes.n == 0)
		return;
	buf_printf(out, ";\r\n filename*=%s''", name->charset);
	for (size_t i = 0; i < name->bytes.n && i < 255; i++) {
		char c = name->bytes.p[i];

		if (ascii_is_alnum(c) || strchr(".-_", c))
			buf_add_char(out, c ? c : '_');
		else
			buf_printf(out, "%%%02X", (unsigned)(uint8_t)c);
	}
}

static bool is_media_type(struct str s)
{
	size_t slashes = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_alnum(s.p[i]) && (!s.p[i] || !strchr("/.+-_", s.p[i])))
			return false;
		slashes += s.p[i] == '/';
	}
	/* An attachment that is called a container would be taken for one. */
	return slashes == 1 && s.n < 128 && !str_starts_nocase(s, STR("multipart/")) &&
	       !str_starts_nocase(s, STR("message/"));
}

static void add_attachment_header(struct buf *out, GsfInfile *message,
				  GsfInfile *attachment, const char *forced_type)
{
	SCOPED_TEXT struct text name =
	    read_text(attachment, message, ATTACH_LONG_FILENAME);
	SCOPED_TEXT struct text short_name =
	    read_text(attachment, message, ATTACH_FILENAME);
	SCOPED_TEXT struct text shown = read_text(attachment, message, DISPLAY_NAME);
	SCOPED_TEXT struct text type = read_text(attachment, message, ATTACH_MIME_TAG);
	SCOPED_TEXT struct text id = read_text(attachment, message, ATTACH_CONTENT_ID);
	const struct text *best = name.bytes.n	       ? &name
				  : short_name.bytes.n ? &short_name
						       : &shown;

	if (forced_type)
		buf_printf(out, "Content-Type: %s\r\n", forced_type);
	else if (is_media_type(type.bytes))
		buf_printf(out, "Content-Type: %.*s\r\n", STR_ARG(type.bytes));
	else
		buf_add_c(out, "Content-Type: application/octet-stream\r\n");
	buf_add_c(out, "Content-Disposition: attachment");
	add_filename(out, best);
	buf_add_c(out, "\r\n");
	if (id.bytes.n && is_plain(id.bytes) && id.bytes.n < 256) {
		buf_add_c(out, "Content-ID: ");
		add_address(out, id.bytes);
		buf_add_c(out, "\r\n");
	}
}

static void add_file(struct buf *out, unsigned level, GsfInfile *message,
		     GsfInfile *attachment)
{
	size_t size = 0;
	char *data = read_property(attachment, ATTACH_DATA, PT_BINARY, &size);

	begin_part(out, level);
	add_attachment_header(out, message, attachment, NULL);
	buf_add_c(out, "Content-Transfer-Encoding: base64\r\n\r\n");
	if (data)
		add_base64(out, str_make(data, size), 57);
	free(data);
}

static bool read_rtf(GsfInfile *message, struct buf *ret)
{
	size_t size = 0;
	char *data = read_property(message, RTF_COMPRESSED, PT_BINARY, &size);

	buf_init(ret, LIMIT_MESSAGE_BYTES);
	if (data)
		outlook_rtf(str_make(data, size), ret);
	free(data);
	return ret->n > 0;
}

/* Where a message has no HTML of its own, its RTF may wrap one. */
static bool unwrap_html(struct str rtf, struct text *html)
{
	struct buf out;
	uint32_t code_page = 0;

	buf_init(&out, LIMIT_MESSAGE_BYTES);
	if (!outlook_html(rtf, &out, &code_page) || out.n == 0) {
		buf_fini(&out);
		return false;
	}
	free(html->owned);
	html->owned = out.p;
	html->bytes = buf_peek(&out);
	label_of(code_page, html->charset);
	return true;
}

static void add_rtf(struct buf *out, unsigned level, struct str rtf)
{
	begin_part(out, level);
	buf_add_c(out, "Content-Type: application/rtf\r\n"
		       "Content-Disposition: attachment; filename=\"body.rtf\"\r\n"
		       "Content-Transfer-Encoding: base64\r\n\r\n");
	add_base64(out, rtf, 57);
}

/* --- messages
 * ------------------------------------------------------------------------------------ */

/* A message being written; those inside it wait their turn on a stack. */
struct frame {
	GsfInfile *message;
	int next; /* child to look at */
};

static void begin_message(struct buf *out, GsfInfile *message, unsigned level)
{
	SCOPED_TEXT struct text headers = read_text(message, message, TRANSPORT_HEADERS);
	SCOPED_TEXT struct text body = read_text(message, message, BODY);
	SCOPED_TEXT struct text html = read_html(message);
	struct buf rtf;
	bool rtf_left = read_rtf(message, &rtf) &&
			(html.bytes.n || !unwrap_html(buf_peek(&rtf), &html));

	buf_add_c(out, "X-Mekiki-Converted-From: outlook-msg\r\n");
	if (headers.bytes.n)
		add_transport_headers(out, headers.bytes);
	else
		add_made_headers(out, message);
	buf_printf(out,
		   "MIME-Version: 1.0\r\n"
		   "Content-Type: multipart/mixed; boundary=\"=_mekiki_%u\"\r\n",
		   level);
	if (body.bytes.n && html.bytes.n) {
		unsigned inner = level + 1;

		begin_part(out, level);
		buf_printf(
		    out,
		    "Content-Type: multipart/alternative; boundary=\"=_mekiki_%u\"\r\n",
		    inner);
		add_text_part(out, inner, "plain", &body);
		add_text_part(out, inner, "html", &html);
		end_parts(out, inner);
	} else {
		add_text_part(out, level, "plain", &body);
		add_text_part(out, level, "html", &html);
	}
	if (rtf_left)
		add_rtf(out, level, buf_peek(&rtf));
	buf_fini(&rtf);
}

/* The message inside an attachment, ours to release; NULL where it is a file. */
static GsfInfile *embedded_message(GsfInfile *attachment)
{
	char name[32];
	GsfInput *child;

	snprintf(name, sizeof name, "__substg1.0_%04X%04X", ATTACH_DATA, PT_OBJECT);
	child = gsf_infile_child_by_name(attachment, name);
	if (child && !GSF_IS_INFILE(child)) {
		g_object_unref(child);
		return NULL;
	}
	return (GsfInfile *)child;
}

/* One child of the innermost message; may put a message on the stack. */
static void add_child(struct buf *out, struct frame *stack, unsigned *depth)
{
	struct frame *frame = &stack[*depth - 1];
	unsigned level = (*depth - 1) * 2;
	SCOPED_OBJECT GsfInfile *attachment =
	    child_folder(frame->message, frame->next++, "__attach_version1.0_");
	GsfInfile *inside;

	if (!attachment)
		return;
	inside = embedded_message(attachment);
	if (!inside || *depth == DEPTH) {
		if (inside)
			g_object_unref(inside);
		add_file(out, level, frame->message, attachment);
		return;
	}
	begin_part(out, level);
	add_attachment_header(out, frame->message, attachment, "message/rfc822");
	buf_add_c(out, "\r\n");
	begin_message(out, inside, *depth * 2);
	stack[(*depth)++] = (struct frame){ .message = inside };
}

static void write_all(struct buf *out, GsfInfile *root)
{
	struct frame stack[DEPTH] = { { .message = g_object_ref(root) } };
	unsigned depth = 1;

	begin_message(out, root, 0);
	while (depth) {
		struct frame *frame = &stack[depth - 1];

		if (!out->full && frame->next < children_of(frame->message)) {
			add_child(out, stack, &depth);
			continue;
		}
		end_parts(out, (depth - 1) * 2);
		g_object_unref(frame->message);
		depth--;
	}
}

/* libgsf tells standard error of every broken block; the report tells the analyst. */
static void ignore_log(const gchar *domain, GLogLevelFlags level, const gchar *text,
		       gpointer data)
{
	(void)domain;
	(void)level;
	(void)text;
	(void)data;
}

bool outlook_to_mail(struct str file, struct buf *ret, struct err *err)
{
	SCOPED_OBJECT GsfInput *input = NULL;
	SCOPED_OBJECT GsfInfile *root = NULL;
	SCOPED_OBJECT GsfInput *properties = NULL;
	GError *why = NULL;

	g_log_set_default_handler(ignore_log, NULL);
	gsf_init();
	input = gsf_input_memory_new((const guint8 *)file.p, (gsf_off_t)file.n, FALSE);
	root = gsf_infile_msole_new(input, &why);
	if (!root) {
		err_set(err, ERR_FILE, "", "cannot be read as an OLE file: %s",
			why ? why->message : "no reason given");
		g_clear_error(&why);
		return false;
	}
	properties = gsf_infile_child_by_name(root, "__properties_version1.0");
	if (!properties)
		return err_set(err, ERR_FILE, "",
			       "is an OLE file, but no Outlook message");
	write_all(ret, root);
	return true;
}
