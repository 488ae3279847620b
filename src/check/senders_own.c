/* check/senders_own.c - see senders_own.h. */
#include "check/senders_own.h"

#include "check/identity_list.h"
#include "link/host.h"
#include "record/brand.h"

/* Whoever took part in his own name: the author, and the service that sends for him. */
static bool is_party(const struct identity *id)
{
	switch (id->role) {
	case ID_FROM:
	case ID_SENDER:
	case ID_REPLY_TO:
	case ID_RETURN_PATH:
	case ID_DKIM:
	case ID_LIST:
		return id->registrable.n > 0;
	default:
		return false;
	}
}

static struct str first_label(struct str registrable)
{
	return str_until(registrable, '.');
}

/* "fool.com" and "motleyfool.com": one name holds the other. */
static bool share_a_name(struct str a, struct str b)
{
	enum { WORD = 4 };

	a = first_label(a);
	b = first_label(b);
	return (a.n >= WORD && str_find_str_nocase(b, a) != STR_NPOS) ||
	       (b.n >= WORD && str_find_str_nocase(a, b) != STR_NPOS);
}

/* "example.sharepoint.com" and "example-my.sharepoint.com" of example.co.jp: a corner
 * that bears the sender's name is his as far as a domain of that name would be. */
static bool is_named_for(struct str corner, struct str registrable)
{
	struct str name = first_label(registrable), rest;

	if (name.n == 0 || !str_starts_nocase(corner, name))
		return false;
	rest = str_skip(corner, name.n);
	return rest.n == 0 || str_eq_nocase(rest, STR("-my"));
}

static bool is_senders_corner(const struct inspection *in, struct str host)
{
	const struct domain_class *class_ = tables_class(in->env->tables, host);

	if (!class_ || !str_eq(class_->class_, STR("user-content")) ||
	    host.n <= class_->domain.n)
		return false;
	for (uint32_t i = 0; i < in->ids.count; i++) {
		const struct identity *id = &in->ids.items[i];

		if ((id->role == ID_FROM || id->role == ID_DKIM) &&
		    is_named_for(str_until(host, '.'), id->registrable))
			return true;
	}
	return false;
}

/* Most hosts are no brand's. */
static bool is_of_senders_brand(const struct inspection *in, struct str host)
{
	const struct identity *from = from_of(in);
	const struct brand *brand = from ? brand_of_domain(in->env->tables, host) : NULL;

	return brand && brand == brand_of_domain(in->env->tables, from->domain);
}

bool is_senders_own(const struct inspection *in, struct str host)
{
	struct str owner;

	if (site_is_own_domain(in->env->site, host) || is_of_senders_brand(in, host))
		return true;
	owner = host_registrable(in->arena, host);
	for (uint32_t i = 0; i < in->ids.count; i++)
		if (is_party(&in->ids.items[i]) &&
		    (str_eq_nocase(in->ids.items[i].registrable, owner) ||
		     share_a_name(in->ids.items[i].registrable, owner)))
			return true;
	return is_senders_corner(in, host);
}
