/* mail/defect.c - the list of deviations, and what each id means.
 *
 * Adding a defect is adding a row; rows stand in byte order of their ids. */
#include "mail/defect.h"

#include "base/limits.h"

#ifndef N_
#define N_(text) text /* for the catalogue of translations */
#endif

static const struct {
	const char *id, *text;
} rows[] = {
	{ "address.angle-open",
	  N_("an angle bracket before an address is never closed") },
	{ "address.brackets", N_("angle brackets are missing, doubled or stray") },
	{ "address.comma-in-name", N_("a comma stands unquoted in a display name") },
	{ "address.comment-open", N_("a comment in an address is never closed") },
	{ "address.control", N_("an address contains a control character") },
	{ "address.domain-missing", N_("there is nothing right of an address's @") },
	{ "address.dots",
	  N_("a dot stands first, last or next to another dot in an address") },
	{ "address.eight-bit", N_("an address contains bytes that are not UTF-8") },
	{ "address.empty-element", N_("an address list has an empty element") },
	{ "address.encoded-word",
	  N_("an encoded word stands in an address, where none is allowed") },
	{ "address.group-nested",
	  N_("a group of addresses stands inside another group") },
	{ "address.group-open", N_("a group of addresses is never closed") },
	{ "address.invisible", N_("a domain contains a character that is not seen") },
	{ "address.junk", N_("words stand beside an address, without a separator") },
	{ "address.length", N_("an address is longer than RFC 5321 allows") },
	{ "address.literal", N_("a domain literal contains no address") },
	{ "address.local-missing", N_("there is nothing left of an address's @") },
	{ "address.missing", N_("there is no address") },
	{ "address.no-domain", N_("an address has no @") },
	{ "address.nul", N_("an address contains a NUL byte") },
	{ "address.obsolete", N_("an address is written in an obsolete form") },
	{ "address.semicolon",
	  N_("a semicolon stands between addresses without a group") },
	{ "address.special",
	  N_("a special character stands unquoted in an address or a display name") },
	{ "address.trailing",
	  N_("text stands behind an address's closing angle bracket") },
	{ "address.trailing-dot", N_("a domain ends in a dot") },
	{ "charset.ill-formed",
	  N_("text contains bytes that its charset does not allow") },
	{ "charset.mismatch", N_("the bytes of a text do not fit the charset it names") },
	{ "charset.unknown", N_("a text names a charset that nobody knows") },
	{ "date.comment-inside", N_("a comment stands inside the date") },
	{ "date.form",
	  N_("the date is not in the order and punctuation that RFC 5322 sets") },
	{ "date.names", N_("a month or weekday is not written with its three letters") },
	{ "date.range", N_("the date names a day or a time that does not exist") },
	{ "date.time-missing", N_("the date has no time of day") },
	{ "date.trailing", N_("the date contains words that mean nothing there") },
	{ "date.unreadable", N_("the date cannot be read") },
	{ "date.weekday-wrong", N_("the weekday does not belong to the date") },
	{ "date.year-range", N_("the year is before 1900 or has more than four digits") },
	{ "date.year-short", N_("the year has fewer than four digits") },
	{ "date.zone-missing", N_("the date has no time zone") },
	{ "date.zone-obsolete", N_("the time zone is written in an obsolete form") },
	{ "date.zone-range", N_("the time zone lies beyond every zone on Earth") },
	{ "date.zone-wrong",
	  N_("the time zone is not written as a sign and four digits") },
	{ "encoding.base64-after-padding",
	  N_("base64 goes on after its padding: readers that stop there see less") },
	{ "encoding.base64-blank", N_("spaces or tabs stand inside base64") },
	{ "encoding.base64-cut",
	  N_("base64 ends in a single character that makes no byte") },
	{ "encoding.base64-junk", N_("base64 contains characters outside its alphabet: "
				     "some readers skip them, others stop") },
	{ "encoding.base64-loose-bits",
	  N_("bits that carry nothing are not zero at the end of base64") },
	{ "encoding.base64-padding", N_("padding stands in base64 where none belongs") },
	{ "encoding.base64-unpadded", N_("base64 ends without its padding") },
	{ "encoding.long-line", N_("an encoded line is longer than 76 characters") },
	{ "encoding.qp-eight-bit",
	  N_("quoted-printable contains bytes above 127 as they are") },
	{ "encoding.qp-illegal",
	  N_("quoted-printable contains an equals sign without two hexadecimal digits") },
	{ "encoding.qp-lower-case",
	  N_("quoted-printable uses lower-case hexadecimal digits") },
	{ "encoding.qp-trailing-blank", N_("blanks end a line of quoted-printable") },
	{ "encoding.uu-line", N_("a line of uuencoded data is malformed") },
	{ "encoding.uu-no-end", N_("uuencoded data has no end line") },
	{ "field.msgid-empty", N_("the message id is empty") },
	{ "field.msgid-extra-text", N_("there is other text beside the message id") },
	{ "field.msgid-no-at",
	  N_("the message id does not consist of two sides with an @ between them") },
	{ "field.msgid-no-brackets",
	  N_("the message id does not stand in one pair of angle brackets") },
	{ "field.msgid-odd-byte",
	  N_("the message id contains a byte that none may contain") },
	{ "field.open-comment",
	  N_("a comment in a Received field is never closed, and hides what follows") },
	{ "header.blank-fold",
	  N_("a line of blanks alone stands inside the header: some readers end the "
	     "header there") },
	{ "header.broken-by-line",
	  N_("a line that is no header field ends the header although no empty line "
	     "came") },
	{ "header.colon-missing", N_("a known field name stands without its colon") },
	{ "header.comment-in-name",
	  N_("the name of a field about content contains a parenthesis") },
	{ "header.control-in-name",
	  N_("a header field's name carries a control character") },
	{ "header.empty", N_("there is no header field") },
	{ "header.envelope-line", N_("a mailbox's \"From \" line stands in the header") },
	{ "header.field-twice", N_("a field that may stand once stands twice") },
	{ "header.folded-field",
	  N_("a folded line looks like a header field of its own") },
	{ "header.from-twice", N_("there is more than one From field") },
	{ "header.junk-in-front",
	  N_("lines that belong to no header stand in front of it") },
	{ "header.leading-blank", N_("the first header field begins with a blank") },
	{ "header.name-folded",
	  N_("a field's name and its colon stand on two lines: some programs see the "
	     "field, for others the header ends there") },
	{ "header.no-empty-line", N_("no empty line ends the header") },
	{ "header.space-before-colon",
	  N_("blanks stand between a header field's name and the colon") },
	{ "limit.addresses", N_("there are more addresses than are examined") },
	{ "limit.authres",
	  N_("there are more recorded results of authentication than are examined") },
	{ "limit.carried", N_("there are more mails inside than are judged") },
	{ "limit.comment-bytes", N_("a comment is longer than is examined") },
	{ "limit.comment-depth", N_("comments are nested deeper than mail needs") },
	{ "limit.decoded-bytes", N_("there is more encoded content than is decoded") },
	{ "limit.depth", N_("parts are nested deeper than is examined") },
	{ "limit.encoded-words", N_("there are more encoded words than are examined") },
	{ "limit.field-bytes", N_("a header field is longer than is examined") },
	{ "limit.header-bytes", N_("the header is longer than is examined") },
	{ "limit.header-fields", N_("there are more header fields than are examined") },
	{ "limit.hops", N_("there are more Received fields than are examined") },
	{ "limit.mail-depth",
	  N_("mails are carried inside mails deeper than is examined") },
	{ "limit.message-bytes", N_("the message is longer than is examined") },
	{ "limit.parameters", N_("a field has more parameters than are examined") },
	{ "limit.parts", N_("there are more parts than are examined") },
	{ "limit.readings",
	  N_("the message can be read in more ways than are examined") },
	{ "limit.text-bytes", N_("a text is longer than is examined") },
	{ "line.bare-cr", N_("a carriage return stands alone, without a line feed") },
	{ "line.bare-lf", N_("some lines end in a line feed alone, others in CRLF") },
	{ "line.doubled-cr", N_("a line ends in two carriage returns and a line feed") },
	{ "line.nul", N_("the message contains a NUL byte") },
	{ "mime.boundary-indented",
	  N_("a boundary stands behind blanks: some readers take it for one") },
	{ "mime.boundary-no-multipart",
	  N_("a part that is no multipart names a boundary") },
	{ "mime.boundary-not-found", N_("the boundary of a multipart never comes") },
	{ "mime.boundary-odd",
	  N_("a boundary is doubled or written so that readers take different ones") },
	{ "mime.boundary-prefix",
	  N_("a line begins with a boundary and goes on: some readers take it for one") },
	{ "mime.boundary-reused",
	  N_("a multipart uses the boundary of the multipart around it") },
	{ "mime.encoded-multipart", N_("a multipart is declared to be in a transfer "
				       "encoding, which RFC 2045, 6.4 forbids") },
	{ "mime.encoding-malformed",
	  N_("a Content-Transfer-Encoding is no word that is defined") },
	{ "mime.encoding-twice",
	  N_("two Content-Transfer-Encoding fields contradict each other") },
	{ "mime.epilogue-content", N_("content stands behind the last boundary, where "
				      "most clients do not show it") },
	{ "mime.mail-without-header",
	  N_("what is declared to be a mail does not begin like one") },
	{ "mime.no-boundary", N_("a multipart names no boundary") },
	{ "mime.no-end-boundary", N_("the last boundary of a multipart is missing") },
	{ "mime.param-after-quote",
	  N_("text stands between a parameter's closing quote and the semicolon") },
	{ "mime.param-blank", N_("a parameter's value without quotes contains blanks") },
	{ "mime.param-continuation", N_("the pieces of a continued parameter have a gap "
					"or a double (RFC 2231, 3)") },
	{ "mime.param-encoded-word",
	  N_("an encoded word stands in a parameter, where RFC 2047 forbids it") },
	{ "mime.param-needs-quotes", N_("a parameter's value contains signs that need "
					"quotes, and has none (RFC 2045, 5.1)") },
	{ "mime.param-no-charset",
	  N_("an extended parameter names no charset (RFC 2231, 4)") },
	{ "mime.param-no-semicolon",
	  N_("a parameter begins where no semicolon came before it") },
	{ "mime.param-no-value", N_("a parameter has no value") },
	{ "mime.param-open-quote", N_("a parameter's closing quote is missing") },
	{ "mime.partial", N_("a part is a piece of a mail whose other pieces came in "
			     "mails of their own (RFC 2046, 5.2.2)") },
	{ "mime.preamble-content", N_("content stands before the first boundary, where "
				      "most clients do not show it") },
	{ "mime.second-header", N_("a body begins with header fields about content") },
	{ "mime.type-malformed", N_("a Content-Type is not of the form type/subtype") },
	{ "mime.type-twice", N_("two Content-Type fields contradict each other") },
	{ "word.bad-base64", N_("an encoded word contains malformed base64") },
	{ "word.blank-inside", N_("an encoded word contains white space") },
	{ "word.controls", N_("an encoded word hides a control character") },
	{ "word.glued", N_("an encoded word is glued to other text") },
	{ "word.in-quotes", N_("an encoded word stands in quotation marks") },
	{ "word.raw-8bit",
	  N_("header text contains bytes above 127 that are not UTF-8") },
	{ "word.raw-iso-2022",
	  N_("header text contains ISO-2022-JP without an encoded word") },
	{ "word.raw-utf8", N_("header text contains UTF-8 without an encoded word") },
	{ "word.split-character", N_("a character is split between two encoded words") },
	{ "word.too-long", N_("an encoded word is longer than 75 characters") },
	{ "word.unterminated", N_("an encoded word is never closed") },
};

