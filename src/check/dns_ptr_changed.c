/* check/dns_ptr_changed.c - the reverse name that our server recorded is none of today's.
 */
#include "check/survey_list.h"

static bool is_among(const struct survey_address *client, struct str name)
{
	for (uint32_t i = 0; i < client->name_count; i++)
		if (str_eq_nocase(client->names[i].name, name))
			return true;
	return client->names_cut;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	struct str recorded = in->path.origin.rdns;
	struct pieces names = { 0 };
	struct finding *finding;

	if (!client || !fact_is_known(&client->ptr) || recorded.n == 0 ||
	    is_among(client, recorded))
		return;
	for (uint32_t i = 0; i < client->name_count; i++)
		pieces_add(in->arena, &names, client->names[i].name);
	if (names.count == 0)
		pieces_add(in->arena, &names, STR("-"));
	finding = origin_finding(in, self);
	finding_str(finding, "recorded", recorded);
	finding_list(finding, "names", names.items, names.count);
}

const struct check check_dns_ptr_changed = {
	.id = "dns.ptr-changed",
	.title = N_("The client had another reverse name when the message came"),
	.details = { N_("{by} recorded the name {recorded} for {ip}. The names of today: "
			"{names}.") },
	.means = N_("The address was given another name since, or has another user. What "
		    "is asked today about it may concern somebody else."),
	.wrong = N_("Servers that are renamed, and names that a receiver made up where "
		    "it found none."),
	.cites = "RFC 1035, 3.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
