/* check/att_qr_link.c - a code in a picture or a document that leads to a link. */
#include "check/attachment_list.h"

enum { CODE, URGED };

/* Words that ask to point a telephone at it. */
static const struct str urges[] = {
	STR("scan "),	 STR("scan the"),  STR("qr code"),    STR("qr-code"),
	STR("qrコード"), STR("QRコード"),  STR("ＱＲコード"), STR("二次元コード"),
	STR("スキャン"), STR("読み取"),	   STR("読取"),	      STR("扫描"),
	STR("扫码"),	 STR("二维码"),	   STR("二維碼"),     STR("掃描"),
	STR("스캔"),	 STR("scannen"),   STR("scannez"),    STR("escanea"),
	STR("escaneie"), STR("scansiona"), STR("zeskanuj"),
};

static bool text_urges(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->passages.count; i++)
		for (size_t k = 0; k < COUNT(urges); k++)
			if (str_find_str_nocase(in->passages.items[i].text, urges[k]) !=
			    STR_NPOS)
				return true;
	return false;
}

/* A link of the same domain in the text, or the sender's own: then the code is a
 * convenience, as on tickets and bills. */
static bool is_known(const struct inspection *in, const struct link *link)
{
	struct str domain = link->host.registrable_domain;

	if (link->flags & (LINK_OFFICIAL | LINK_OWN))
		return true;
	for (uint32_t i = 0; i < in->message->from.count; i++)
		if (domain.n &&
		    str_is_domain_or_below(in->message->from.items[i].domain, domain))
			return true;
	for (uint32_t i = 0; i < in->links.count; i++)
		if (strcmp(in->links.items[i].where, "qr") != 0 &&
		    str_eq(in->links.items[i].host.registrable_domain, domain))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	bool urged = false, asked = false;

	for (uint32_t i = 0; i < in->links.count; i++) {
		const struct link *link = &in->links.items[i];
		struct finding *finding;

		if (strcmp(link->where, "qr") != 0)
			continue;
		if (!asked)
			urged = text_urges(in);
		asked = true;
		finding = finding_add(in, self);
		finding_str(finding, "url", link->url.href);
		finding_str(finding, "host", link->host.ascii);
		finding_at_link(finding, link);
		if (link->part)
			finding_at_part(finding, link->part);
		if (urged && !is_known(in, link)) {
			finding_variant(finding, URGED);
			finding_severity(finding, SEVERITY_CAUTION);
		}
	}
}

const struct check check_att_qr_link = {
	.id = "att.qr-link",
	.title = N_("A code in a picture leads to {host}"),
	.details = { N_("It says {url}. The link was judged like those of the text."),
		     N_("It says {url}, and the text asks to scan it. The domain is "
			"neither the sender's nor that of any other link.") },
	.means = N_("A code moves the reader from the guarded computer to a telephone, "
		    "and its address past filters that read text."),
	.wrong = N_("Tickets, bills and invitations carry codes; those lead to who sends "
		    "them. Second factors are set up with a code."),
	.cites = "ISO/IEC 18004",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
