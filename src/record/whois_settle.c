/* record/whois_settle.c - when all lines of an answer were read: which paragraph a handle
 * meant, what lines without keys are, who the registrar is, whose desk an address is. */
#include "record/whois_reader.h"

/* --- handles --------------------------------------------------------------------- */

static struct registry_contact *with_handle(struct registry_facts *facts,
					    struct str handle)
{
	for (uint32_t i = 0; i < facts->contact_count; i++)
		if (str_eq_nocase(facts->contacts[i].fields[REGISTRY_HANDLE].text,
				  handle))
			return &facts->contacts[i];
	return NULL;
}

/* "registrant: ABC1-EXAMPLE" with a paragraph of that handle further down. */
static void settle_self(struct whois_reader *reader, struct registry_contact *contact)
{
	struct whois_described *described = whois_described_of(reader, contact);
	struct registry_contact *meant;

	if (!described->self.n)
		return;
	meant = with_handle(reader->facts, described->self);
	if (!meant || meant == contact)
		return;
	meant->roles |= contact->roles;
	described->self = STR_NONE;
	/* What is left has no values of its own and is nobody. */
	if (!registry_contact_known(contact))
		contact->roles = 0;
}

static void settle_handles(struct whois_reader *reader)
{
	struct registry_facts *facts = reader->facts;

	for (uint32_t i = 0; i < facts->contact_count; i++)
		settle_self(reader, &facts->contacts[i]);
	for (uint32_t i = 0; i < reader->ref_count; i++) {
		struct registry_contact *meant =
		    with_handle(facts, reader->refs[i].handle);

		if (!meant &&
		    registry_standing_of(reader->refs[i].handle) == REGISTRY_EMPTY)
			continue;
		if (!meant) {
			meant = registry_add_contact(reader->arena, facts, 0);
			registry_contact_add(reader->arena, meant, REGISTRY_HANDLE,
					     reader->refs[i].handle);
		}
		meant->roles |= (uint32_t)reader->refs[i].role;
	}
}

/* --- lines without keys ---------------------------------------------------------- */

/* How firms end their names; each stands as a word. */
static const struct str firms[] = {
	STR("inc"),	   STR("ltd"),	     STR("llc"),	  STR("gmbh"),
	STR("corp"),	   STR("co"),	     STR("limited"),	  STR("corporation"),
	STR("company"),	   STR("ag"),	     STR("sa"),		  STR("srl"),
	STR("spa"),	   STR("bv"),	     STR("nv"),		  STR("ab"),
	STR("oy"),	   STR("as"),	     STR("plc"),	  STR("lda"),
	STR("university"), STR("institute"), STR("foundation"),	  STR("association"),
	STR("ministry"),   STR("holdings"),  STR("group"),	  STR("kk"),
	STR("kft"),	   STR("doo"),	     STR("ooo"),	  STR("sarl"),
	STR("sas"),	   STR("pty"),	     STR("technologies"), STR("international"),
};

static bool is_firm(struct str name)
{
	struct str word;

	while ((word = str_take_word(&name)).n) {
		char letters[16];
		size_t n = 0;

		for (size_t i = 0; i < word.n && n < sizeof letters; i++)
			if (ascii_is_alpha(word.p[i]))
				letters[n++] = ascii_lower(word.p[i]);
		for (size_t i = 0; i < COUNT(firms); i++)
			if (str_eq(str_make(letters, n), firms[i]))
				return true;
	}
	return false;
}

static bool is_email(struct str word)
{
	size_t at = str_find(word, '@');

	return at != STR_NPOS && at > 0 && str_find(str_skip(word, at), '.') != STR_NPOS;
}

static bool all_digits(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_digit(text.p[i]))
			return false;
	return text.n > 0;
}

static bool is_phone(struct str text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (ascii_is_digit(text.p[i]))
			digits++;
		else if (!memchr("+-. ()", text.p[i], 6))
			return false;
	}
	return digits >= 7;
}

/* Numbers of the telephone are longer, or have marks between. */
enum { POST_CODE = 8 };

static bool is_post_code(struct str text)
{
	return text.n <= POST_CODE && all_digits(text);
}

static bool is_country(struct str text)
{
	return text.n == 2 && text.p[0] >= 'A' && text.p[0] <= 'Z' && text.p[1] >= 'A' &&
	       text.p[1] <= 'Z';
}

