/* check/auth_list_author.c - FW-04: a mailing list carried it; is its author established?
 */
#include "check/evaluated.h"
#include "check/identity_list.h"
#include "link/host.h"

enum { AUTHOR_OPEN, AUTHOR_REWRITTEN };

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *list = mailing_list(in), *from = from_of(in);
	const struct mailbox *author = in->message->from.items;
	struct finding *finding;
	bool rewritten;

	if (!list || !from || !in->authentication.evaluated)
		return;
	rewritten = host_related(in->arena, from->domain, list->domain);
	if (!rewritten && evaluated_author_signature(in))
		return;
	/* A member of the list's own organization writes to its list. */
	if (rewritten && str_find_str_nocase(author->name, STR(" via ")) == STR_NPOS)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, rewritten ? AUTHOR_REWRITTEN : AUTHOR_OPEN);
	finding_str(finding, "list", list->text);
	finding_str(finding, "from", from->domain);
	finding_str(finding, "name", or_dash(author->name));
	finding_at_field(finding, list->field);
	finding_at_field(finding, from->field);
}

const struct check check_auth_list_author = {
	.id = "auth.list-author",
	.title = N_("The list {list} stands for the way, not for the author"),
	.details = { N_("No signature of {from}, the domain in From, holds any more "
			"after "
			"the list; what is authenticated is the list. Whether {name} "
			"wrote it is not established."),
		     N_("The list put an address of its own in From and kept the name, "
			"{name}. What is authenticated is the list; whether {name} wrote "
			"it is not established.") },
	.means = N_("Lists change subject and text and sign anew. A forged post that a "
		    "list let in goes out with the list's good name."),
	.wrong = N_("Nearly every list does so with honest posts; many check the author "
		    "before they let a post in."),
	.cites = "RFC 7960, 2.3 and 3.2; RFC 6377",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
