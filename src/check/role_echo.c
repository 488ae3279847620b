/* check/role_echo.c - SV-02: an automatic answer, or a ticket, to a request that nobody
 * here made, as far as the mail itself shows. */
#include "check/brand_claim.h"
#include "check/link_list.h"
#include "check/pressure.h"

enum { PLAIN, LOADED };

/* --- automatic answers -----------------------------------------------------------------
 */

static const struct field *answer_mark(const struct header *header)
{
	static const struct str names[] = { STR("X-Autoreply"), STR("X-Autorespond") };
	const struct field *field = header_first(header, FIELD_AUTO_SUBMITTED);

	if (field && str_starts_nocase(str_trim(field->value), STR("auto-replied")))
		return field;
	field = header_first(header, FIELD_PRECEDENCE);
	if (field && str_eq_nocase(str_trim(field->value), STR("auto_reply")))
		return field;
	for (size_t i = 0; i < COUNT(names); i++)
		if ((field = header_first_named(header, names[i])))
			return field;
	return NULL;
}

/* --- tickets ---------------------------------------------------------------------------
 */

static bool has_any(struct str subject, const struct str *marks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_find_str_nocase(subject, marks[i]) != STR_NPOS)
			return true;
	return false;
}

/* It says itself that it confirms a request. */
static bool confirms(struct str subject)
{
	static const struct str marks[] = {
		STR("[request received]"),
		STR("request received"),
		STR("we received your request"),
		STR("we have received your"),
		STR("auto-reply"),
		STR("automatic reply"),
		STR("autoreply"),
		STR("thank you for contacting"),
		STR("thanks for contacting"),
		STR("お問い合わせを受け付け"),
		STR("お問い合わせありがとう"),
		STR("受付完了"),
		STR("自動返信"),
		STR("自動応答"),
	};

	return has_any(subject, marks, COUNT(marks));
}

/* It has a number under which somebody works at something; whether that is a request of
 * the reader's, its subject does not say: offices and frauds number their cases, too. So
 * it takes a program that says so in its header. */
static bool is_numbered(const struct inspection *in)
{
	static const struct str marks[] = {
		STR("[ticket"),	 STR("ticket #"),	 STR("ticket id"),
		STR("case #"),	 STR("support request"), STR("お問い合わせ番号"),
		STR("受付番号"),
	};
	const struct field *field =
	    header_first(&in->message->header, FIELD_AUTO_SUBMITTED);

	return field && !str_eq_nocase(str_trim(field->value), STR("no")) &&
	       has_any(in->message->subject.text, marks, COUNT(marks));
}

/* --- whose request ---------------------------------------------------------------------
 */

/* An answer names what it answers; what we sent bears our own name. */
static bool answers_us(const struct inspection *in)
{
	const struct header *header = &in->message->header;
	const struct field *fields[] = { header_first(header, FIELD_IN_REPLY_TO),
					 header_first(header, FIELD_REFERENCES) };

	for (size_t i = 0; i < COUNT(fields); i++)
		if (fields[i] && str_trim(fields[i]->value).n)
			return true;
	return false;
}

/* A form's subject holds words, no link and no number to call. */
static bool is_loaded(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->links.count; i++)
		if (strcmp(in->links.items[i].where, "subject") == 0)
			return true;
	return pressure_callback(in) != NULL || pressure_kinds(in) >= 2;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct field *mark = answer_mark(&in->message->header);
	struct str subject = in->message->subject.text;
	struct finding *finding;

	if ((!mark && !confirms(subject) && !is_numbered(in)) || answers_us(in) ||
	    is_delivery_report(in->message)) /* answers what was sent, not asked */
		return;
	finding = finding_add(in, self);
	finding_str(finding, "subject", subject);
	finding_at_field(finding,
			 mark ? mark : header_first(&in->message->header, FIELD_SUBJECT));
	if (is_loaded(in)) {
		finding_variant(finding, LOADED);
		finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_role_echo = {
	.id = "role.echo",
	.title = N_("An automatic answer, and no sign of a question"),
	.details = { N_("By its marks it answers a request, and it names no mail that it "
			"answers. Whether somebody here made the request by a form, only "
			"the reader knows."),
		     N_("By its marks it answers a request, and it names no mail that it "
			"answers; it carries a link in its subject, a number to call or "
			"pressure, which forms of contact hand on for whoever fills them "
			"in.") },
	.means = N_("Whoever fills in a form of contact with somebody else's address "
		    "makes an honest service send his words there. The service is not "
		    "the author."),
	.wrong = N_("Most such mails answer a form that the reader did fill in."),
	.cites = "RFC 3834",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
