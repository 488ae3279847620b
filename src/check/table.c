/* check/table.c - all checks, in the order of reports: a line each. */
#include "check/check.h"

/* One a line, so that two people can add one each. */
/* clang-format off */
#define ALL_CHECKS(row) \
	row(limit_worker_died) \
	row(limit_input_cut) \
	row(limit_cap) \
	row(limit_questions) \
	row(limit_waiting) \
	row(limit_names) \
	row(limit_links) \
	row(url_list) \
	row(msg_carried) \
	row(msg_smuggled) \
	row(brand_display_only) \
	row(brand_look_alike_domain) \
	row(brand_not_official) \
	row(brand_claims_our_host) \
	row(brand_subject_only) \
	row(brand_second_claim) \
	row(brand_confirmed) \
	row(url_not_official) \
	row(url_query_imitates) \
	row(url_kit_mark) \
	row(url_own_domain_left) \
	row(url_brand_left) \
	row(url_brand_in_path) \
	row(url_look_alike) \
	row(url_text_differs) \
	row(url_userinfo) \
	row(url_reading_differs) \
	row(url_host_encoded) \
	row(url_numeric_host) \
	row(url_punycode) \
	row(url_mixed_script) \
	row(url_port_odd) \
	row(url_redirector) \
	row(url_shortener) \
	row(url_wrapped) \
	row(url_nested) \
	row(url_obfuscated) \
	row(url_shared_host) \
	row(url_recipient_token) \
	row(url_plain_http) \
	row(url_scheme_odd) \
	row(url_hidden_link) \
	row(id_own_domain_spoof) \
	row(id_self_addressed) \
	row(id_aligned) \
	row(id_return_elsewhere) \
	row(id_sender_differs) \
	row(id_dkim_elsewhere) \
	row(id_related) \
	row(id_unrelated) \
	row(id_list) \
	row(tgt_unknown_local) \
	row(tgt_catchall) \
	row(tgt_role_account) \
	row(tgt_host_is_public) \
	row(tgt_single) \
	row(tgt_undisclosed) \
	row(flt_marked) \
	row(flt_not_marked) \
	row(hdr_generator) \
	row(hdr_ew_needless) \
	row(text_subject) \
	row(mime_other_reading) \
	row(mime_outside) \
	row(mime_two_names) \
	row(mime_nested_deep) \
	row(mime_charset_differs) \
	row(mime_encoding_odd) \
	row(mime_html_only) \
	row(mime_base64_text) \
	row(hdr_broken) \
	row(from_several_fields) \
	row(from_several_addresses) \
	row(from_missing) \
	row(from_malformed) \
	row(from_other_reading) \
	row(from_name_is_address) \
	row(from_name_padded) \
	row(from_mixed_script) \
	row(text_bidi) \
	row(text_invisible) \
	row(text_nul) \
	row(text_hidden) \
	row(text_salted) \
	row(text_parts_differ) \
	row(text_layout_conditional) \
	row(html_remote) \
	row(html_form) \
	row(html_open_quote) \
	row(text_fake_thread) \
	row(id_reply_elsewhere) \
	row(hdr_msgid_missing) \
	row(hdr_msgid_malformed) \
	row(hdr_msgid_foreign) \
	row(hdr_msgid_own_domain) \
	row(hdr_msgid_clock) \
	row(when_date_missing) \
	row(when_date_malformed) \
	row(when_date_far) \
	row(when_weekday_wrong) \
	row(path_handover) \
	row(path_genuine) \
	row(path_helo_ptr_differ) \
	row(path_no_ptr) \
	row(path_helo_bare) \
	row(path_helo_literal) \
	row(path_helo_own) \
	row(path_auth_user) \
	row(path_graded) \
	row(path_boundary_inferred) \
	row(path_clock_back) \
	row(path_delay) \
	row(path_break) \
	row(path_private_origin) \
	row(path_no_received) \
	row(victim_stolen_account) \
	row(auth_spf_pass) \
	row(auth_spf_fail) \
	row(auth_spf_softfail) \
	row(auth_spf_none) \
	row(auth_spf_undecided) \
	row(auth_spf_evaluated) \
	row(auth_spf_differs) \
	row(auth_spf_weak) \
	row(auth_spf_dangling) \
	row(auth_spf_no_such_domain) \
	row(auth_envelope_odd) \
	row(auth_dkim_evaluated) \
	row(auth_dkim_differs) \
	row(auth_dkim_name_odd) \
	row(auth_dkim_key) \
	row(auth_dkim_open) \
	row(auth_dkim_replay) \
	row(auth_dkim_after) \
	row(auth_signed_first) \
	row(auth_arc_evaluated) \
	row(auth_bimi_picture) \
	row(auth_bimi_certificate) \
	row(auth_smime_holds) \
	row(auth_smime_broken) \
	row(auth_smime_signer_differs) \
	row(auth_smime_expired) \
	row(auth_smime_untrusted) \
	row(auth_smime_unsigned_parts) \
	row(auth_smime_encrypted) \
	row(auth_smime_unchecked) \
	row(auth_dmarc_evaluated) \
	row(auth_dmarc_policy) \
	row(auth_dmarc_several) \
	row(auth_dmarc_differs) \
	row(auth_dmarc_recorded_differs) \
	row(auth_forwarded) \
	row(auth_list_author) \
	row(auth_lookup_failed) \
	row(auth_spf_own_domain) \
	row(auth_dkim_none) \
	row(auth_dkim_recorded) \
	row(auth_dkim_fail) \
	row(auth_dmarc_recorded) \
	row(auth_dmarc_fail) \
	row(auth_pass_not_trust) \
	row(auth_results_forged) \
	row(auth_results_claimed) \
	row(when_holiday) \
	row(when_zone_foreign) \
	row(when_zones)
/* clang-format on */

#define DECLARE(name) extern const struct check check_##name;
#define ENTRY(name) &check_##name,
ALL_CHECKS(DECLARE)

const struct check *const check_table[] = { ALL_CHECKS(ENTRY) NULL };

const struct check *check_find(struct str id)
{
	for (const struct check *const *check = check_table; *check; check++)
		if (str_eq(str_c((*check)->id), id))
			return *check;
	return NULL;
}
