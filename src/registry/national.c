/* registry/national.c - see national.h. */
#include "registry/national.h"

/* As APNIC, LACNIC and their like list their national members; as of 2026. */
static const struct {
	const char *domain, *name;
} registries[] = {
	{ "afrinic.net", "AFRINIC" }, { "apjii.or.id", "IDNIC" },
	{ "apnic.net", "APNIC" },     { "arin.net", "ARIN" },
	{ "cnnic.cn", "CNNIC" },      { "cnnic.net.cn", "CNNIC" },
	{ "idnic.net", "IDNIC" },     { "irinn.in", "IRINN" },
	{ "kisa.or.kr", "KRNIC" },    { "lacnic.net", "LACNIC" },
	{ "nic.ad.jp", "JPNIC" },     { "nic.mx", "NIC Mexico" },
	{ "nic.or.kr", "KRNIC" },     { "registro.br", "NIC.br" },
	{ "ripe.net", "RIPE NCC" },   { "twnic.net.tw", "TWNIC" },
	{ "twnic.tw", "TWNIC" },      { "vnnic.vn", "VNNIC" },
};

static bool is_at_or_below(struct str domain, struct str registry)
{
	return str_eq_nocase(domain, registry) ||
	       (domain.n > registry.n && str_ends_nocase(domain, registry) &&
		domain.p[domain.n - registry.n - 1] == '.');
}

const char *national_registry(struct str domain)
{
	for (size_t i = 0; i < COUNT(registries); i++)
		if (is_at_or_below(domain, str_c(registries[i].domain)))
			return registries[i].name;
	return NULL;
}
