/* check/notifier.c - see notifier.h. */
#include "check/notifier.h"

#include "check/link_list.h"
#include "check/origin.h"
#include "check/platform.h"

enum { CODE_DIGITS = 5 }; /* years and hours have fewer */

/* --- whose voice -----------------------------------------------------------------------
 */

static bool is_machine(struct str local)
{
	static const struct str words[] = {
		STR("noreply"),	      STR("no-reply"),	   STR("no_reply"),
		STR("no.reply"),      STR("donotreply"),   STR("do-not-reply"),
		STR("do_not_reply"),  STR("notification"), STR("notify"),
		STR("alert"),	      STR("automated"),	   STR("auto-confirm"),
		STR("mailer-daemon"), STR("postmaster"),   STR("confirmation"),
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_starts_nocase(local, words[i]) ||
		    str_ends_nocase(local, words[i]))
			return true;
	return false;
}

static bool is_auto_submitted(const struct header *header)
{
	const struct field *field = header_first(header, FIELD_AUTO_SUBMITTED);

	return field && str_starts_nocase(str_trim(field->value), STR("auto-generated"));
}

static bool all_digits(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_digit(text.p[i]))
			return false;
	return text.n > 0;
}

/* "20211113050658.4F1B6A2C0D@mx.example": Postfix's form, on the very host that handed it
 * over: whoever gave it the mail had written none, as programs do. */
static bool is_servers_id(const struct inspection *in)
{
	struct str id = in->message->message_id.id, stamp, queue;
	struct str host = in->message->message_id.domain;
	const struct path *path = &in->path;

	if (!str_cut(str_until(id, '@'), '.', &stamp, &queue) || stamp.n != 14 ||
	    !all_digits(stamp) || queue.n < 6 || host.n == 0)
		return false;
	return str_eq_nocase(host, path->origin.rdns) ||
	       str_eq_nocase(host, path->origin.helo);
}

const char *notifier_mark(const struct inspection *in)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);
	const struct platform *platform =
	    from ? platform_of_address(&in->env->tables->platforms, from->text) : NULL;

	if (!from)
		return NULL;
	if (platform && platform->kind == PLATFORM_NOTIFIER)
		return N_("a platform's notices come from this address");
	if (is_machine(str_until(from->text, '@')))
		return N_("the address takes no answers");
	if (is_auto_submitted(&in->message->header))
		return N_("it says that a program made it");
	if (from->name.n == 0 && is_servers_id(in))
		return N_("no name stands in From, and the mail server had to add the "
			  "Message-ID");
	return NULL;
}

/* --- whom it knows ---------------------------------------------------------------------
 */

static bool has_code(struct str text)
{
	size_t run = 0;

	for (size_t i = 0; i < text.n; i++) {
		run = ascii_is_digit(text.p[i]) ? run + 1 : 0;
		if (run >= CODE_DIGITS)
			return true;
	}
	return false;
}

static bool names_reader(const struct inspection *in, struct str text)
{
	static const enum identity_role roles[] = { ID_TO, ID_DELIVERED_TO };

	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *id = identity_first(&in->ids, roles[i]);

		for (; id; id = identity_next(&in->ids, id)) {
			struct str local = str_until(id->text, '@');

			if ((local.n >= 3 &&
			     str_find_str_nocase(text, local) != STR_NPOS) ||
			    (id->name.n >= 3 &&
			     str_find_str_nocase(text, id->name) != STR_NPOS))
				return true;
		}
	}
	return false;
}

bool notifier_knows_reader(struct inspection *in)
{
	if (link_next(in, NULL, 0))
		return true;
	for (uint32_t i = 0; i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];

		if (!passage->field &&
		    (has_code(passage->text) || names_reader(in, passage->text)))
			return true;
	}
	return false;
}
