/* auth/smime_verify.c - see smime_verify.h.
 *
 * libcrypto is not given what it would take long over: the number of certificates and
 * signers and the size were counted before, keys are measured before they are used. */
#include "auth/smime_verify.h"

#include "base/limits.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#ifndef N_
#define N_(text) text
#endif

enum { DIGESTS = 6 };

/* One CMS object under examination. */
struct work {
	const struct smime_case *run;
	struct str content;
	CMS_ContentInfo *cms;
	STACK_OF(X509) * along, *usable; /* that came along; whose keys may be used */
	/* Digests of the content, each computed once. */
	struct {
		int nid;
		unsigned char bytes[EVP_MAX_MD_SIZE];
		unsigned n;
	} digests[DIGESTS];
	uint32_t digest_count;
};

static const int known_digests[DIGESTS] = { NID_md5,	NID_sha1,   NID_sha224,
					    NID_sha256, NID_sha384, NID_sha512 };

static const EVP_MD *digest_of(int nid)
{
	for (size_t i = 0; i < DIGESTS; i++)
		if (known_digests[i] == nid)
			return EVP_get_digestbynid(nid);
	return NULL;
}

static struct str digest(struct work *work, int nid)
{
	uint32_t i = 0;

	while (i < work->digest_count && work->digests[i].nid != nid)
		i++;
	if (i == work->digest_count) {
		work->digests[i].nid = nid;
		work->digest_count++;
		if (!EVP_Digest(work->content.p, work->content.n, work->digests[i].bytes,
				&work->digests[i].n, digest_of(nid), NULL))
			work->digests[i].n = 0;
	}
	return str_make((const char *)work->digests[i].bytes, work->digests[i].n);
}

/* --- what a signer says ------------------------------------------------------------- */

static struct str octets(const ASN1_STRING *string)
{
	return string ? str_make((const char *)ASN1_STRING_get0_data(string),
				 (size_t)ASN1_STRING_length(string))
		      : STR_NONE;
}

/* -3: exactly one value, once; NULL otherwise. */
static void *attribute(CMS_SignerInfo *info, int nid, int type)
{
	return CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(nid), -3, type);
}

