/* record/whois_phrase.c - see whois_phrase.h.
 *
 * Each phrase is looked for once in each short line; all together they cost a fixed
 * number of passes over the text. Being throttled is never "no such name", so those stand
 * first. */
#include "record/whois_phrase.h"

#define NOT_FOUND REGISTRY_NOT_FOUND
#define THROTTLED REGISTRY_THROTTLED
#define REFUSED REGISTRY_REFUSED
#define RESERVED REGISTRY_RESERVED
#define RETIRED REGISTRY_RETIRED

const struct whois_phrase whois_phrases[] = {
	/* sentences that look like others, and say nothing of the name */
	{ REGISTRY_UNREADABLE, "en", "information is available" },
	{ REGISTRY_UNREADABLE, "en", "is available at" },
	{ REGISTRY_UNREADABLE, "en", "is available on" },
	{ REGISTRY_UNREADABLE, "en", "is available from" },
	/* lists of marks that nobody else may register */
	{ RESERVED, "en", "dpml" },
	{ RESERVED, "en", "adultblock" },
	{ RESERVED, "en", "globalblock" },
	{ RESERVED, "en", "uni eps" },
	/* port 43 that tells where the answers are now */
	{ RETIRED, "en", "has been retired" },
	{ RETIRED, "en", "has been sunset" },
	{ RETIRED, "en", "has been decommissioned" },
	{ RETIRED, "en", "has been discontinued" },
	{ RETIRED, "en", "whois is no longer" },
	{ RETIRED, "en", "service is no longer" },
	{ RETIRED, "en", "replaced by rdap" },
	{ RETIRED, "en", "whois is deprecated" },
	{ RETIRED, "en", "please use rdap" },
	{ RETIRED, "en", "use the rdap" },
	{ RETIRED, "en", "query the rdap" },
	{ RETIRED, "en", "query our rdap" },
	{ RETIRED, "en", "use rdap instead" },
	{ THROTTLED, "en", "ip address blocked" },
	{ THROTTLED, "en", "limit exceeded" },
	{ THROTTLED, "en", "limit reached" },
	{ THROTTLED, "en", "limit has been reached" },
	{ THROTTLED, "en", "limit has been exceeded" },
	{ THROTTLED, "en", "exceeded the" },
	{ THROTTLED, "en", "exceeded your" },
	{ THROTTLED, "en", "exceeded maximum" },
	{ THROTTLED, "en", "exceeded allowed" },
	{ THROTTLED, "en", "have exceeded" },
	{ THROTTLED, "en", "has been exceeded" },
	{ THROTTLED, "en", "quota exceeded" },
	{ THROTTLED, "en", "query quota" },
	{ THROTTLED, "en", "query rate" },
	{ THROTTLED, "en", "rate limit" },
	{ THROTTLED, "en", "too many requests" },
	{ THROTTLED, "en", "too many queries" },
	{ THROTTLED, "en", "queries exceeded" },
	{ THROTTLED, "en", "requests exceeded" },
	{ THROTTLED, "en", "too many connection" },
	{ THROTTLED, "en", "interval is too short" },
	{ THROTTLED, "en", "too many simultaneous" },
	{ THROTTLED, "en", "too fast" },
	{ THROTTLED, "en", "slow down" },
	{ THROTTLED, "en", "per second allowed" },
	{ THROTTLED, "en", "per minute allowed" },
	{ THROTTLED, "en", "excessive querying" },
	{ THROTTLED, "en", "requests are limited" },
	{ THROTTLED, "en", "queries are limited" },
	{ THROTTLED, "en", "still in grace period" },
	{ THROTTLED, "en", "before starting another enquiry" },
	{ THROTTLED, "en", "before starting another query" },
	{ THROTTLED, "en", "wait a while" },
	{ THROTTLED, "en", "wait a few" },
	{ THROTTLED, "en", "maximum number of requests" },
	{ THROTTLED, "en", "maximum queries" },
	{ THROTTLED, "en", "max queries" },
	{ THROTTLED, "en", "has exceeded" },
	{ THROTTLED, "en", "was exceeded" },
	{ THROTTLED, "en", "lookup quota" },
	{ THROTTLED, "en", "temporarily blocked" },
	{ THROTTLED, "en", "blacklisted for" },
	{ THROTTLED, "en", "connection refused due to" },
	{ THROTTLED, "es", "límite de consultas" },
	{ THROTTLED, "es", "limite de consultas" },
	{ THROTTLED, "pt", "limite de consultas" },
	{ THROTTLED, "fr", "trop de requ" },
	{ THROTTLED, "ja", "検索回数" },
	{ REFUSED, "es", "solo acepta consultas" },
	{ REFUSED, "en", "server too busy" },
	{ REFUSED, "en", "server is busy" },
	{ REFUSED, "en", "temporarily not be answered" },
	{ REFUSED, "en", "temporarily unavailable" },
	{ REFUSED, "en", "currently unavailable" },
	{ REFUSED, "en", "service unavailable" },
	{ REFUSED, "en", "service is not available" },
	{ REFUSED, "en", "try again later" },
	{ THROTTLED, "en", "again in a few" },
	{ REFUSED, "en", "access denied" },
	{ REFUSED, "en", "permission denied" },
	{ REFUSED, "en", "not authorized to access or query this" },
	{ REFUSED, "en", "not authorised to" },
	{ REFUSED, "en", "is not authorized" },
	{ REFUSED, "en", "ip address is not" },
	{ REFUSED, "en", "has been banned" },
	{ REFUSED, "en", "has been blocked" },
	{ REFUSED, "en", "is blocked" },
	{ REFUSED, "en", "blacklisted" },
	{ REFUSED, "en", "has been permanently denied" },
	{ REFUSED, "en", "requests of this client are not permitted" },
	{ REFUSED, "en", "tld is not supported" },
	{ REFUSED, "en", "is not supported" },
	{ REFUSED, "en", "no whois server" },
	{ REFUSED, "en", "database error" },
	{ REFUSED, "en", "unable to process" },
	{ REFUSED, "en", "internal error" },
	{ REFUSED, "en", "timeout occurred" },
	/* what denies "available for", and what a registry keeps back from all though it
	   keeps no such object */
	{ RESERVED, "en", "not available for" },
	{ RESERVED, "en", "unavailable for" },
	{ RESERVED, "en", "reserved name" },
	{ RESERVED, "en", "reserved domain" },
	{ RESERVED, "en", "name is reserved" },
	{ RESERVED, "en", "domain is reserved" },
	{ NOT_FOUND, "en", "no match" },
	{ NOT_FOUND, "en", "no object found" },
	{ NOT_FOUND, "en", "object not found" },
	{ NOT_FOUND, "en", "object does not exist" },
	{ NOT_FOUND, "en", "object_not_found" },
	{ NOT_FOUND, "en", "no entries found" },
	{ NOT_FOUND, "en", "no entry found" },
	{ NOT_FOUND, "en", "not have an entry" },
	{ NOT_FOUND, "en", "no data found" },
	{ NOT_FOUND, "en", "no data was found" },
	{ NOT_FOUND, "en", "data not found" },
	{ NOT_FOUND, "en", "no information available" },
	{ NOT_FOUND, "en", "no information was found" },
	{ NOT_FOUND, "en", "no records found" },
	{ NOT_FOUND, "en", "no record found" },
	{ NOT_FOUND, "en", "no records matching" },
	{ NOT_FOUND, "en", "no matching" },
	{ NOT_FOUND, "en", "no matches" },
	{ NOT_FOUND, "en", "records were found" },
	{ NOT_FOUND, "en", "no domain records" },
	{ NOT_FOUND, "en", "no such" },
	{ NOT_FOUND, "en", "no found" },
	{ NOT_FOUND, "en", "nothing found" },
	{ NOT_FOUND, "en", "not found" },
	{ NOT_FOUND, "en", "not_found" },
	{ NOT_FOUND, "en", "not exist" },
	{ NOT_FOUND, "en", "not been registered" },
	{ NOT_FOUND, "en", "not registered" },
	{ NOT_FOUND, "en", "not registred" },
	{ NOT_FOUND, "en", "not in database" },
	{ NOT_FOUND, "en", "not in the database" },
	{ NOT_FOUND, "en", "not in our database" },
	{ NOT_FOUND, "en", "not available in our whois database" },
	{ NOT_FOUND, "en", "not known in" },
	{ NOT_FOUND, "en", "domain unknown" },
	{ NOT_FOUND, "en", "unknown domain" },
	{ NOT_FOUND, "en", "is free" },
	{ NOT_FOUND, "en", "is available" },
	{ NOT_FOUND, "en", "available for" },
	{ NOT_FOUND, "en", "status: available" },
	{ NOT_FOUND, "en", "status: free" },
	{ NOT_FOUND, "en", "returned 0 objects" },
	{ NOT_FOUND, "en", "did not find" },
	{ NOT_FOUND, "en", "could not find" },
	{ NOT_FOUND, "en", "cannot find" },
	{ NOT_FOUND, "en", "could not be found" },
	{ NOT_FOUND, "en", "is unassigned" },
	{ NOT_FOUND, "en", "not delegated" },
	{ NOT_FOUND, "en", "not allocated" },
	{ NOT_FOUND, "fr", "aucun enregistrement" },
	{ NOT_FOUND, "fr", "aucun résultat" },
	{ NOT_FOUND, "es", "no se encontr" },
	{ NOT_FOUND, "es", "no existe" },
	{ NOT_FOUND, "es", "no esta registrado" },
	{ NOT_FOUND, "es", "no está registrado" },
	{ NOT_FOUND, "es", "no registrado" },
	{ NOT_FOUND, "es", "el dominio no se encuentra" },
	{ NOT_FOUND, "pt", "não encontrado" },
	{ NOT_FOUND, "pt", "nao encontrado" },
	{ NOT_FOUND, "hu", "nincs tal" },
	{ NOT_FOUND, "hr", "ne postoji" },
	{ NOT_FOUND, "sr", "nije registrovan" },
	{ NOT_FOUND, "bg", "не съществува" },
	{ NOT_FOUND, "ru", "не найден" },
	{ NOT_FOUND, "ru", "не зарегистрирован" },
	{ NOT_FOUND, "uk", "не знайдено" },
	{ NOT_FOUND, "de", "nicht gefunden" },
	{ NOT_FOUND, "de", "nicht registriert" },
	{ NOT_FOUND, "it", "non trovato" },
	{ NOT_FOUND, "it", "non registrato" },
	{ NOT_FOUND, "tr", "bulunamadi" },
	{ NOT_FOUND, "tr", "bulunamadı" },
	{ NOT_FOUND, "ja", "該当するデータ" },
	{ NOT_FOUND, "ja", "見つかりません" },
	{ NOT_FOUND, "ja", "登録されていません" },
	{ NOT_FOUND, "zh", "没有找到" },
	{ NOT_FOUND, "zh", "未找到" },
	{ NOT_FOUND, "zh", "找不到" },
	{ NOT_FOUND, "zh", "查無" },
	{ NOT_FOUND, "ko", "등록되어 있지 않" },
	{ NOT_FOUND, "ko", "존재하지 않" },
	{ RESERVED, "en", "reserved by" },
	{ RESERVED, "en", "is reserved" },
	{ RESERVED, "en", "domain reserved" },
	{ RESERVED, "en", "has been reserved" },
	{ RESERVED, "en", "reserved or" },
	{ RESERVED, "en", "restricted domain" },
	{ RESERVED, "en", "restricted name" },
	{ RESERVED, "en", "restricted -" },
	{ RESERVED, "en", "name is restricted" },
	{ RESERVED, "en", "domain is restricted" },
	{ RESERVED, "en", "is not available" },
	{ RESERVED, "en", "domain not available" },
	{ RESERVED, "en", "name not available" },
	{ RESERVED, "en", "requested is prohibited" },
	{ RESERVED, "en", "domain is prohibited" },
	{ RESERVED, "en", "name is prohibited" },
	{ RESERVED, "en", "cannot be registered" },
	{ RESERVED, "en", "can not be registered" },
	{ RESERVED, "en", "can't be registered" },
	{ RESERVED, "en", "may not be registered" },
	{ RESERVED, "en", "not be registered" },
	{ RESERVED, "en", "blocked" },
	{ RESERVED, "en", "premium name" },
	{ RESERVED, "en", "prohibited string" },
	{ RESERVED, "en", "forbidden" },
	{ RESERVED, "zh", "禁止注册" },
	{ RESERVED, "zh", "保留" },
	/* What was asked was not understood; the name is nobody's as far as this server
	   goes. */
	{ REFUSED, "en", "not have any records for" },
	{ REFUSED, "en", "error: 5" },
	{ REFUSED, "en", "invalid query" },
	{ REFUSED, "en", "invalid domain" },
	{ REFUSED, "en", "invalid request" },
	{ REFUSED, "en", "invalid input" },
	{ REFUSED, "en", "invalid parameter" },
	{ REFUSED, "en", "invalid pattern" },
	{ REFUSED, "en", "illegal" },
	{ REFUSED, "en", "syntax error" },
	{ REFUSED, "en", "bad request" },
	{ REFUSED, "en", "malformed" },
	{ REFUSED, "en", "not a valid" },
	{ REFUSED, "en", "is not valid" },
	{ REFUSED, "en", "not allowed" },
};
const size_t whois_phrase_count = COUNT(whois_phrases);

