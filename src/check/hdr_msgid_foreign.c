/* check/hdr_msgid_foreign.c - the Message-ID names a domain that has no part in the mail.
 */
#include "check/identity_list.h"
#include "check/msgid_list.h"
#include "link/host.h"

enum { FOREIGN, NO_DOMAIN };

/* Does any other name in this message belong to the same registrable domain? */
static bool has_a_part(const struct inspection *in, const struct identity *id)
{
	static const enum identity_role roles[] = {
		ID_FROM, ID_SENDER, ID_REPLY_TO, ID_RETURN_PATH, ID_DKIM,
		ID_HELO, ID_RDNS,   ID_LIST,	 ID_AUTH_USER,
	};

	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *other = identity_first(&in->ids, roles[i]);

		for (; other && other->role == roles[i];
		     other = identity_next(&in->ids, other))
			if (other->registrable.n &&
			    str_eq(other->registrable, id->registrable))
				return true;
	}
	return false;
}

/* A hop that carried the mail may have written the id. */
static bool is_on_the_way(struct inspection *in, const struct identity *id)
{
	for (uint32_t i = 0; i < in->path.count; i++)
		if (str_eq(host_registrable(in->arena, in->path.hops[i].received.by),
			   id->registrable))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *id = identity_first(&in->ids, ID_MESSAGE_ID);
	const struct identity *from = from_of(in);
	struct finding *finding;

	/* Large providers write the ids of all their customers' mail. */
	if (!id || !from || id->own || tables_class(in->env->tables, id->registrable) ||
	    msgid_added_by(in))
		return;
	if (id->registrable.n && (has_a_part(in, id) || is_on_the_way(in, id)))
		return;
	if (str_eq(id->domain, from->domain))
		return;
	finding = finding_add(in, self);
	finding_variant(finding, id->registrable.n ? FOREIGN : NO_DOMAIN);
	finding_str(finding, "id", id->text);
	finding_str(finding, "domain", id->domain);
	finding_str(finding, "from", from->domain);
	finding_at_field(finding, id->field);
}

const struct check check_hdr_msgid_foreign = {
	.id = "hdr.msgid-foreign",
	.title =
	    N_("The Message-ID names a domain that has no other part in the message"),
	.details = { N_("It ends in {domain}; From is at {from}, and no server on the "
			"way has that "
			"name."),
		     N_("It ends in {domain}, which is no public domain name; From is at "
			"{from}.") },
	.means = N_(
	    "The right side of the id should name the domain or device that made it. It "
	    "is "
	    "set by the sender and proves nothing, but may show a tool or a template."),
	.wrong =
	    N_("Personal computers put their own name there, and services the name of a "
	       "system inside."),
	.cites = "RFC 5322, 3.6.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