/* "DNS Admin  dns@example.net": what is not the address is the name. */
static struct str take_email(struct whois_reader *reader,
			     struct registry_contact *contact, struct str line)
{
	struct str rest = line, word, before = line;

	while ((word = str_take_word(&rest)).n) {
		if (!is_email(word))
			continue;
		registry_contact_add(reader->arena, contact, REGISTRY_EMAIL, word);
		before = str_trim(str_sub(line, 0, (size_t)(word.p - line.p)));
		return before;
	}
	return before;
}

/* "P-CQG21", "mmr-142621": one word of letters and digits. */
static bool is_handle(struct str text)
{
	bool digit = false, letter = false;

	for (size_t i = 0; i < text.n; i++) {
		digit |= ascii_is_digit(text.p[i]);
		letter |= ascii_is_alpha(text.p[i]);
		if (!ascii_is_alnum(text.p[i]) && !memchr("-_/:", text.p[i], 4))
			return false;
	}
	return digit && letter;
}

/* What stands behind the role itself: a handle, or who it is. Where a name is given too,
 * it is the firm. */
static void settle_whole(struct whois_reader *reader, struct registry_contact *contact,
			 struct str self)
{
	enum registry_field field = REGISTRY_NAME;

	if (is_handle(self))
		field = REGISTRY_HANDLE;
	else if (contact->fields[REGISTRY_NAME].standing > REGISTRY_EMPTY)
		field = REGISTRY_ORGANIZATION;
	registry_contact_add(reader->arena, contact, field, self);
}

/* The first line is who it is. Where the second is a person with an address of mail, the
 * first is the firm; where the second ends like a firm, it is. */
static bool take_who(struct whois_reader *reader, struct registry_contact *contact,
		     uint32_t i, struct str line, bool mailed)
{
	const struct registry_value *name = &contact->fields[REGISTRY_NAME];
	struct registry_value *firm = &contact->fields[REGISTRY_ORGANIZATION];

	/* a number is nobody's name */
	if (is_phone(line))
		return false;
	if (i == 0) {
		registry_contact_add(reader->arena, contact, REGISTRY_NAME, line);
		return true;
	}
	if (i > 1 || firm->standing > REGISTRY_EMPTY)
		return false;
	if (mailed && name->text.n) {
		*firm = *name;
		contact->fields[REGISTRY_NAME] = (struct registry_value){ 0 };
		registry_contact_add(reader->arena, contact, REGISTRY_NAME, line);
		return true;
	}
	if (!is_firm(line))
		return false;
	registry_contact_add(reader->arena, contact, REGISTRY_ORGANIZATION, line);
	return true;
}

static void settle_lines(struct whois_reader *reader, struct registry_contact *contact)
{
	struct whois_described *described = whois_described_of(reader, contact);
	bool street = contact->fields[REGISTRY_STREET].text.n > 0;

	for (uint32_t i = 0; i < described->count; i++) {
		struct str line = take_email(reader, contact, described->lines[i]);

		if (!line.n)
			continue;
		if (take_who(reader, contact, i, line, line.n < described->lines[i].n))
			continue;
		if (is_post_code(line))
			registry_contact_add(reader->arena, contact, REGISTRY_POSTAL_CODE,
					     line);
		else if (is_phone(line))
			registry_contact_add(reader->arena, contact,
					     contact->fields[REGISTRY_PHONE].text.n
						 ? REGISTRY_FAX
						 : REGISTRY_PHONE,
					     line);
		else if (is_country(line))
			registry_contact_add(reader->arena, contact, REGISTRY_COUNTRY,
					     line);
		else if (!street)
			registry_contact_add(reader->arena, contact, REGISTRY_STREET,
					     line);
	}
	if (described->organization &&
	    contact->fields[REGISTRY_ORGANIZATION].standing <= REGISTRY_EMPTY) {
		contact->fields[REGISTRY_ORGANIZATION] = contact->fields[REGISTRY_NAME];
		contact->fields[REGISTRY_NAME] = (struct registry_value){ 0 };
	}
	if (described->self.n)
		settle_whole(reader, contact, described->self);
}

/* --- the registrar --------------------------------------------------------------- */

