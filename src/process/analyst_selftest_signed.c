/* process/analyst_selftest_signed.c - libcrypto under the lock: a signature, a
 * certificate, the issuers of this system.
 *
 * Nothing of it is opened before the lock. */
#include "process/analyst.h"

/* Its certificate, of the name "selftest", is signed with its own key. */
static const char signed_mail[] =
    "From: selftest@example.com\r\n"
    "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n"
    "\tboundary=b\r\n"
    "\r\n"
    "--b\r\n"
    "Content-Type: text/plain\r\n\r\nhello\r\n"
    "\r\n--b\r\n"
    "Content-Type: application/pkcs7-signature\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n"
    "MIIC3AYJKoZIhvcNAQcCoIICzTCCAskCAQExDTALBglghkgBZQMEAgEwCwYJKoZIhvcNAQcB\r\n"
    "oIIBojCCAZ4wggFEoAMCAQICFAQnIlRVd+HLTspbTJiwSBnoXeIdMAoGCCqGSM49BAMCMBMx\r\n"
    "ETAPBgNVBAMMCHNlbGZ0ZXN0MCAXDTI2MTEyMjAyNDEwMVoYDzIxMjYxMDI5MDI0MTAxWjAT\r\n"
    "MREwDwYDVQQDDAhzZWxmdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEb7ehDRtx3e\r\n"
    "X0lBPTKYlDw2M41oUWjJFpwJN5ck6S5MDa7FJf6XGXG3C9l/wPpg+X6poiXuUAo7fhFnGOZR\r\n"
    "Y+OjdDByMB0GA1UdDgQWBBTxNz5VtSJLXUjew1It/Gt5jVkemDAfBgNVHSMEGDAWgBTxNz5V\r\n"
    "tSJLXUjew1It/Gt5jVkemDAPBgNVHRMBAf8EBTADAQH/MB8GA1UdEQQYMBaBFHNlbGZ0ZXN0\r\n"
    "QGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCID3YO3Iw+zX3MMzKZ12wOl3YxAsQRs1Y\r\n"
    "u5V2WPPWD7J2AiEA8zoiUECrGlH2P/VsNYKP5f5TZ9vQ3pqFHjAQClU/7kcxggEAMIH9AgEB\r\n"
    "MCswEzERMA8GA1UEAwwIc2VsZnRlc3QCFAQnIlRVd+HLTspbTJiwSBnoXeIdMAsGCWCGSAFl\r\n"
    "AwQCAaBpMBgGCSqGSIb3DQEJAzELBgkqhkiG9w0BBwEwHAYJKoZIhvcNAQkFMQ8XDTI2MTEy\r\n"
    "MjAyNDEwMVowLwYJKoZIhvcNAQkEMSIEIFgYRKvv//F3V003FGslcpHxa4hUeaDLWbceqx1i\r\n"
    "U4lJMAoGCCqGSM49BAMCBEcwRQIhAKgai7qlCH5Fi9kBv0DBuIXrdoW6uxruZbrPrcLHAEsP\r\n"
    "AiBH6/Zu6nhCxEwXPxBDiOvwrpJRJEy6cDRF57iDp1nJog==\r\n"
    "--b--\r\n";

bool selftest_signed(struct analyst *analyst)
{
	struct message *message = message_parse(
	    analyst->arena, str_make(signed_mail, sizeof signed_mail - 1), NULL);
	struct smime_results got;
	const struct smime_signer *signer;

	smime_verify(analyst->arena, message, analyst->roots, -1, analyst->env.clock,
		     &got);
	signer = smime_main_signer(&got);
	return signer && signer->code == SMIME_PASS &&
	       signer->chain.trust == CHAIN_SELF_SIGNED &&
	       signer->author == SMIME_AUTHOR_MATCHES;
}
