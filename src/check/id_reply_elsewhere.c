/* check/id_reply_elsewhere.c - FR-14: the answer goes to somebody else. */
#include "check/identity_list.h"
#include "check/platform.h"
#include "record/brand.h"

enum { STRANGER, FREEMAIL, SERVICE, NOBODY, NEIGHBOUR, SHARER };

static bool is_class(const struct identity *id, struct str class_)
{
	return id->class_ && str_eq(id->class_->class_, class_);
}

static bool is_freemail(const struct identity *id)
{
	return is_class(id, STR("freemail")) || is_class(id, STR("anonymous"));
}

/* "no-reply@": whoever answers reaches nobody there. */
static bool is_nobodys(const struct identity *id)
{
	static const struct str words[] = {
		STR("noreply"),	     STR("no-reply"),	     STR("no_reply"),
		STR("no.reply"),     STR("donotreply"),	     STR("do-not-reply"),
		STR("do_not_reply"), STR("nicht-antworten"),
	};
	struct str local = str_until(id->text, '@');

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_starts_nocase(local, words[i]) ||
		    str_ends_nocase(local, words[i]))
			return true;
	return false;
}

/* amazon.co.jp and amazon.com are one house. */
static bool one_brand(const struct inspection *in, const struct identity *a,
		      const struct identity *b)
{
	const struct brand *brand = brand_of_domain(in->env->tables, a->domain);

	return brand && brand == brand_of_domain(in->env->tables, b->domain);
}

/* "ann.lee@" and "annlee77@" are hers: so many letters in a row. */
static bool share_letters(struct str a, struct str b)
{
	enum { LETTERS = 4 };

	for (size_t i = 0; i + LETTERS <= a.n; i++)
		if (str_find_str_nocase(b, str_sub(a, i, i + LETTERS)) != STR_NPOS)
			return true;
	return a.n < LETTERS || b.n < LETTERS;
}

/* Who shares a file by a service is to be answered himself; the service says his name. */
static bool is_sharer(struct inspection *in, const struct identity *from,
		      const struct identity *reply)
{
	const struct sent_by *sent = sent_by_platform(in);

	return sent && sent->by_from && sent->established &&
	       sent->platform->kind == PLATFORM_NOTIFIER && !is_freemail(reply) &&
	       reply->name.n && str_find_str_nocase(from->name, reply->name) != STR_NPOS;
}

/* At a provider where anybody has a mailbox, another one there is somebody else's. */
static bool is_neighbour(const struct identity *from, const struct identity *reply)
{
	return is_freemail(from) && is_freemail(reply) &&
	       !share_letters(str_until(from->text, '@'), str_until(reply->text, '@'));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in), *reply, *path;
	struct finding *finding;

	if (!from || mailing_list(in))
		return;
	for (reply = identity_first(&in->ids, ID_REPLY_TO); reply;
	     reply = identity_next(&in->ids, reply))
		if (reply->domain.n && !one_brand(in, from, reply) &&
		    !reply->related_to_from)
			break;
	if (!reply) {
		reply = identity_first(&in->ids, ID_REPLY_TO);
		if (reply && !is_neighbour(from, reply))
			reply = NULL;
	}
	if (!reply)
		return;
	path = identity_first(&in->ids, ID_RETURN_PATH);
	finding = finding_add(in, self);
	finding_str(finding, "reply_to", reply->text);
	finding_str(finding, "reply_domain", reply->domain);
	finding_str(finding, "from", from->text);
	finding_str(finding, "return_path", path ? path->text : STR(""));
	finding_at_field(finding, reply->field);
	finding_at_field(finding, from->field);
	if (is_neighbour(from, reply)) {
		finding_variant(finding, NEIGHBOUR);
		finding_str(finding, "service", reply->class_->name);
	} else if (is_freemail(reply) && !is_freemail(from)) {
		finding_variant(finding, FREEMAIL);
		finding_str(finding, "service", reply->class_->name);
	} else if (is_nobodys(reply)) {
		finding_variant(finding, NOBODY);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (is_class(reply, STR("mailer"))) {
		finding_variant(finding, SERVICE);
		finding_str(finding, "service", reply->class_->name);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (is_sharer(in, from, reply)) {
		finding_variant(finding, SHARER);
		finding_str(finding, "service", sent_by_platform(in)->platform->name);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_id_reply_elsewhere = {
	.id = "id.reply-elsewhere",
	.title = N_("An answer would go to {reply_to}, not to the sender shown"),
	.details = { N_("From is {from}, Reply-To is {reply_to}."),
		     N_("From is {from}, Reply-To is {reply_to}, a mailbox that anyone "
			"gets at "
			"{service}."),
		     N_("From is {from}, Reply-To is {reply_to}, of the mailing service "
			"{service}."),
		     N_("From is {from}, Reply-To is {reply_to}, where by its name no "
			"answers are read."),
		     N_("From is {from}, Reply-To is {reply_to}: two mailboxes as anyone "
			"gets them at {service}, and nothing in their names says that "
			"they are one person's."),
		     N_("From is {from}, of {service}, and answers go to {reply_to}: by "
			"the name it gives, to the one for whom it writes.") },
	.means =
	    N_("Who answers writes to somebody else than the one shown: the usual way to "
	       "carry on a conversation in a foreign name."),
	.wrong =
	    N_("Web forms, ticket systems and newsletters collect answers elsewhere."),
	.cites = "RFC 5322, 3.6.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