/* What a registrar is called by. */
static struct str called(const struct registry_contact *contact)
{
	static const enum registry_field order[] = { REGISTRY_ORGANIZATION, REGISTRY_NAME,
						     REGISTRY_HANDLE };

	for (size_t i = 0; i < COUNT(order); i++)
		if (contact->fields[order[i]].text.n)
			return contact->fields[order[i]].text;
	return STR_NONE;
}

/* "Example Inc. R45-EX": a code of the registry at the end. */
static struct str without_code(struct whois_reader *reader,
			       struct registry_contact *contact, struct str text)
{
	struct str before, code;

	if (!str_cut_last(text, ' ', &before, &code) || code.n < 4 || code.p[0] != 'R' ||
	    !ascii_is_digit(code.p[1]) || str_find(code, '-') == STR_NPOS)
		return text;
	registry_contact_add(reader->arena, contact, REGISTRY_HANDLE, code);
	return str_trim(before);
}

/* "Example Inc. (1234)", "Example Inc. (R12-LROR)", "Example [Tag = EXAMPLE]",
 * "Example (http://example.net)": the name, and what else it tells. */
static struct str registrar_name(struct whois_reader *reader,
				 struct registry_contact *contact, struct str text)
{
	struct registry_facts *facts = reader->facts;
	struct str before, after;
	size_t tag = str_find_str(text, STR("[Tag ="));

	if (tag != STR_NPOS && tag > 0) {
		registry_contact_add(reader->arena, contact, REGISTRY_HANDLE,
				     str_until(str_skip(text, tag + 6), ']'));
		return str_trim(str_sub(text, 0, tag));
	}
	if (!str_ends(text, STR(")")) || !str_cut_last(text, '(', &before, &after) ||
	    !str_trim(before).n)
		return without_code(reader, contact, text);
	after = str_trim(str_sub(after, 0, after.n - 1));
	if (str_starts_nocase(after, STR("http")) ||
	    str_starts_nocase(after, STR("www."))) {
		if (!facts->registrar_url.n)
			facts->registrar_url = after;
		return str_trim(before);
	}
	/* its number, unless a line of its own gives that */
	if (all_digits(after) && !facts->registrar_id.n) {
		facts->registrar_id = after;
		return without_code(reader, contact, str_trim(before));
	}
	if (str_starts(after, STR("R")) && str_find(after, '-') != STR_NPOS &&
	    str_find(after, ' ') == STR_NPOS) {
		registry_contact_add(reader->arena, contact, REGISTRY_HANDLE, after);
		return str_trim(before);
	}
	return text;
}

static struct registry_contact *named_as(struct registry_facts *facts,
					 enum registry_role role)
{
	for (uint32_t i = 0; i < facts->contact_count; i++)
		if ((facts->contacts[i].roles & role) && called(&facts->contacts[i]).n)
			return &facts->contacts[i];
	return NULL;
}

static void settle_page(struct registry_facts *facts,
			const struct registry_contact *registrar)
{
	if (!facts->registrar_url.n)
		facts->registrar_url = registrar->fields[REGISTRY_URL].text;
}

static void settle_registrar(struct whois_reader *reader)
{
	struct registry_facts *facts = reader->facts;
	struct registry_contact *contact = named_as(facts, REGISTRY_REGISTRAR);

	/* .tw: where nobody else registers, the "service provider" does */
	if (!contact) {
		contact = named_as(facts, REGISTRY_RESELLER);
		if (contact)
			contact->roles |= REGISTRY_REGISTRAR;
	}
	if (contact) {
		facts->registrar = registrar_name(reader, contact, called(contact));
		settle_page(facts, contact);
	}
	/* a page may be all that is said of him */
	for (uint32_t i = 0; i < facts->contact_count; i++)
		if (facts->contacts[i].roles & REGISTRY_REGISTRAR)
			settle_page(facts, &facts->contacts[i]);
}

/* --- the rest -------------------------------------------------------------------- */

