/* report/text_smime.c - see text_smime.h. */
#include "report/text_smime.h"

#include "base/limits.h"
#include "check/smime.h"
#include "report/inert.h"
#include "report/phrase.h"

enum { LEFT = 2, INDENT = 16 };

static void line_made(struct page *page, const char *label, enum style style)
{
	size_t at = page_label(page, LEFT, INDENT, page_our(page, label), STYLE_DIM);

	page_wrap_made(page, at, INDENT, style);
}

static void add_our(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static void outside(struct page *page, struct str text)
{
	phrase_outside(page->options, text, LIMIT_VALUE_SHOWN, &page->text);
}

static void add_day(struct page *page, int64_t utc)
{
	char text[DATE_TEXT];

	if (utc == CERTIFICATE_NO_TIME)
		buf_add_char(&page->text, '-');
	else
		buf_add(&page->text, str_sub(date_iso(utc, text), 0, 10));
}

static const char *kind_text(enum smime_kind kind)
{
	static const char *const texts[] = {
		[SMIME_CLEAR] = N_("S/MIME, signature beside the content"),
		[SMIME_OPAQUE] = N_("S/MIME, content inside the signature"),
		[SMIME_CERTIFICATES] = N_("S/MIME, certificates only"),
		[SMIME_ENCRYPTED] = N_("S/MIME, encrypted: not read"),
		[SMIME_COMPRESSED] = N_("S/MIME, compressed: not read"),
		[SMIME_UNREADABLE] = N_("says to be S/MIME, cannot be read"),
		[SMIME_PGP_SIGNED] = N_("OpenPGP, signed: not checked"),
		[SMIME_PGP_ENCRYPTED] = N_("OpenPGP, encrypted: not read"),
	};

	return texts[kind];
}

static const char *code_text(const struct smime_signer *signer)
{
	if (signer->reason)
		return signer->reason;
	return N_("the content is as it was signed");
}

static const char *trust_text(enum chain_trust trust)
{
	static const char *const texts[] = {
		[CHAIN_TRUST_UNKNOWN] = N_("not judged: no store of issuers here"),
		[CHAIN_TRUSTED] = N_("ends in an issuer of this system's store"),
		[CHAIN_NOT_IN_STORE] = N_("ends in an issuer that is not in the store"),
		[CHAIN_INCOMPLETE] =
		    N_("the next issuer is neither here nor in the mail"),
		[CHAIN_SELF_SIGNED] =
		    N_("signed with its own key: nobody vouches for it"),
		[CHAIN_BROKEN] = N_("does not hold"),
	};

	return texts[trust];
}

static void add_validity(struct page *page, const struct smime_signer *signer)
{
	add_day(page, signer->certificate->first);
	buf_add_c(&page->text, " - ");
	add_day(page, signer->certificate->last);
	if (signer->chain.expired_then)
		add_our(page, N_(" (not valid when it was received)"));
	else if (signer->chain.expired_now)
		add_our(page, N_(" (expired since)"));
	line_made(page, N_("valid"),
		  signer->chain.expired_then ? STYLE_ODD : STYLE_PLAIN);
}

static void add_chain(struct page *page, const struct smime_signer *signer)
{
	const struct chain *chain = &signer->chain;

	for (uint32_t i = 0; i < chain->count; i++) {
		if (i)
			buf_add_c(&page->text, " ← ");
		outside(page, chain->items[i].subject.text);
	}
	line_made(page, N_("chain"), STYLE_PLAIN);
	add_our(page, trust_text(chain->trust));
	if (chain->reason) {
		buf_add_c(&page->text, ": ");
		add_our(page, chain->reason);
	}
	if (chain->wrong_use)
		add_our(page, N_("; not issued for signing mail"));
	line_made(page, N_("trust"),
		  chain->trust == CHAIN_TRUSTED ? STYLE_PLAIN : STYLE_ODD);
}

static void add_certificate(struct page *page, const struct smime_signer *signer)
{
	const struct certificate *certificate = signer->certificate;

	for (uint32_t i = 0; i < signer->addresses.count; i++) {
		if (i)
			buf_add_c(&page->text, ", ");
		outside(page, signer->addresses.items[i]);
	}
	if (signer->addresses.count == 0)
		buf_add_char(&page->text, '-');
	line_made(page, N_("addresses"),
		  signer->author == SMIME_AUTHOR_MATCHES ? STYLE_PLAIN : STYLE_ODD);
	add_validity(page, signer);
	add_chain(page, signer);
	if (page->options->verbose < 1)
		return;
	buf_add_c(&page->text, certificate->sha256);
	line_made(page, N_("SHA-256"), STYLE_DIM);
}

static void add_signer(struct page *page, const struct smime_signer *signer)
{
	char text[DATE_TEXT];

	outside(page, smime_subject(signer));
	line_made(page, N_("signer"), STYLE_STRONG);
	buf_printf(&page->text, "%s: ", smime_code_name(signer->code));
	add_our(page, code_text(signer));
	line_made(page, N_("result"),
		  signer->code == SMIME_PASS   ? STYLE_GOOD
		  : signer->code == SMIME_FAIL ? STYLE_BAD
					       : STYLE_ODD);
	if (signer->certificate)
		add_certificate(page, signer);
	if (signer->signed_at < 0)
		return;
	buf_add(&page->text, date_iso(signer->signed_at, text));
	line_made(page, N_("claimed time"), STYLE_PLAIN);
}

static void add_entity(struct page *page, const struct smime_entity *entity)
{
	buf_printf(&page->text, "[%d] ", inspection_part_id(page->in, entity->part));
	add_our(page, kind_text(entity->kind));
	if (entity->reason) {
		buf_add_c(&page->text, ": ");
		add_our(page, entity->reason);
	}
	page_wrap_made(page, 0, LEFT, STYLE_STRONG);
	for (uint32_t i = 0; i < entity->signer_count; i++)
		add_signer(page, &entity->signers[i]);
}

void text_smime(struct page *page)
{
	const struct smime_results *results = &page->in->authentication.smime;

	if (results->count == 0)
		return;
	page_heading(page, N_("Signatures of the content"));
	for (uint32_t i = 0; i < results->count; i++)
		add_entity(page, &results->items[i]);
	if (results->outside_count == 0)
		return;
	for (uint32_t i = 0; i < results->outside_count && i < LIMIT_LIST_SHOWN; i++)
		buf_printf(&page->text, i ? ", [%d]" : "[%d]",
			   inspection_part_id(page->in, results->outside[i]));
	line_made(page, N_("not signed"), STYLE_ODD);
}
