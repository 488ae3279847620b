/* auth/dmarc_record.c - the record's tags (RFC 9989, 4.7 and 4.8). */
#include "auth/dmarc.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct str trim(struct str s)
{
	while (s.n && is_blank(s.p[0]))
		s = str_skip(s, 1);
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* "name = value", up to the next ';'. A tag without '=' has an empty value. */
static bool next_tag(struct str *rest, struct str *ret_name, struct str *ret_value)
{
	size_t end, equals;
	struct str tag;

	if (rest->n == 0)
		return false;
	end = str_find(*rest, ';');
	tag = str_sub(*rest, 0, end);
	*rest = end == STR_NPOS ? str_skip(*rest, rest->n) : str_skip(*rest, end + 1);
	equals = str_find(tag, '=');
	*ret_name = trim(str_sub(tag, 0, equals));
	*ret_value = equals == STR_NPOS ? STR("") : trim(str_skip(tag, equals + 1));
	return true;
}

static bool read_policy(struct str value, enum dmarc_policy *ret)
{
	if (str_eq_nocase(value, STR("none")))
		*ret = DMARC_P_NONE;
	else if (str_eq_nocase(value, STR("quarantine")))
		*ret = DMARC_P_QUARANTINE;
	else if (str_eq_nocase(value, STR("reject")))
		*ret = DMARC_P_REJECT;
	else
		return false;
	return true;
}

static int read_percent(struct str value)
{
	int n = 0;

	if (value.n == 0 || value.n > 3)
		return 100;
	for (size_t i = 0; i < value.n; i++) {
		if (!ascii_is_digit(value.p[i]))
			return 100;
		n = 10 * n + (value.p[i] - '0');
	}
	return n > 100 ? 100 : n;
}

/* At least one URI that could be a mail address; what it holds is nobody's policy. */
static bool is_report_address(struct str value)
{
	return str_find_str_nocase(value, STR("mailto:")) != STR_NPOS &&
	       str_find(value, '@') != STR_NPOS;
}

static void read_tag(struct str name, struct str value, struct dmarc_record *record)
{
	if (str_eq_nocase(name, STR("p")) && !record->has_p)
		record->has_p = read_policy(value, &record->p);
	else if (str_eq_nocase(name, STR("sp")) && !record->has_sp)
		record->has_sp = read_policy(value, &record->sp);
	else if (str_eq_nocase(name, STR("np")) && !record->has_np)
		record->has_np = read_policy(value, &record->np);
	else if (str_eq_nocase(name, STR("adkim")))
		record->strict_dkim = str_eq_nocase(value, STR("s"));
	else if (str_eq_nocase(name, STR("aspf")))
		record->strict_spf = str_eq_nocase(value, STR("s"));
	else if (str_eq_nocase(name, STR("t")))
		record->testing = str_eq_nocase(value, STR("y"));
	else if (str_eq_nocase(name, STR("rua")))
		record->has_rua = is_report_address(value);
	else if (str_eq_nocase(name, STR("pct")))
		record->pct = read_percent(value);
	else if (str_eq_nocase(name, STR("psd")) && value.n == 1)
		record->psd = str_eq_nocase(value, STR("y"))   ? 'y'
			      : str_eq_nocase(value, STR("n")) ? 'n'
							       : 'u';
}

bool dmarc_record_read(struct str text, struct dmarc_record *ret)
{
	struct str rest = text, name, value;

	*ret = (struct dmarc_record){ .text = text, .psd = 'u', .pct = 100 };
	/* Version: exact letters, "v" before "=" with blanks allowed (AUTH 19). */
	if (!next_tag(&rest, &name, &value) || !str_eq_nocase(name, STR("v")) ||
	    !str_eq(value, STR("DMARC1")))
		return false;
	while (next_tag(&rest, &name, &value))
		read_tag(name, value, ret);
	/* Without a policy that can be read, the record only asks for reports. */
	return ret->has_p || ret->has_rua;
}
