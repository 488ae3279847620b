/* check/role_genuine_hostile.c - SV-03: a genuine notice of a platform, and in it what
 * the platform does not write: a number to call beside somebody else's name. */
#include "check/brand_claim.h"
#include "check/platform.h"
#include "check/pressure.h"
#include "language/speaker.h"

enum { ESTABLISHED, NOT_CONFIRMED };

static struct speaker_query query_of(struct inspection *in)
{
	struct speaker_query query = {
		.message = in->message,
		.links = &in->links,
		.passages = &in->passages,
		.attachments = &in->attachments,
	};

	claims_context_of(in, &query.context);
	return query;
}

/* Somebody else's name: who speaks first, then who is named at all. */
static const struct brand *foreign_brand(struct inspection *in, bool *ret_speaks)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);
	const struct brand *own =
	    from ? brand_of_domain(in->env->tables, from->domain) : NULL;
	struct speaker_query query = query_of(in);

	*ret_speaks = true;
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];

		if (claim_is_inside(claim) && claim_speaks(claim) &&
		    claim->standing != STANDING_CONFIRMED &&
		    !(own && brands_are_one_house(own, claim->brand)))
			return claim->brand;
	}
	*ret_speaks = false;
	return speaker_mention(in->arena, &query, own);
}

/* A shop gives its number in a bill that has its day; it does not hurry whoever calls. A
 * service for documents and forms has no bills at all. */
static bool hurries(const struct inspection *in, const struct platform *platform)
{
	const struct finding *deadline = inspection_find(in, STR("lang.deadline"));
	const struct finding *urgent = inspection_find(in, STR("lang.urgent"));

	return platform->slots >> SLOT_ITEM & 1 ? deadline && urgent : deadline || urgent;
}

/* By itself each of the three stands in honest notices: a shop's number, a sum, the name
 * of what was bought. */
static bool is_hostile(const struct inspection *in, const struct sent_by *sent,
		       const struct brand *foreign, bool speaks, enum severity *ret)
{
	const struct finding *call = pressure_callback(in);

	*ret = SEVERITY_ADVERSE;
	if (call && foreign && (pressure_money(in) || pressure_kinds(in) > 1))
		return true;
	if (call && inspection_find(in, STR("text.sum")) && hurries(in, sent->platform))
		return true;
	*ret = SEVERITY_CAUTION;
	if (call && call->severity != SEVERITY_NOTE && pressure_money(in))
		return true;
	return foreign && speaks && sent->platform->kind == PLATFORM_NOTIFIER;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct finding *call = pressure_callback(in);
	const struct brand *foreign;
	enum severity severity;
	struct finding *finding;
	const struct sent_by *sent = sent_by_platform(in);
	bool speaks;

	if (!sent || !sent->by_from)
		return;
	foreign = foreign_brand(in, &speaks);
	if (!is_hostile(in, sent, foreign, speaks, &severity))
		return;
	finding = finding_add(in, self);
	platform_values(finding, sent);
	finding_str(finding, "brand", foreign ? foreign->name_en : STR("-"));
	finding_str(finding, "brand_ja", foreign ? foreign->name_ja : STR("-"));
	finding_bool(finding, "call", call != NULL);
	finding_grade(finding, sent->grade);
	/* Where the platform did not send it, somebody wrote in its name: no better. */
	finding_severity(finding, severity);
	finding_variant(finding, sent->established ? ESTABLISHED : NOT_CONFIRMED);
}

const struct check check_role_genuine_hostile = {
	.id = "role.genuine-hostile",
	.title = N_("A genuine notice of {platform}, with a stranger's text in it"),
	.details = { N_("{platform} sent it ({proof}). Strangers can fill in {slots} "
			"there, and the text names somebody else ({brand}), with a "
			"number "
			"to call or a bill. Account: {tenant}. Desk for abuse: {abuse}."),
		     N_("It says that {platform} sent it, which nothing here confirms. "
			"Strangers can fill in {slots} there, and the text names "
			"somebody else ({brand}), with a number to call or a bill. "
			"Account: {tenant}. Desk for abuse: {abuse}.") },
	.means = N_("Bills and shared documents of honest services are sent to anybody "
		    "whom an account's owner names. The service vouches for the sending, "
		    "not for what the note in it says. Do not call the number; look into "
		    "your own account."),
	.wrong = N_("Shops write their own number into their bills, and resellers the "
		    "name of what they sell."),
	.cites = "data/platforms.txt",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
