/* check/id_reply_elsewhere.c - FR-14: the answer goes to somebody else. */
#include "check/identity_list.h"
#include "record/brand.h"

enum { STRANGER, FREEMAIL, SERVICE };

static bool is_class(const struct identity *id, struct str class_)
{
	return id->class_ && str_eq(id->class_->class_, class_);
}

static bool is_freemail(const struct identity *id)
{
	return is_class(id, STR("freemail")) || is_class(id, STR("anonymous"));
}

/* amazon.co.jp and amazon.com are one house. */
static bool one_brand(const struct inspection *in, const struct identity *a,
		      const struct identity *b)
{
	const struct brand *brand = brand_of_domain(in->env->tables, a->domain);

	return brand && brand == brand_of_domain(in->env->tables, b->domain);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in), *reply, *path;
	struct finding *finding;

	if (!from || mailing_list(in))
		return;
	for (reply = identity_first(&in->ids, ID_REPLY_TO); reply;
	     reply = identity_next(&in->ids, reply))
		if (reply->domain.n && !reply->related_to_from &&
		    !one_brand(in, from, reply))
			break;
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
	if (is_freemail(reply) && !is_freemail(from)) {
		finding_variant(finding, FREEMAIL);
		finding_str(finding, "service", reply->class_->name);
	} else if (is_class(reply, STR("mailer"))) {
		finding_variant(finding, SERVICE);
		finding_str(finding, "service", reply->class_->name);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_id_reply_elsewhere = {
	.id = "id.reply-elsewhere",
	.title = N_("An answer would go to {reply_domain}, not to the sender shown"),
	.details = { N_("From is {from}, Reply-To is {reply_to}."),
		     N_("From is {from}, Reply-To is {reply_to}, a mailbox that anyone "
			"gets at "
			"{service}."),
		     N_("From is {from}, Reply-To is {reply_to}, of the mailing service "
			"{service}.") },
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