static int64_t signing_time(CMS_SignerInfo *info)
{
	int at = CMS_signed_get_attr_by_NID(info, NID_pkcs9_signingTime, -1), days, rest;
	const ASN1_TYPE *value;
	const ASN1_TIME *time;
	ASN1_TIME *epoch;
	int64_t utc = -1;

	if (at < 0)
		return -1;
	value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(info, at), 0);
	if (!value ||
	    (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
		return -1;
	time = value->value.asn1_string;
	epoch = ASN1_TIME_set(NULL, 0);
	if (epoch && ASN1_TIME_check(time) && ASN1_TIME_diff(&days, &rest, epoch, time))
		utc = (int64_t)days * 86400 + rest;
	ASN1_TIME_free(epoch);
	return utc;
}

static struct str hex(struct arena *arena, struct str bytes)
{
	char *out;

	bytes = str_sub(bytes, 0, 40);
	out = arena_bytes(arena, 2 * bytes.n);
	for (size_t i = 0; i < bytes.n; i++) {
		out[2 * i] = "0123456789abcdef"[(unsigned char)bytes.p[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[bytes.p[i] & 15];
	}
	return str_make(out, 2 * bytes.n);
}

static void read_identifier(struct arena *arena, CMS_SignerInfo *info,
			    struct smime_signer *ret)
{
	ASN1_OCTET_STRING *key = NULL;
	ASN1_INTEGER *serial = NULL;
	X509_NAME *issuer = NULL;

	if (!CMS_SignerInfo_get0_signer_id(info, &key, &issuer, &serial))
		return;
	if (issuer)
		ret->issuer = certificate_name_text(arena, issuer);
	ret->serial = hex(arena, octets(serial ? serial : key));
}

static void read_algorithms(CMS_SignerInfo *info, struct smime_signer *ret, int *ret_nid)
{
	X509_ALGOR *digest_algorithm, *algorithm;
	const ASN1_OBJECT *object;

	CMS_SignerInfo_get0_algs(info, NULL, NULL, &digest_algorithm, &algorithm);
	X509_ALGOR_get0(&object, NULL, NULL, digest_algorithm);
	*ret_nid = OBJ_obj2nid(object);
	ret->digest_algorithm = str_c(OBJ_nid2ln(*ret_nid));
	X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	ret->algorithm = str_c(OBJ_nid2ln(OBJ_obj2nid(object)));
}

/* --- who it is ---------------------------------------------------------------------- */

static X509 *find_certificate(const struct work *work, CMS_SignerInfo *info)
{
	for (int i = 0; i < sk_X509_num(work->along); i++) {
		X509 *x509 = sk_X509_value(work->along, i);

		if (CMS_SignerInfo_cert_cmp(info, x509) == 0)
			return x509;
	}
	return NULL;
}

static bool same_domain(struct str address, struct str domain)
{
	struct str local, rest;

	return domain.n && str_cut_last(address, '@', &local, &rest) &&
	       str_eq_nocase(rest, domain);
}

static enum smime_author author_of(const struct message *message,
				   const struct certificate_list *addresses)
{
	enum smime_author author = SMIME_AUTHOR_MATCHES;

	if (message->from.count == 0)
		return SMIME_AUTHOR_UNKNOWN;
	if (addresses->count == 0)
		return SMIME_AUTHOR_NONE;
	for (uint32_t i = 0; i < message->from.count; i++) {
		const struct mailbox *from = &message->from.items[i];
		bool address = false, domain = false;

		for (uint32_t k = 0; k < addresses->count; k++) {
			address |= str_eq_nocase(addresses->items[k], from->address);
			domain |= same_domain(addresses->items[k], from->domain);
		}
		if (!address && !domain)
			return SMIME_AUTHOR_DIFFERS;
		if (!address)
			author = SMIME_AUTHOR_DOMAIN;
	}
	return author;
}

static void read_signer(const struct work *work, X509 *x509, struct smime_signer *ret)
{
	struct arena *arena = work->run->arena;
	struct certificate *certificate = arena_new_of(arena, struct certificate);

	certificate_facts(arena, x509, certificate);
	ret->certificate = certificate;
	certificate_addresses(arena, certificate, &ret->addresses);
	ret->author = author_of(work->run->message, &ret->addresses);
	chain_build(arena,
		    &(struct chain_query){ .roots = work->run->roots,
					   .received_at = work->run->received_at,
					   .clock = work->run->clock,
					   .for_mail = true },
		    x509, work->usable, &ret->chain);
}

/* --- the two proofs ----------------------------------------------------------------- */

static enum dkim_part part_of(bool good)
{
	return good ? DKIM_PART_GOOD : DKIM_PART_BAD;
}

/* The signature is over attributes, one of which is the digest (RFC 5652, 5.4). */
static void judge_attributes(struct work *work, CMS_SignerInfo *info, int nid,
			     struct smime_signer *ret)
{
	const ASN1_OBJECT *type = attribute(info, NID_pkcs9_contentType, V_ASN1_OBJECT);
	struct str claimed =
	    octets(attribute(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING));

	ret->digest = part_of(claimed.n && str_eq(claimed, digest(work, nid)) && type &&
			      OBJ_cmp(type, CMS_get0_eContentType(work->cms)) == 0);
	ret->signature = part_of(CMS_SignerInfo_verify(info) == 1);
}

/* It is over the content itself: the two cannot be told apart. */
static void judge_content(struct work *work, CMS_SignerInfo *info, int nid,
			  struct smime_signer *ret)
{
	BIO *md = BIO_new(BIO_f_md()), *sink = BIO_new(BIO_s_null());
	size_t at = 0;
	bool good = md && sink && BIO_set_md(md, digest_of(nid)) > 0;

	if (good)
		BIO_push(md, sink);
	while (good && at < work->content.n) {
		size_t step =
		    work->content.n - at < 1 << 20 ? work->content.n - at : 1 << 20;

		good = BIO_write(md, work->content.p + at, (int)step) == (int)step;
		at += step;
	}
	good = good && CMS_SignerInfo_verify_content(info, md) == 1;
	ret->signature = part_of(good);
	ret->digest = good ? DKIM_PART_GOOD : DKIM_PART_UNKNOWN;
	BIO_free(md);
	BIO_free(sink);
}

static void conclude(struct smime_signer *signer, enum smime_code code,
		     const char *reason)
{
	signer->code = code;
	signer->reason = reason;
}

static void judge_proofs(int nid, struct smime_signer *ret)
{
	if (ret->digest == DKIM_PART_BAD && ret->signature == DKIM_PART_GOOD)
		conclude(ret, SMIME_FAIL,
			 N_("the content was changed after it was signed"));
	else if (ret->signature == DKIM_PART_BAD && ret->digest == DKIM_PART_GOOD)
		conclude(ret, SMIME_FAIL,
			 N_("the content is as the signature says, but it was not made "
			    "with the key of this certificate"));
	else if (ret->signature == DKIM_PART_BAD)
		conclude(ret, SMIME_FAIL,
			 N_("the content was changed after it was signed, or another key "
			    "signed it"));
	else if (nid == NID_md5 || nid == NID_sha1)
		conclude(ret, SMIME_WEAK,
			 N_("it verifies, but its hash proves nothing any more"));
	else if (ret->certificate->odd & CERTIFICATE_WEAK_KEY)
		conclude(ret, SMIME_WEAK,
			 N_("it verifies, but its key is too short to prove anything"));
	else
		conclude(ret, SMIME_PASS, NULL);
}

static void judge(struct work *work, CMS_SignerInfo *info, struct smime_signer *ret)
{
	X509 *x509 = find_certificate(work, info);
	int nid;

	*ret = (struct smime_signer){ .signed_at = signing_time(info) };
	read_identifier(work->run->arena, info, ret);
	read_algorithms(info, ret, &nid);
	if (!x509) {
		conclude(ret, SMIME_UNCHECKED,
			 N_("the signer's certificate did not come along"));
		return;
	}
	read_signer(work, x509, ret);
	if (!digest_of(nid)) {
		conclude(ret, SMIME_UNCHECKED,
			 N_("its hash is none that is checked here"));
		return;
	}
	if (!certificate_key_usable(ret->certificate)) {
		conclude(ret, SMIME_UNCHECKED,
			 N_("its key is of a kind or size that is not checked here"));
		return;
	}
	CMS_SignerInfo_set1_signer_cert(info, x509);
	if (CMS_signed_get_attr_count(info) > 0)
		judge_attributes(work, info, nid, ret);
	else
		judge_content(work, info, nid, ret);
	judge_proofs(nid, ret);
}

/* --- the object --------------------------------------------------------------------- */

static void find_usable(struct work *work)
{
	struct certificate certificate;

	work->usable = sk_X509_new_null();
	for (int i = 0; i < sk_X509_num(work->along); i++) {
		X509 *x509 = sk_X509_value(work->along, i);

		certificate_facts(work->run->arena, x509, &certificate);
		if (certificate_key_usable(&certificate))
			sk_X509_push(work->usable, x509);
	}
}

static enum smime_code code_of_all(const struct smime_entity *entity)
{
	enum smime_code code = entity->signer_count ? SMIME_PASS : SMIME_UNCHECKED;

	for (uint32_t i = 0; i < entity->signer_count; i++) {
		enum smime_code one = entity->signers[i].code;

		if (code == SMIME_PASS || one == SMIME_FAIL)
			code = one;
	}
	return code == SMIME_PASS && entity->signers_there > entity->signer_count
		   ? SMIME_UNCHECKED
		   : code;
}

static void judge_all(struct work *work, struct smime_entity *ret)
{
	STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(work->cms);
	int count = sk_CMS_SignerInfo_num(infos);

	ret->signers_there = count > 0 ? (uint32_t)count : 0;
	ret->signers = arena_alloc_array(work->run->arena, LIMIT_SMIME_SIGNERS,
					 sizeof *ret->signers);
	for (int i = 0; i < count && ret->signer_count < LIMIT_SMIME_SIGNERS; i++)
		judge(work, sk_CMS_SignerInfo_value(infos, i),
		      &ret->signers[ret->signer_count++]);
	ret->code = code_of_all(ret);
}

void smime_verify_cms(const struct smime_case *run, const struct cms *cms,
		      struct str content, struct smime_entity *ret)
{
	struct work work = { .run = run, .content = content };
	const unsigned char *p;
	struct str bytes;

	ret->certificates = cms->certificates;
	ret->signers_there = cms->signers;
	if (cms->around > LIMIT_SMIME_BYTES || cms->certificates > LIMIT_CERTIFICATES ||
	    cms->signers > LIMIT_SMIME_SIGNERS) {
		ret->reason = N_("it has more certificates or signers than are checked "
				 "here");
		return;
	}
	/* Not its configuration file: it may name programs to load. */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	bytes = cms_detached(run->arena, cms);
	p = (const unsigned char *)bytes.p;
	work.cms = d2i_CMS_ContentInfo(NULL, &p, (long)bytes.n);
	if (work.cms && OBJ_obj2nid(CMS_get0_type(work.cms)) == NID_pkcs7_signed) {
		work.along = CMS_get1_certs(work.cms);
		find_usable(&work);
		judge_all(&work, ret);
	} else {
		ret->reason = N_("what should be the signature cannot be read");
	}
	sk_X509_free(work.usable);
	sk_X509_pop_free(work.along, X509_free);
	CMS_ContentInfo_free(work.cms);
	ERR_clear_error();
}
