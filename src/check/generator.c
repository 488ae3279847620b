/* check/generator.c - see generator.h. A rule is a row. */
#include "check/generator.h"

#define BY_FIELD N_("X-Mailer or User-Agent")
#define BY_BOUNDARY N_("the shape of the MIME boundary")
#define BY_MSGID N_("the shape of the Message-ID")
#define BY_ORDER N_("the order of the header fields")
#define BY_EXTRA N_("a header field that it adds")

/* --- declared --------------------------------------------------------------------- */

/* The first row that the value holds wins: longer names stand first. */
static const struct {
	struct str text;
	struct generator generator;
} declared[] = {
	{ STR("Leaf PHPMailer"), { "Leaf PHPMailer", GENERATOR_TOOL, BY_FIELD } },
	{ STR("leafmailer"), { "Leaf PHPMailer", GENERATOR_TOOL, BY_FIELD } },
	{ STR("King Mailer"), { "King Mailer", GENERATOR_TOOL, BY_FIELD } },
	{ STR("Advanced Mass Sender"),
	  { "Advanced Mass Sender", GENERATOR_TOOL, BY_FIELD } },
	{ STR("PHPMailer"), { "PHPMailer", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("PHP/"), { "PHP mail()", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("Swift"), { "Swift Mailer", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("JavaMail"), { "JavaMail", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("MIME::Lite"), { "Perl MIME::Lite", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("nodemailer"), { "Nodemailer", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("swaks"), { "swaks", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("sendEmail-"), { "sendEmail", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("git-send-email"), { "git send-email", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Microsoft CDO"), { "Microsoft CDO", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("System.Net.Mail"),
	  { ".NET System.Net.Mail", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("MailKit"), { ".NET MailKit", GENERATOR_SCRIPT, BY_FIELD } },
	{ STR("Microsoft Outlook Express"),
	  { "Outlook Express", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Microsoft Windows Live Mail"),
	  { "Windows Live Mail", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Microsoft-MacOutlook"),
	  { "Outlook for Mac", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Microsoft Outlook"), { "Outlook", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Microsoft Office Outlook"), { "Outlook", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Thunderbird"), { "Thunderbird", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("iPhone Mail"), { "Apple Mail", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("iPad Mail"), { "Apple Mail", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Apple Mail"), { "Apple Mail", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Roundcube"), { "Roundcube", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("SquirrelMail"), { "SquirrelMail", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Horde"), { "Horde", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Zimbra"), { "Zimbra", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Foxmail"), { "Foxmail", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Becky!"), { "Becky!", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Shuriken"), { "Shuriken", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("The Bat!"), { "The Bat!", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Mutt/"), { "Mutt", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("KMail"), { "KMail", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("Evolution"), { "Evolution", GENERATOR_CLIENT, BY_FIELD } },
	{ STR("YahooMail"), { "Yahoo Mail", GENERATOR_CLIENT, BY_FIELD } },
};

const struct generator *generator_declared(const struct inspection *in,
					   const struct field **ret_field)
{
	static const enum field_name names[] = { FIELD_X_MAILER, FIELD_USER_AGENT };

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct field *field = header_first(&in->message->header, names[i]);

		for (size_t j = 0; field && j < COUNT(declared); j++) {
			if (str_find_str_nocase(str_sub(field->value, 0, 256),
						declared[j].text) == STR_NPOS)
				continue;
			*ret_field = field;
			return &declared[j].generator;
		}
	}
	return NULL;
}

/* --- by shape ------------------------------------------------------------------------
 */

struct shape {
	const struct inspection *in;
	struct str boundary; /* of the outermost multipart */
	struct str msgid;
	struct str msgid_domain;
	bool list; /* list software repacks mails: shapes are its own */
};

static uint32_t run_of(struct str text, bool (*fits)(char))
{
	uint32_t n = 0;

	while (n < text.n && fits(text.p[n]))
		n++;
	return n;
}

static bool is_hex(char c)
{
	return ascii_hex(c) >= 0;
}

static bool is_digit(char c)
{
	return ascii_is_digit(c);
}

static bool is_alnum(char c)
{
	return ascii_is_alnum(c);
}

/* Python's email package makes "===============" + 19 digits + "==". */
static bool python_boundary(const struct shape *s)
{
	struct str rest = s->boundary;
	uint32_t digits;

	if (s->list || !str_eat(&rest, STR("===============")))
		return false;
	digits = run_of(rest, is_digit);
	return digits >= 16 && str_eq(str_skip(rest, digits), STR("=="));
}

/* MIMEText() sets Content-Type, MIME-Version and the encoding when it is made, in this
 * order; From, Subject and To are added to it later. */
static bool python_order(const struct shape *s)
{
	const struct header *header = &s->in->message->header;
	const struct field *type = header_first(header, FIELD_CONTENT_TYPE);
	const struct field *version = header_first(header, FIELD_MIME_VERSION);
	const struct field *encoding =
	    header_first(header, FIELD_CONTENT_TRANSFER_ENCODING);
	const struct field *from = header_first(header, FIELD_FROM);
	const struct field *subject = header_first(header, FIELD_SUBJECT);
	const struct field *to = header_first(header, FIELD_TO);

	if (s->list || !type || !from || version != type + 1)
		return false;
	if (encoding && encoding != version + 1)
		return false;
	return type < from && (!subject || type < subject) && (!to || type < to) &&
	       (encoding || python_boundary(s));
}

/* b1_ + 32 hexadecimal digits, since version 6 43 letters and digits. */
static bool phpmailer_boundary(const struct shape *s)
{
	struct str rest = s->boundary;
	uint32_t n;

	if (!str_eat(&rest, STR("b1_")) && !str_eat(&rest, STR("b1=_")))
		return false;
	n = run_of(rest, is_alnum);
	return n == rest.n && n >= 32 && n <= 44;
}

static bool php_script(const struct shape *s)
{
	const struct header *header = &s->in->message->header;

	return header_first_named(header, STR("X-PHP-Originating-Script")) ||
	       header_first_named(header, STR("X-PHP-Script"));
}

static bool swift_shape(const struct shape *s)
{
	return str_starts(s->boundary, STR("_=_swift_")) ||
	       str_eq(s->msgid_domain, STR("swift.generated"));
}

static bool javamail_id(const struct shape *s)
{
	return str_find_str(s->msgid, STR(".JavaMail.")) != STR_NPOS;
}

static bool javamail_boundary(const struct shape *s)
{
	struct str rest = s->boundary;

	if (!str_eat(&rest, STR("----=_Part_")))
		return false;
	return run_of(rest, is_digit) > 0 && str_find(rest, '.') != STR_NPOS;
}

/* "--boundary_0_" and a GUID (System.Net.Mail). */
static bool dotnet_boundary(const struct shape *s)
{
	return str_starts(s->boundary, STR("--boundary_"));
}

static bool nodemailer_boundary(const struct shape *s)
{
	return str_starts(s->boundary, STR("--_NmP-")) ||
	       str_starts(s->boundary, STR("----sinikael-"));
}

static bool apple_boundary(const struct shape *s)
{
	return str_starts(s->boundary, STR("Apple-Mail"));
}

static bool outlook_boundary(const struct shape *s)
{
	return str_starts(s->boundary, STR("----=_NextPart_000_"));
}

static bool gmail_shape(const struct shape *s)
{
	return str_starts(s->msgid, STR("CA")) &&
	       str_eq(s->msgid_domain, STR("mail.gmail.com"));
}

static bool thunderbird_boundary(const struct shape *s)
{
	struct str rest = s->boundary;

	return str_eat(&rest, STR("------------")) && rest.n == 24 &&
	       run_of(rest, is_alnum) == 24;
}

static bool roundcube_boundary(const struct shape *s)
{
	struct str rest = s->boundary;

	return str_eat(&rest, STR("=_")) && rest.n == 32 && run_of(rest, is_hex) == 32;
}

static const struct {
	bool (*fits)(const struct shape *);
	struct generator generator;
} shapes[] = {
	{ php_script, { "PHP mail()", GENERATOR_SCRIPT, BY_EXTRA } },
	{ phpmailer_boundary, { "PHPMailer", GENERATOR_SCRIPT, BY_BOUNDARY } },
	{ swift_shape, { "Swift Mailer", GENERATOR_SCRIPT, BY_BOUNDARY } },
	{ python_order, { "Python email.mime", GENERATOR_SCRIPT, BY_ORDER } },
	{ python_boundary, { "Python email.mime", GENERATOR_SCRIPT, BY_BOUNDARY } },
	{ javamail_id, { "JavaMail", GENERATOR_SCRIPT, BY_MSGID } },
	{ javamail_boundary, { "JavaMail", GENERATOR_SCRIPT, BY_BOUNDARY } },
	{ dotnet_boundary, { ".NET System.Net.Mail", GENERATOR_SCRIPT, BY_BOUNDARY } },
	{ nodemailer_boundary, { "Nodemailer", GENERATOR_SCRIPT, BY_BOUNDARY } },
	{ apple_boundary, { "Apple Mail", GENERATOR_CLIENT, BY_BOUNDARY } },
	{ outlook_boundary, { "Outlook", GENERATOR_CLIENT, BY_BOUNDARY } },
	{ gmail_shape, { "Gmail", GENERATOR_CLIENT, BY_MSGID } },
	{ thunderbird_boundary, { "Thunderbird", GENERATOR_CLIENT, BY_BOUNDARY } },
	{ roundcube_boundary, { "Roundcube", GENERATOR_CLIENT, BY_BOUNDARY } },
};

const struct generator *generator_by_shape(const struct inspection *in)
{
	const struct message *message = in->message;
	const struct param *boundary = NULL;
	struct shape shape = {
		.in = in,
		.msgid = message->message_id.id,
		.msgid_domain = message->message_id.domain,
		.list = header_first(&message->header, FIELD_LIST_ID) != NULL,
	};

	if (message->part_count)
		boundary =
		    params_get(&message->parts[0]->content_type, STR("boundary"), 0);
	if (boundary)
		shape.boundary = boundary->value;
	for (size_t i = 0; i < COUNT(shapes); i++) {
		if (shapes[i].fits(&shape))
			return &shapes[i].generator;
	}
	return NULL;
}
