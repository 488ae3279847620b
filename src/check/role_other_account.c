/* check/role_other_account.c - SV-04: a platform's notice says for whom it is, and that
 * is somebody else than its recipient. */
#include "check/identity_list.h"
#include "check/platform.h"
#include "check/target.h"
#include "link/host.h"

enum { LINE_BYTES = 400 };
enum { NAMED, ADDRESSED };

static bool says_for_whom(struct str line)
{
	static const struct str phrases[] = {
		STR("intended for"),	 STR("was meant for"),	    STR("was sent to"),
		STR("is sent to"),	 STR("sent this email to"), STR("was mailed to"),
		STR("addressed to"),	 STR("recovery email for"), STR("a copy of"),
		STR("に送信されました"), STR("宛てに送信"),	    STR("宛に送信"),
		STR("wurde an"),
	};

	for (size_t i = 0; i < COUNT(phrases); i++)
		if (str_find_str_nocase(line, phrases[i]) != STR_NPOS)
			return true;
	return false;
}

static bool is_local(char c)
{
	return ascii_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

/* The address in a line, empty: none. */
static struct str address_in(struct str line)
{
	size_t at = str_find(line, '@'), from = at, to;

	if (at == STR_NPOS)
		return STR_NONE;
	while (from > 0 && is_local(line.p[from - 1]))
		from--;
	for (to = at + 1; to < line.n; to++)
		if (!ascii_is_alnum(line.p[to]) && line.p[to] != '.' && line.p[to] != '-')
			break;
	while (to > at && line.p[to - 1] == '.')
		to--;
	if (from == at || str_find(str_sub(line, at, to), '.') == STR_NPOS)
		return STR_NONE;
	return str_sub(line, from, to);
}

static bool is_delivered_to(const struct inspection *in, struct str address)
{
	const struct identity *id = identity_first(&in->ids, ID_DELIVERED_TO);
	struct target target;

	for (; id; id = identity_next(&in->ids, id))
		if (str_eq_nocase(id->text, address))
			return true;
	return target_of(in, &target) && str_eq_nocase(target.address, address);
}

static bool is_addressee(const struct inspection *in, struct str address)
{
	const struct address_list *lists[] = { &in->message->to, &in->message->cc };

	for (size_t i = 0; i < COUNT(lists); i++)
		for (uint32_t j = 0; j < lists[i]->count; j++)
			if (str_eq_nocase(lists[i]->items[j].address, address))
				return true;
	return false;
}

/* At the reader's own house: colleagues and other names of his. */
static bool is_of_the_house(const struct inspection *in, struct str domain)
{
	struct target target;

	return site_is_own_domain(in->env->site, domain) ||
	       (target_of(in, &target) &&
		str_eq_nocase(host_registrable(in->arena, target.domain),
			      host_registrable(in->arena, domain)));
}

/* Where anybody has his mailbox, and has it handed on. */
static bool is_somebodys_mailbox(const struct inspection *in, struct str domain)
{
	const struct domain_class *class_ = tables_class(in->env->tables, domain);

	return class_ && (str_eq(class_->class_, STR("freemail")) ||
			  str_eq(class_->class_, STR("subscriber")) ||
			  str_eq(class_->class_, STR("anonymous")));
}

/* Is it the reader's? To is the word of whoever wrote the notice, and says no more than
 * its text: on the way to somebody else it stays as it was. */
static bool is_recipient(const struct inspection *in, struct str address)
{
	struct str local, domain;

	if (is_delivered_to(in, address) || through_alias(in))
		return true;
	return is_addressee(in, address) && str_cut_last(address, '@', &local, &domain) &&
	       (is_of_the_house(in, domain) || is_somebodys_mailbox(in, domain));
}

static bool tell(struct inspection *in, const struct check *self,
		 const struct sent_by *sent, const struct passage *passage)
{
	struct str rest = passage->text, line;

	while (str_split(&rest, '\n', &line)) {
		struct str address;
		struct finding *finding;
		size_t at;

		if (line.n > LINE_BYTES || !says_for_whom(line))
			continue;
		address = address_in(line);
		if (address.n == 0 || is_recipient(in, address) ||
		    platform_of_address(&in->env->tables->platforms, address))
			continue;
		at = str_offset(passage->text, address);
		if (passage_is_quoted(passage, at))
			continue;
		finding = finding_add(in, self);
		finding_variant(finding, is_addressee(in, address) ? ADDRESSED : NAMED);
		platform_values(finding, sent);
		finding_str(finding, "address", address);
		finding_at_passage(finding, passage, at, at + address.n);
		return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct sent_by *sent = sent_by_platform(in);

	if (!identity_first(&in->ids, ID_TO) || !sent || !sent->by_from ||
	    sent->platform->kind != PLATFORM_NOTIFIER)
		return;
	for (uint32_t i = 0; i < in->passages.count; i++)
		if (!in->passages.items[i].field &&
		    tell(in, self, sent, &in->passages.items[i]))
			return;
}

const struct check check_role_other_account = {
	.id = "role.other-account",
	.title = N_("The notice was made for somebody else, {address}"),
	.details = { N_("The text says that it is for {address}, which is none of the "
			"recipients. {platform} made it for that account; somebody "
			"handed it on as it was, signature and all."),
		     N_("The text says that it is for {address}, and so does To; it "
			"was delivered to somebody else. {platform} made it for that "
			"account, and it was handed on as it was, signature and "
			"all.") },
	.means = N_("A notice that its own account's owner can fill with words stays "
		    "signed when it is sent on to others. It is genuine, and it was "
		    "never meant for the reader."),
	.wrong = N_("Forwarding from one's other address does the same honestly."),
	.cites = "RFC 6376, 8.6",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
