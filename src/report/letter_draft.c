/* report/letter_draft.c - a letter as a mail that waits to be sent: opened in a mail
 * program (X-Unsent), read by a person, sent by that person. */
#include "report/letter.h"

#include "base/digest.h"
#include "base/limits.h"
#include "report/inert.h"
#include "report/mime_out.h"
#include "report/outside.h"

struct draft {
	const struct letter *letter;
	struct buf text, piece;
	char boundary[33];
};

/* From a secret of the case, so that no part of a mail can hold it, and always the same
 * for the same letter. */
static void choose_boundary(struct draft *draft)
{
	const struct letter *letter = draft->letter;
	struct buf seed;
	char sum[65];

	buf_init(&seed, 0);
	buf_printf(&seed, "boundary %s %s %s %.*s", letter->in->salt,
		   letter->in->input.sha256, letter->desk->role,
		   STR_ARG(letter->desk->contact));
	digest_sha256(buf_peek(&seed), sum);
	buf_fini(&seed);
	memcpy(draft->boundary, sum, 32);
	draft->boundary[32] = 0;
}

static void part(struct draft *draft, const char *type)
{
	buf_printf(&draft->text, "\n--=_%s\nContent-Type: %s\n", draft->boundary, type);
}

static void end(struct draft *draft)
{
	buf_printf(&draft->text, "\n--=_%s--\n", draft->boundary);
}

/* --- the parts -----------------------------------------------------------------------
 */

static void add_fields(struct draft *draft, const char *content_type)
{
	const struct letter *letter = draft->letter;
	const struct reporter *reporter = &letter->options.reporter;
	struct buf name;

	mime_address(&draft->text, "From", reporter->name, reporter->mail);
	buf_init(&name, 1024);
	letter_name(letter, &name);
	mime_address(&draft->text, "To", buf_peek(&name), letter->desk->contact);
	buf_fini(&name);
	buf_clear(&draft->piece);
	letter_subject(letter, &draft->piece);
	mime_field(&draft->text, "Subject", buf_peek(&draft->piece));
	buf_printf(&draft->text,
		   "MIME-Version: 1.0\n"
		   "X-Unsent: 1\n"
		   "Content-Type: %s;\n boundary=\"=_%s\"\n",
		   content_type, draft->boundary);
}

static void add_text(struct draft *draft)
{
	buf_clear(&draft->piece);
	letter_body(draft->letter, &draft->piece);
	outside_catch(&draft->letter->options, &draft->piece, 0);
	part(draft, "text/plain; charset=utf-8");
	mime_body(&draft->text, buf_peek(&draft->piece));
}

/* Of the mail itself only what could be masked: what is packed in attachments cannot. */
static void add_original(struct draft *draft)
{
	buf_clear(&draft->piece);
	letter_header(draft->letter, &draft->piece);
	outside_catch(&draft->letter->options, &draft->piece, 0);
	if (draft->letter->options.show_recipient) {
		part(draft, "message/rfc822");
		buf_add_c(&draft->text, "Content-Transfer-Encoding: 8bit\n"
					"Content-Disposition: inline\n\n");
		buf_add(&draft->text, buf_peek(&draft->piece));
		buf_add_char(&draft->text, '\n');
		return;
	}
	part(draft, "text/rfc822-headers");
	mime_body(&draft->text, buf_peek(&draft->piece));
}

static void add_xarf(struct draft *draft)
{
	buf_clear(&draft->piece);
	if (!xarf_report(draft->letter, &draft->piece))
		return;
	part(draft, "application/json; name=\"xarf.json\"");
	buf_add_c(&draft->text,
		  "Content-Disposition: attachment; filename=\"xarf.json\"\n");
	mime_base64(&draft->text, buf_peek(&draft->piece));
}

static void add_feedback(struct draft *draft)
{
	part(draft, "message/feedback-report");
	buf_add_char(&draft->text, '\n');
	arf_fields(draft->letter, &draft->text);
}

/* --- the whole -----------------------------------------------------------------------
 */

static void begin(struct draft *draft, const struct letter *letter)
{
	*draft = (struct draft){ .letter = letter };
	buf_init(&draft->text, LIMIT_LETTER_MESSAGE * 4);
	buf_init(&draft->piece, LIMIT_LETTER_MESSAGE);
	choose_boundary(draft);
}

static void finish(struct draft *draft, struct buf *out)
{
	end(draft);
	mime_lines(buf_peek(&draft->text), out);
	buf_fini(&draft->text);
	buf_fini(&draft->piece);
}

void letter_draft_arf(const struct letter *letter, struct buf *out)
{
	struct draft draft;

	begin(&draft, letter);
	add_fields(&draft, "multipart/report; report-type=feedback-report");
	add_text(&draft);
	add_feedback(&draft);
	add_original(&draft);
	finish(&draft, out);
}

/* Whoever reported it has the mail. */
static bool needs_original(const struct letter *letter)
{
	return letter->desk->cause != TOLD_AS_REPORTER;
}

void letter_draft(const struct letter *letter, struct buf *out)
{
	struct draft draft;

	if (strcmp(letter->desk->form, "arf") == 0) {
		letter_draft_arf(letter, out);
		return;
	}
	begin(&draft, letter);
	add_fields(&draft, "multipart/mixed");
	add_text(&draft);
	if (strcmp(letter->desk->form, "xarf") == 0 ||
	    letter->desk->cause == TOLD_AS_ACCOUNT_OWNER)
		add_xarf(&draft);
	if (needs_original(letter))
		add_original(&draft);
	finish(&draft, out);
}
