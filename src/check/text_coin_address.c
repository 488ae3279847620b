/* check/text_coin_address.c - where coins are to be sent. */
#include "check/lever_list.h"

static bool is_demanded(const struct inspection *in)
{
	return levers_have(&in->levers, WORD_DEMAND) ||
	       levers_have(&in->levers, LEVER_THREAT) ||
	       levers_have(&in->levers, WORD_EXPOSURE) || has_pretext(in, PRETEXT_CRYPTO);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->numbers.coin_count; i++) {
		const struct coin *coin = &in->numbers.coins[i];
		struct finding *finding = finding_add(in, self);

		finding_severity(finding,
				 is_demanded(in) ? SEVERITY_CAUTION : SEVERITY_NOTE);
		finding_str(finding, "coin", str_c(coin->name));
		finding_str(finding, "address", coin->address);
		finding_at_passage(finding, &in->passages.items[coin->passage],
				   coin->start, coin->end);
	}
}

const struct check check_text_coin_address = {
	.id = "text.coin-address",
	.title = N_("It holds an address to which coins can be sent"),
	.details = { N_("{coin}: {address}.") },
	.means = N_("What is sent there cannot be called back. The address is the same "
		    "in all mails of one wave, so it ties them."),
	.wrong = N_("Projects and shops publish addresses for donations and payments."),
	.cites = "BIP 173; BIP 350; EIP-55",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
