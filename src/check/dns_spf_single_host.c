/* check/dns_spf_single_host.c - an SPF record that lets in one address and nothing else,
 * and whose record it is: that of the reverse name has produced nothing. */
#include "auth/spf_record.h"
#include "check/survey_list.h"

enum { OF_THE_ENVELOPE, OF_ANOTHER };

static bool is_single(const struct ip_net *net)
{
	return net->bits == (net->ip.kind == IP_V4 ? 32 : 128);
}

/* One address, and "-all" or "~all". */
static bool lets_in_one(struct arena *arena, struct str text, struct ip *ret)
{
	struct spf_record record;
	bool found = false;

	spf_record_parse(arena, text, &record);
	if (record.problem)
		return false;
	for (uint32_t i = 0; i < record.count; i++) {
		const struct spf_term *term = &record.terms[i];
		bool address = term->kind == SPF_TERM_IP4 || term->kind == SPF_TERM_IP6;

		if (term->kind == SPF_TERM_ALL &&
		    (term->qualifier == '-' || term->qualifier == '~'))
			continue;
		if (!address || found || term->qualifier != '+' || !is_single(&term->net))
			return false;
		found = true;
		*ret = term->net.ip;
	}
	return found && record.has_all;
}

static struct str record_of(const struct survey_domain *domain)
{
	const struct fact *txt = &domain->facts[OF_DOMAIN_TXT];

	for (uint32_t i = 0; i < txt->count && txt->state == FACT_FOUND; i++)
		if (spf_record_is(txt->records[i]->data))
			return txt->records[i]->data;
	return STR_NONE;
}

static bool is_evaluated(const struct authentication *auth, struct str domain)
{
	for (uint32_t i = 0; i < auth->spf_count; i++)
		if (str_eq_nocase(auth->spf[i].domain, domain))
			return true;
	return false;
}

static void judge(struct inspection *in, const struct check *self, struct str domain,
		  struct str record, int variant)
{
	const struct authentication *auth = &in->authentication;
	struct finding *finding;
	struct ip ip;

	if (record.n == 0 || !lets_in_one(in->arena, record, &ip) ||
	    !ip_eq(&ip, &in->path.origin.addr))
		return;
	finding = finding_add(in, self);
	finding_variant(finding, variant);
	finding_str(finding, "domain", domain);
	finding_str(finding, "record", record);
	finding_str(finding, "ip", in->path.origin.ip);
	finding_str(finding, "decided",
		    or_dash(auth->spf_count ? auth->spf[0].domain : STR("")));
	if (origin_hop(in))
		finding_at_hop(finding, origin_hop(in)->n);
}

/* First the records that were evaluated, of the envelope and of HELO, then those of the
 * other names of the sender's side. */
static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;
	const struct survey *survey = survey_of(in);

	if (!survey)
		return;
	for (uint32_t i = 0; i < auth->spf_count; i++)
		if (i == 0 || !str_eq_nocase(auth->spf[0].domain, auth->spf[i].domain))
			judge(in, self, auth->spf[i].domain, auth->spf[i].record,
			      i == 0 ? OF_THE_ENVELOPE : OF_ANOTHER);
	for (uint32_t i = 0; i < survey->domain_count; i++) {
		const struct survey_domain *domain = &survey->domains[i];

		if ((domain->roles & SEEN_SENDERS) && !is_evaluated(auth, domain->name))
			judge(in, self, domain->name, record_of(domain), OF_ANOTHER);
	}
}

const struct check check_dns_spf_single_host = {
	.id = "dns.spf-single-host",
	.title = N_("{domain} lets one address alone send for it: the client's"),
	.details = { N_("The SPF record of {domain} is \"{record}\": exactly {ip}, which "
			"handed "
			"this message over. The record was written for that one "
			"machine."),
		     N_("The SPF record of {domain} is \"{record}\": exactly {ip}, which "
			"handed "
			"this message over. SPF of this message was judged by {decided}, "
			"not by "
			"this record; it shows that {domain} too was set up for that one "
			"machine.") },
	.means = N_("A record made for one machine ties the domain to it more closely "
		    "than one that lets in a provider's whole network."),
	.wrong = N_("Every small organisation with a server of its own writes such a "
		    "record. It is no sign of fraud."),
	.cites = "RFC 7208, 5.6",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