enum { SPARE = 32 };

void defects_carrier(struct defects *defects, struct str carrier)
{
	if (str_within(defects->input, carrier))
		defects->carrier = str_offset(defects->input, carrier);
}

void defect_add_at(struct defects *defects, const char *id, size_t offset,
		   struct str detail)
{
	if (!defects)
		return;
	/* That a ceiling was reached is said even where the list is full. */
	if (defects->count >= LIMIT_DEFECTS &&
	    (strncmp(id, "limit.", 6) != 0 || defects->count >= LIMIT_DEFECTS + SPARE)) {
		defects->dropped++;
		return;
	}
	ARENA_GROW(defects->arena, defects->items, defects->count, defects->cap);
	defects->items[defects->count++] = (struct defect){ id, offset, detail };
}

void defect_add(struct defects *defects, const char *id, struct str at, struct str detail)
{
	if (!defects)
		return;
	defect_add_at(defects, id,
		      str_within(defects->input, at) ? str_offset(defects->input, at)
						     : defects->carrier,
		      detail);
}

const struct defect *defect_find(const struct defects *defects, const char *id)
{
	for (uint32_t i = 0; i < defects->count; i++)
		if (strcmp(defects->items[i].id, id) == 0)
			return &defects->items[i];
	return NULL;
}

bool defect_has(const struct defects *defects, const char *id)
{
	return defect_find(defects, id) != NULL;
}

const char *defect_explain(const char *id)
{
	size_t low = 0, high = COUNT(rows);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(id, rows[middle].id);

		if (order == 0)
			return rows[middle].text;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *defect_id(size_t n)
{
	return n < COUNT(rows) ? rows[n].id : NULL;
}