/* Sentences of this kind fit one line of a terminal, twice at most; and they come to the
 * point at once. */
enum { LINE = 200, POINT = 110 };

const struct whois_phrase *whois_phrase_in(struct str line)
{
	struct str text = str_trim(line);

	if (text.n == 0 || text.n > LINE)
		return NULL;
	text = str_sub(text, 0, POINT);
	for (size_t i = 0; i < whois_phrase_count; i++)
		if (str_find_str_nocase(text, str_c(whois_phrases[i].words)) != STR_NPOS)
			return whois_phrases[i].outcome == REGISTRY_UNREADABLE
				   ? NULL
				   : &whois_phrases[i];
	return NULL;
}

/* Whole values of a status line. */
static const struct whois_phrase statuses[] = {
	{ NOT_FOUND, "en", "available" },	 { NOT_FOUND, "en", "free" },
	{ NOT_FOUND, "en", "not registered" },	 { NOT_FOUND, "en", "no object found" },
	{ NOT_FOUND, "en", "not found" },	 { NOT_FOUND, "en", "unassigned" },
	{ NOT_FOUND, "en", "unregistered" },	 { NOT_FOUND, "en", "220 available" },
	{ NOT_FOUND, "en", "invalid" },		 { NOT_FOUND, "es", "disponible" },
	{ RESERVED, "en", "reserved" },		 { RESERVED, "en", "unavailable" },
	{ RESERVED, "en", "restricted" },	 { RESERVED, "en", "blocked" },
	{ RESERVED, "en", "forbidden" },	 { RESERVED, "en", "not available" },
	{ RESERVED, "en", "premium name" },	 { RESERVED, "en", "not_available" },
	{ RESERVED, "en", "not_open" },		 { RESERVED, "en", "unassignable" },
	{ RESERVED, "en", "prohibited string" }, { RESERVED, "en", "reserved name" },
};

bool whois_phrase_certain(const struct whois_phrase *phrase)
{
	return !strstr(phrase->words, "available") && !strstr(phrase->words, "blocked");
}

const struct whois_phrase *whois_phrase_status(struct str value)
{
	struct str text = str_trim(str_until(value, '('));

	for (size_t i = 0; i < COUNT(statuses); i++)
		if (str_eq_nocase(text, str_c(statuses[i].words)))
			return &statuses[i];
	return NULL;
}