static void settle_abuse(struct whois_reader *reader)
{
	struct registry_facts *facts = reader->facts;

	whois_flush_abuse(reader);
	for (uint32_t i = 0; i < facts->contact_count; i++) {
		const struct registry_contact *contact = &facts->contacts[i];
		struct registry_abuse abuse = {
			.email = contact->fields[REGISTRY_EMAIL].text,
			.phone = contact->fields[REGISTRY_PHONE].text,
			.name = contact->fields[REGISTRY_NAME].text,
			.of = facts->network_count ? REGISTRY_HOLDER : REGISTRY_REGISTRAR,
		};

		if (contact->roles & REGISTRY_ABUSE)
			registry_add_abuse(reader->arena, facts, &abuse);
	}
}

/* What only a network's remarks tell; behind what has a line of its own. */
static void settle_remarked(struct whois_reader *reader)
{
	struct registry_abuse abuse = { .email = reader->remarked,
					.of = REGISTRY_HOLDER };

	registry_add_abuse(reader->arena, reader->facts, &abuse);
}

/* An answer about networks has the dates of the one that it is about; of one network
 * alone they may stand below a blank line. */
static void settle_times(struct registry_facts *facts)
{
	struct registry_network *network = &facts->networks[facts->network];

	if (!facts->network_count || facts->domain.n)
		return;
	if (network->created.ok)
		facts->created = network->created;
	else if (facts->network_count == 1)
		network->created = facts->created;
	if (network->updated.ok)
		facts->updated = network->updated;
	else if (facts->network_count == 1)
		network->updated = facts->updated;
}

/* What the holders of networks have in that field; the network's own holder first. */
static struct str of_holder(struct registry_facts *facts, struct str handle,
			    enum registry_field field)
{
	const struct registry_contact *holder =
	    handle.n ? with_handle(facts, handle) : NULL;

	if (holder && holder->fields[field].text.n)
		return holder->fields[field].text;
	for (uint32_t i = 0; i < facts->contact_count; i++)
		if ((facts->contacts[i].roles & REGISTRY_HOLDER) &&
		    facts->contacts[i].fields[field].text.n)
			return facts->contacts[i].fields[field].text;
	return STR_NONE;
}

/* A network's country and holder, where only its organisation's paragraph names them. */
static void settle_network(struct whois_reader *reader, struct registry_network *network)
{
	struct registry_facts *facts = reader->facts;

	if (!network->country.n)
		network->country = of_holder(facts, network->holder, REGISTRY_COUNTRY);
	if (!network->organization.n)
		network->organization =
		    of_holder(facts, network->holder, REGISTRY_ORGANIZATION);
}

/* Nobody's contacts: of paragraphs that no line referred to, and empty ones. */
static void drop_nobody(struct registry_facts *facts)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < facts->contact_count; i++) {
		const struct registry_contact *contact = &facts->contacts[i];
		bool empty = true;

		for (unsigned k = 0; k < REGISTRY_FIELDS; k++)
			empty &= contact->fields[k].standing == REGISTRY_NOT_COLLECTED;
		if (contact->roles && !empty)
			facts->contacts[kept++] = *contact;
	}
	facts->contact_count = kept;
}

/* A domain does not serve itself, unless an address of it is given: where a key for name
 * servers also names the domain, that is left away. */
static void drop_itself(struct registry_facts *facts)
{
	for (uint32_t i = 0; i < facts->host_count && facts->host_count > 1; i++) {
		if (facts->hosts[i].count || !str_eq(facts->hosts[i].name, facts->domain))
			continue;
		facts->host_count--;
		memmove(&facts->hosts[i], &facts->hosts[i + 1],
			(facts->host_count - i) * sizeof *facts->hosts);
		return;
	}
}

/* The words of "state:" count where there is no "status:". */
static void settle_state(struct whois_reader *reader)
{
	struct str rest = reader->state, piece;

	if (reader->facts->status_count)
		return;
	while (str_split(&rest, ',', &piece))
		registry_add_status(reader->arena, reader->facts, piece);
}

void whois_settle(struct whois_reader *reader)
{
	struct registry_facts *facts = reader->facts;

	settle_state(reader);
	drop_itself(facts);
	settle_handles(reader);
	for (uint32_t i = 0; i < facts->contact_count; i++)
		settle_lines(reader, &facts->contacts[i]);
	settle_registrar(reader);
	settle_abuse(reader);
	settle_remarked(reader);
	for (uint32_t i = 0; i < facts->network_count; i++)
		settle_network(reader, &facts->networks[i]);
	registry_choose_network(facts);
	settle_times(facts);
	drop_nobody(facts);
}
