/* base/limits.h - every ceiling, with its reason.
 *
 * A cap counts work (bytes, items, steps), never time. What is cut is said in
 * a defect "limit.…" of the message, and from there in a finding. */
#pragma once

/* --- input ------------------------------------------------------------- */
/* The largest message examined; RFC 5321 sets no end, providers stop at 50 MB
 * and one mail must not take the machine. What lies beyond is not read. */
#define LIMIT_MESSAGE_BYTES (64u << 20)

/* --- header ------------------------------------------------------------ */
/* Real mails have 20 to 150 fields; 100,000 made a reader stop (HI-01). */
#define LIMIT_HEADER_FIELDS 4096
/* One field: long References run to some kB; Dovecot caps at 10 MB. */
#define LIMIT_FIELD_BYTES (1u << 20)
/* Header of one part in all; what follows is a header that never ends. */
#define LIMIT_HEADER_BYTES (8u << 20)
/* Encoded words in one value, and parameters in one field (HI-04, HI-06). */
#define LIMIT_ENCODED_WORDS 4096
#define LIMIT_PARAMETERS 256
/* Addresses in one field, nesting of comments (HI-02). */
#define LIMIT_ADDRESSES 10000
/* What others might take for an address; more readings tell nobody more. */
#define LIMIT_ADDRESS_READINGS 256
#define LIMIT_COMMENT_DEPTH 64
#define LIMIT_COMMENT_BYTES 8192
/* Hops; MTAs stop a loop at 25 to 100. */
#define LIMIT_HOPS 200
/* Names set side by side (record/identity.h); beyond that nobody would read the table. */
#define LIMIT_IDENTITIES 200
/* Text searched for brand names in one message's addresses and subject; the longest
 * honest subjects have some hundred bytes. */
#define LIMIT_CLAIM_BYTES (256u << 10)
/* Brands claimed in one message; a digest of a whole shopping mall stays below. */
#define LIMIT_CLAIMS 32
/* Recorded Authentication-Results and methods in one. */
#define LIMIT_AUTHRES 64
#define LIMIT_AUTHRES_METHODS 64

/* --- signatures ---------------------------------------------------------- */
/* Signatures of one message that are evaluated; honest mail has one to four, and each
 * asks for a key and costs an RSA operation (HI-10). */
#define LIMIT_DKIM 10
/* And those that are listed at all. */
#define LIMIT_DKIM_LISTED 100
/* Different domains in From that are judged by DMARC; honest mail has one. */
#define LIMIT_DMARC 8
/* Tags of one list; the RFCs know sixteen. */
#define LIMIT_TAGS 64
/* Names in h=; signers that name each field twice reach 120. */
#define LIMIT_SIGNED_NAMES 1024
/* Key records tried under one name; there is to be one. */
#define LIMIT_KEY_RECORDS 4
/* RSA keys, in bits: shorter ones anybody can compute, longer ones nobody uses, and they
 * make each verification dear. An exponent has at most so many bytes; all real ones are
 * 3 or 65537. */
#define LIMIT_RSA_LEAST 512
#define LIMIT_RSA_BITS 8192
#define LIMIT_RSA_EXPONENT 8
/* Broken signatures of one message that are tried with a change undone, the longest body
 * for that, and cuts at a line that may begin a footer; each is one more pass. */
#define LIMIT_REPAIRS 3
#define LIMIT_REPAIR_BYTES (4u << 20)
#define LIMIT_FOOTER_CUTS 4
/* One certificate; those with a logo inside have 10 to 30 kB. */
#define LIMIT_CERTIFICATE_BYTES (128u << 10)
/* Names of one kind in one certificate, and attributes of one name: hosters put 250 names
 * into one, RFC 5280 sets no end. */
#define LIMIT_CERTIFICATE_NAMES 512
#define LIMIT_CERTIFICATE_ATTRIBUTES 64
/* Times at which logs saw a certificate; two to six are there. */
#define LIMIT_CERTIFICATE_LOGGED 32
/* Certificates of one input or chain; chains have two to four. */
#define LIMIT_CERTIFICATES 30
/* The system's trusted issuers: about 150 in 220 kB. */
#define LIMIT_ROOTS 2000
#define LIMIT_ROOTS_BYTES (8 << 20)
/* An object identifier as text; real ones have some forty bytes. */
#define LIMIT_OBJECT_TEXT 256
/* RSA keys below this prove nothing any more (RFC 8301, 3.2; NIST SP 800-131A). */
#define LIMIT_RSA_LEAST_TRUSTED 1024
/* S/MIME (HI-24): signed entities of one message that are checked, one inside the other,
 * signers of one, and what libcrypto is given to read besides the content: honest
 * signatures have 2 to 10 kB. Open lengths inside open lengths. */
#define LIMIT_SMIME 8
#define LIMIT_SMIME_DEPTH 8
#define LIMIT_SMIME_SIGNERS 10
#define LIMIT_CHAIN 10
#define LIMIT_SMIME_BYTES (256u << 10)
#define LIMIT_CMS_NESTING 32
/* ARC sets (RFC 8617, 4.2.1). */
#define LIMIT_ARC_SETS 50

/* --- MIME -------------------------------------------------------------- */
#define LIMIT_PARTS 10000 /* HI-03 */
#define LIMIT_DEPTH 100	  /* deeper is an opaque leaf, still hashed */
/* Mails inside one that are judged to find which is to be examined. */
#define LIMIT_CARRIED_TRIED 32
#define LIMIT_CARRIED_BYTES (96u << 20) /* of memory for it */
#define LIMIT_READINGS 32		/* other readings of one ambiguous message */
/* All decoded bytes of all readings together: this many times the input. */
#define LIMIT_DECODED_FACTOR 4
#define LIMIT_DEFECTS 1000 /* kept; all are counted */

/* Groups inside groups and fonts of RTF that wraps HTML; Outlook's has some ten and some
 * forty. Deeper groups change nothing, further fonts are in the document's code page. */
#define LIMIT_RTF_DEPTH 256
#define LIMIT_RTF_FONTS 256

/* Things enclosed in one message, with all that is in their archives; a mail with every
 * photo of a holiday has some hundred. */
#define LIMIT_ATTACHMENTS 1000
/* Archives in archives, and what is in them; nobody packs four times by hand. Entries of
 * one archive that are listed here: a source tree has thousands, a lure has one. */
#define LIMIT_ATTACHMENT_DEPTH 3
#define LIMIT_ZIP_ENTRIES 512
/* Scripts of an attached page: bytes of one that are read (libraries that pages carry
 * have some 100 kB, payloads some megabytes), brackets in brackets, names with a value,
 * constants that are kept, bytes of all that is put together and decoded from them, and
 * keys that may turn them. */
#define LIMIT_SCRIPT_BYTES (4u << 20)
#define LIMIT_SCRIPT_DEPTH 256
#define LIMIT_SCRIPT_NAMES 4096
#define LIMIT_SCRIPT_CONSTANTS 2048
#define LIMIT_SCRIPT_MADE (8u << 20)
#define LIMIT_SCRIPT_KEYS 4
/* Pages and scripts that scripts build, one inside the other, and all of one page. */
#define LIMIT_BUILT_DEPTH 3
#define LIMIT_BUILT 256
/* Of one calendar, card or document: links that are listed, and text that is read. */
#define LIMIT_INNER_LINKS 256
#define LIMIT_INNER_TEXT (128u << 10)
/* Attached pages that are read, and links of one attachment that are listed. */
#define LIMIT_ATTACHED_PAGES 32
/* Texts read for what they say: one for each part that can be read, and their bytes. A
 * long newsletter has 60 kB of visible text; what a reader does not reach deceives
 * nobody. */
#define LIMIT_PASSAGES 256
#define LIMIT_PASSAGE_BYTES (512u << 10)
/* Phrases that press which are kept of one message; the worst lures have a hundred. */
#define LIMIT_LEVER_HITS 1000
/* One entry of data/usage.txt; all of them with what is made of them; places in one
 * passage where one of them may stand; slips kept of one kind, more than a list shows. */
#define LIMIT_USAGE_BYTES 96
#define LIMIT_USAGE_ROWS 20000
#define LIMIT_USAGE_MATCHES 8192
#define LIMIT_SLIPS 64
/* Telephone numbers, sums, addresses of coins kept of one message, each; a price list has
 * some hundred sums, and nobody reads them here. */
#define LIMIT_NUMBERS 64
/* Quoted blocks of one text: a long discussion is answered in some hundred places. */
#define LIMIT_QUOTATIONS 2000
/* Bytes of one text in which names are looked for: who speaks is said at its beginning
 * and at its end, and nobody reads sixty pages to learn it. */
#define LIMIT_SPEAKER_BYTES (128u << 10)

/* --- text and report --------------------------------------------------- */
/* Text of one part that is converted and examined; the rest is counted. */
#define LIMIT_TEXT_BYTES (4u << 20)
/* Text of one part as printed in a report. */
#define LIMIT_REPORT_TEXT (256u << 10)
/* One value inside a sentence, in columns, and items of a list there; JSON has more. */
#define LIMIT_VALUE_SHOWN 240
#define LIMIT_LIST_SHOWN 12
/* One string of the JSON report but a part's text, and items of a list among a finding's
 * values: a header's texts are named by several findings, and a character that cannot be
 * seen takes three times its bytes. Honest ones have some hundred bytes. What is cut
 * stands on the report's list `cut`, which ends somewhere too. */
#define LIMIT_REPORT_STRING 4096
#define LIMIT_REPORT_LIST 256
#define LIMIT_REPORT_CUT 1000
/* Raw bytes quoted with a defect. */
#define LIMIT_DEFECT_DETAIL 256
/* One picture: a page of a hundred kilobytes is drawn at once by any browser; ours have
 * ceilings of their own on what is in them, and stay below this. */
#define LIMIT_PICTURE (1u << 20)
#define LIMIT_REPORT_BYTES (64u << 20)
#define LIMIT_FINDINGS 1000
#define LIMIT_EVIDENCE 16 /* pointers per finding; more would not be read */
/* Open elements and links in one HTML part. */
#define LIMIT_HTML_DEPTH 512
/* Attributes of one tag; each is compared with those before it (HI-07). */
#define LIMIT_HTML_ATTRIBUTES 256
#define LIMIT_LINKS 10000
/* Bytes of a link's path in which brands' names are sought: a reader looks at its start.
 */
#define LIMIT_LIKENESS_PATH 2048
/* Hidden spans kept of one HTML part; those of honest newsletters stay below 300. */
#define LIMIT_HTML_SPANS 4096
/* Forms of one part, and fields in all of them. */
#define LIMIT_HTML_FORMS 256
#define LIMIT_HTML_FIELDS 4096
/* Declarations of one rule or style attribute, rules of all sheets of a part, and tests
 * of a rule against an element, of which a comparison of names counts for sixteen: what
 * remains is not applied (HI-08). */
#define LIMIT_CSS_DECLARATIONS 256
#define LIMIT_CSS_RULES 4096
#define LIMIT_CSS_TESTS 32000000u
/* Rules that hold for one element, and declarations kept of all combinations of them. */
#define LIMIT_CSS_MATCHED 64
#define LIMIT_CSS_MERGED 200000
/* Rules that hang on the program that shows the mail; ten would tell as much. */
#define LIMIT_CSS_CONDITIONAL 256

/* Indicators of one message: a lure has some twenty, a long newsletter some hundred; a
 * list of thousands tells nobody what to look for. Places of links that findings speak
 * against: checks tell of eight each. */
#define LIMIT_INDICATORS 1000
#define LIMIT_INDICATOR_PLACES 256

/* --- the outside ------------------------------------------------------- */
/* Questions of one message. SPF of both identities asks at most some 300, keys, policies
 * and the hosts of a long newsletter some 300 more; a mail that names 5,000 domains wants
 * to be noticed, or to make us a flood (HI-15). */
#define LIMIT_QUESTIONS 1000
/* Questions beyond that which are listed as refused; more names would tell nobody more.
 */
#define LIMIT_QUESTIONS_REFUSED 1000
/* A name, address or link that somebody wants looked up; links have seldom 2,000 bytes.
 */
#define LIMIT_THING_BYTES 4096
/* The survey of a message: different domains that are looked into, of them those with all
 * their records (an honest newsletter links to a dozen), hosts of one domain, and the
 * questions of it all; what is beyond is told. The sender's side comes first. */
#define LIMIT_SURVEY_DOMAINS 80
#define LIMIT_SURVEY_DEEP 24
#define LIMIT_SURVEY_HOSTS 4
#define LIMIT_SURVEY_QUESTIONS 400
/* Addresses whose reverse names are asked for, addresses kept of one host, reverse names
 * of one address (as in SPF, RFC 7208, 4.6.4). */
#define LIMIT_SURVEY_ADDRESSES 40
#define LIMIT_SURVEY_HOST_ADDRESSES 8
#define LIMIT_SURVEY_NAMES 10
/* Names beyond these ceilings that are counted: a hundred would tell as much. */
#define LIMIT_SURVEY_LEFT 200
/* Hosts to which visited links lead on that are surveyed like a link's own: kits have one
 * or two, and each is a round of questions more. */
#define LIMIT_SURVEY_LED 6
/* The brand's own domains, beside those of the message; and our own. */
#define LIMIT_SURVEY_BRAND_DOMAINS 3
#define LIMIT_SURVEY_OWN_DOMAINS 3
/* One question's text, and the bytes of one answer: a DNS packet ends at 64 kB, WHOIS is
 * cut at 256. */
#define LIMIT_QUESTION_BYTES 4096
#define LIMIT_ANSWER_BYTES (1u << 20)
/* What a browser tells of a page is longer: its document and its picture. */
#define LIMIT_BROWSE_ANSWER (6u << 20)
/* A host in a question: a name of the DNS has 253; a query of WHOIS, one line. */
#define LIMIT_HOST_BYTES 253
#define LIMIT_WHOIS_QUERY 512
/* WHOIS: milliseconds that one question may take (HI-16), and between the starts of two
 * to one server; questions that wait for one server: of one message at most so many get
 * their turn in the time that it waits. */
#define LIMIT_WHOIS_MS 15000
#define LIMIT_WHOIS_SPACING_MS 2000
#define LIMIT_WHOIS_WAITING 256
/* Lines of a connect-map, which is a test's: each is compared with those before it. */
#define LIMIT_CONNECT_MAP 1024
/* Fields of one HTTP answer; browsers take a few hundred, a flood is told (HI-17). */
#define LIMIT_HTTP_FIELDS 200
/* Bytes of its head, those of interim answers with it; servers stop at 8 to 16 kB. And
 * of its body: beside it the head and the certificates have to fit into an answer. */
#define LIMIT_HTTP_HEAD (64u << 10)
#define LIMIT_HTTP_BODY (LIMIT_ANSWER_BYTES - (256u << 10))
/* Milliseconds that one request may take, with connection and handshake (HI-17). */
#define LIMIT_HTTP_MS 15000
/* Bytes of all answers to one message; a packet of DNS has a few hundred, and a sender
 * who answers with 64 kB each time wants our memory. Further ones count as failed. */
#define LIMIT_ANSWERS_BYTES (32u << 20)
/* Bytes of answers that the lines of one block (mekiki spf) wait with; further lines come
 * in a block of their own. */
#define LIMIT_LINES_ANSWERS (16u << 20)
/* Bytes of questions in one record of a worker; the rest follows in the next. */
#define LIMIT_ASKED_BYTES (1u << 20)
/* Milliseconds that one question may take, and that one message may wait for all of its
 * questions; what is missing then is "timeout". */
#define LIMIT_LOOKUP_MS 10000
#define LIMIT_WAITING_MS 30000
/* The same for a message that waits for more than the DNS: a WHOIS server is asked once
 * in two seconds, and each names the next. */
#define LIMIT_WAITING_LONG_MS 60000
/* Answers kept for whoever asks next: bytes of all; seconds at most, where nothing is
 * said of how long they hold, and where it was a failure. */
#define LIMIT_CACHE_BYTES (64u << 20)
#define LIMIT_CACHE_LONGEST 3600
#define LIMIT_CACHE_UNSAID 60
#define LIMIT_CACHE_FAILED 30
/* What a registry says of a name or a network changes by the day; whatever its web server
 * says of caching was written for proxies. */
#define LIMIT_CACHE_REGISTRY LIMIT_CACHE_LONGEST
/* How often the look-up program is started in one run; one that keeps dying is not worth
 * another try. */
#define LIMIT_LOOKUP_STARTS 4
/* Tasks that one worker holds while it waits for answers (of things that are looked up
 * more, as they are small: two workers take 500 at once), bytes of their mails, and
 * questions of one block of lines; a line of SPF asks at most some 150. */
#define LIMIT_HELD 48
#define LIMIT_HELD_THINGS 256
#define LIMIT_HELD_BYTES (16u << 20)
#define LIMIT_LINES_QUESTIONS 400000
/* A page in a browser. Requests that leave this machine for it, and bytes of what they
 * bring: a login page takes some thirty and some megabytes. Requests that are listed, be
 * they sent or not; what is beyond is counted. */
#define LIMIT_BROWSE_REQUESTS 60
#define LIMIT_BROWSE_BYTES (16u << 20)
#define LIMIT_BROWSE_LISTED 200
/* Addresses that it goes to one after the other; a chain of advertisers has five. */
#define LIMIT_BROWSE_NAVIGATIONS 12
/* Milliseconds: of all, of the silence after which nothing more is expected, until the
 * browser is there, for what is taken out of it at the end, for one piece of that. */
#define LIMIT_BROWSE_MS 20000
#define LIMIT_BROWSE_QUIET_MS 2000
#define LIMIT_BROWSE_START_MS 15000
#define LIMIT_BROWSE_TAKE_MS 10000
#define LIMIT_BROWSE_COMMAND_MS 5000
/* Seconds after which the helper ends whatever it does; and milliseconds that a message
 * waits longer for each page. */
#define LIMIT_BROWSE_ALARM 60
#define LIMIT_BROWSE_WAITING_MS 60000
/* Bytes of the document, of that of a frame, and frames (a form is put into one); of the
 * picture in base64. */
#define LIMIT_BROWSE_DOCUMENT (512u << 10)
#define LIMIT_BROWSE_FRAME (64u << 10)
#define LIMIT_BROWSE_FRAMES 4
#define LIMIT_BROWSE_PICTURE (2560u << 10)
#define LIMIT_BROWSE_WIDTH 1280
#define LIMIT_BROWSE_HEIGHT 1024
/* Dialogs, windows and downloads that are kept, and bytes of a text of theirs, of a URL,
 * of a title. */
#define LIMIT_BROWSE_NOTES 20
#define LIMIT_BROWSE_NOTE 2048
/* Bytes of one message of the browser's: a page may have a document of any length. */
#define LIMIT_BROWSE_MESSAGE (32u << 20)
/* Pages of one message that a browser opens. */
#define LIMIT_BROWSE_PAGES 2
/* Decoders. Bytes of one thing that is decoded, those of its answer, and of all such
 * answers to one message, which are held twice; questions in one record of a worker. */
#define LIMIT_MEDIA_BYTES (32u << 20)
#define LIMIT_MEDIA_ANSWER (6u << 20)
#define LIMIT_MEDIA_ANSWERS (12u << 20)
#define LIMIT_MEDIA_BATCH 8
/* Seconds of computing for one thing (HI-20 to HI-22), by the clock (a machine may be
 * busy), and until the helper is ended whatever it does; of all things of one message
 * together. */
#define LIMIT_MEDIA_SECONDS 5
#define LIMIT_MEDIA_WALL 20
#define LIMIT_MEDIA_ALARM 30
#define LIMIT_MEDIA_ALL 30
/* What one answer lists. Codes: a sheet of labels has some dozen, and each is looked at
 * by a person. Links and actions of a PDF. Entries of an archive (HI-20). */
#define LIMIT_MEDIA_CODES 64
#define LIMIT_MEDIA_LINKS 500
#define LIMIT_MEDIA_ACTIONS 32
#define LIMIT_MEDIA_ENTRIES 10000
/* Pixels of a picture (HI-22), of its longer side; those that are looked at, of a larger
 * one at a fraction of its size; those of all its forms; frames of an animation that are
 * counted. Memory of what is told of a thing. */
#define LIMIT_MEDIA_PIXELS 40000000u
#define LIMIT_MEDIA_SIDE 65500
#define LIMIT_MEDIA_LOOK_PIXELS 4000000u
#define LIMIT_MEDIA_WORK 24000000u
#define LIMIT_MEDIA_FRAMES 1000
#define LIMIT_MEDIA_ARENA (48u << 20)
/* Archives (HI-20). Bytes that are unpacked, and so many times what was sent (what is
 * less than these nobody minds: a white picture packs well); of an entry's content that
 * is given back, of all of it, of the beginning of what is of no interest, of all these;
 * of a name, and of all names as the answer has them. Entries of a ZIP whose places are
 * compared. */
#define LIMIT_MEDIA_OUT (256u << 20)
#define LIMIT_MEDIA_RATIO 200
#define LIMIT_MEDIA_FREE (8u << 20)
#define LIMIT_MEDIA_ENTRY (1536u << 10)
#define LIMIT_MEDIA_CONTENT (2560u << 10)
#define LIMIT_MEDIA_HEAD 512
#define LIMIT_MEDIA_HEADS (256u << 10)
#define LIMIT_MEDIA_NAME 1024
#define LIMIT_MEDIA_NAMES (2300u << 10)
#define LIMIT_MEDIA_RANGES 70000
/* PDF (HI-21). Pages that are looked at (also as text, for the programs that are asked),
 * memory of each program, bytes of text; of one object stream, of all that are
 * unpacked by ourselves, and these; addresses that are compared with those before them.
 */
#define LIMIT_MEDIA_PDF_PAGES 3
#define LIMIT_MEDIA_PDF_PAGES_TEXT "3"
#define LIMIT_MEDIA_PDF_MEMORY (192ul << 20)
#define LIMIT_MEDIA_PDF_TEXT (256u << 10)
#define LIMIT_MEDIA_PDF_STREAM (4u << 20)
#define LIMIT_MEDIA_PDF_OUT (16u << 20)
#define LIMIT_MEDIA_PDF_STREAMS 5000
#define LIMIT_MEDIA_LINKS_TRIED 20000
/* How often the helper is started in one run beyond its first time. */
#define LIMIT_MEDIA_STARTS 8
/* Records in one section of a DNS packet; 64 kB hold about 4,000 addresses (HI-14). */
#define LIMIT_DNS_RECORDS 4096
/* Compression pointers in one name: it has at most 127 labels. */
#define LIMIT_DNS_POINTERS 127
/* Aliases in a row; resolvers stop at 8 to 16. */
#define LIMIT_CNAMES 16
/* SPF, as RFC 7208 has them (4.6.4): terms that ask, names of one mx or ptr, look-ups
 * that find nothing. */
#define LIMIT_SPF_TERMS_ASKING 10
#define LIMIT_SPF_NAMES 10
#define LIMIT_SPF_VOID 2
/* Terms in one SPF record; honest ones have below 100, 64 kB hold 20,000 (HI-12). */
#define LIMIT_SPF_TERMS 1000
/* What the macros of one SPF term may grow to; a name ends at 253 bytes, and an
 * explanation has to fit a line of SMTP. */
#define LIMIT_SPF_EXPANSION 8192
/* An answers file. */
#define LIMIT_ANSWERS_FILE (64u << 20)

/* --- reputation ---------------------------------------------------------- */
/* Questions to lists about one message, and different URLs, domains and addresses of it
 * that are asked about: an honest newsletter has a dozen, and the operators of lists mind
 * those who ask too much. The sender's side comes first. */
#define LIMIT_LIST_QUESTIONS 200
#define LIMIT_LIST_URLS 20
#define LIMIT_LIST_DOMAINS 20
#define LIMIT_LIST_ADDRESSES 20
/* Full hashes of one answer: four bytes are shared by a handful of listed pages. */
#define LIMIT_LIST_HASHES 4096
/* Rows of a local copy that one answer shows; it counts the others. */
#define LIMIT_LIST_MATCHES 24
/* Bytes of a list's local copies, and its rows: JPCERT/CC's of seven years has 25 MB and
 * 260,000. Rows with one hash that are compared: a shared host may have thousands. */
#define LIMIT_LIST_COPY (128u << 20)
#define LIMIT_LIST_ROWS 2000000
#define LIMIT_LIST_COMPARED 2000
/* Domains of one message whose certificates of the past are asked for: crt.sh takes some
 * five questions a minute, and milliseconds between two of ours. The last is kept for
 * what visits are led to. Entries of one answer (a body has at most some 2,500), names
 * and issuers of it that are kept. */
#define LIMIT_PASTS 3
#define LIMIT_PAST_SPACING_MS 12000
#define LIMIT_CT_ENTRIES 5000
#define LIMIT_CT_NAMES 100
#define LIMIT_CT_ISSUERS 16
/* Seconds that Safe Browsing may be remembered: its terms say a day. */
#define LIMIT_LIST_CACHE 86400

/* --- visits ---------------------------------------------------------------- */
/* Pages of one message that are visited, of them on one host: a lure has one or two, and
 * each visit is seen by whoever runs the site. Handshakes and requests for all of them
 * together; each site has its share, so that none takes another's. */
#define LIMIT_VISIT_SITES 5
#define LIMIT_VISIT_HOST 2
#define LIMIT_VISIT_REQUESTS 60
/* Hops of one visit; browsers stop at 20, kits use two to four (HI-17). */
#define LIMIT_VISIT_HOPS 10
/* Links left alone that are listed with their reason. */
#define LIMIT_VISIT_LEFT 100
/* Bytes of a page that are read; login pages have some ten, shops some hundred kB. Script
 * text of it that is looked through for where it leads. */
#define LIMIT_VISIT_PAGE (512u << 10)
#define LIMIT_VISIT_SCRIPT (64u << 10)
/* Memory for reading one page, given back behind it. */
#define LIMIT_VISIT_ARENA (96u << 20)
/* Of a page that is kept: its title, visible text, forms and their fields, words that
 * look like links, brands in it. */
#define LIMIT_VISIT_TITLE 512
#define LIMIT_VISIT_TEXT (16u << 10)
#define LIMIT_VISIT_FORMS 16
#define LIMIT_VISIT_FIELDS 64
#define LIMIT_VISIT_DEAD 32
#define LIMIT_VISIT_BRANDS 8
/* Other domains on one certificate that are listed. */
#define LIMIT_VISIT_SIBLINGS 40

/* Ties between domains of one message; a newsletter's dozen domains has sixty pairs. */
#define LIMIT_RELATIONS 500
/* What a letter holds of the mail: a desk reads a page or two. */
#define LIMIT_LETTER_MESSAGE (256u << 10)
#define LIMIT_LETTER_FIELD 2000
#define LIMIT_LETTER_FIELDS 60
#define LIMIT_LETTER_URL 4096
/* Sites that others are told of, and desks that are told: a person sends the letters. */
#define LIMIT_DESK_SITES 32
#define LIMIT_DESKS 64

/* --- registries ---------------------------------------------------------- */
/* Bytes of a WHOIS answer that are read; the longest honest ones have some 20 kB. */
#define LIMIT_WHOIS_BYTES (256u << 10)
/* Lines of it, and words of one key; keys have at most six. */
#define LIMIT_WHOIS_LINES 16384
#define LIMIT_WHOIS_KEY_WORDS 8
/* Name servers of one domain (the DNS protocol makes 13 usual), and addresses of one. */
#define LIMIT_REGISTRY_HOSTS 64
#define LIMIT_REGISTRY_ADDRESSES 8
/* EPP knows some 20 statuses. */
#define LIMIT_REGISTRY_STATUSES 64
/* Contacts and their desks for abuse; networks and routes in one answer: large networks
 * announce some hundred. */
#define LIMIT_REGISTRY_CONTACTS 64
#define LIMIT_REGISTRY_ABUSE 32
#define LIMIT_REGISTRY_NETWORKS 256
#define LIMIT_REGISTRY_ROUTES 4096
/* Prefixes that one range makes: 2 for each bit but two. */
#define LIMIT_REGISTRY_PREFIXES 254
/* One value of a contact; the longest honest address lines have some hundred bytes. */
#define LIMIT_REGISTRY_VALUE 4096
/* Servers that send us on, in a row: IANA, registry, registrar, its reseller are three
 * (HI-16); and all servers of one enquiry, with RDAP and WHOIS. */
#define LIMIT_WHOIS_REFERRALS 4
#define LIMIT_ENQUIRY_STEPS 8
/* Domains and addresses of one message whose registration is asked for. A WHOIS server is
 * asked once in two seconds, so ten domains of one registry take twenty; a phish shows
 * three or four. Two of them are kept for names that are learnt on the way. */
#define LIMIT_ENQUIRED_DOMAINS 10
#define LIMIT_ENQUIRED_LATER 2
#define LIMIT_ENQUIRED_ADDRESSES 6
/* Domains, and addresses, beyond these that were learnt by visiting. */
#define LIMIT_ENQUIRED_LED 3
/* Objects within objects of RDAP: domain, registrar, its abuse desk are three. */
#define LIMIT_RDAP_DEPTH 8

/* Keys of the list of RDAP servers; IANA's have some 2,000. A base URL in it. */
#define LIMIT_BOOTSTRAP 20000
#define LIMIT_BOOTSTRAP_URL 512

/* --- places ---------------------------------------------------------------- */
/* Values of one record of a database that are read (a city with its names in eight
 * languages has some 150), and containers within containers (honest ones have five). */
#define LIMIT_MMDB_STEPS 10000
#define LIMIT_MMDB_DEPTH 32
/* JSON of one record. */
#define LIMIT_MMDB_JSON (256u << 10)
/* Databases that are asked at once, and the longest file. */
#define LIMIT_GEO_SOURCES 8
#define LIMIT_GEO_FILE (1u << 30)

/* Recipients whose addresses are looked for in links; a token names one victim, and who
 * is one of many in To is not told apart by it. */
#define LIMIT_TOKEN_ADDRESSES 16
/* Recipients that a published report masks one by one; beyond them every address is
 * masked. And the forms of all words that it looks for, and their bytes: a recipient has
 * some sixty. */
#define LIMIT_REDACT_PEOPLE 256
#define LIMIT_REDACT_WORDS 32768
#define LIMIT_REDACT_WORD_BYTES (1u << 20)
/* A value in a URL longer than this is known by its beginning. */
#define LIMIT_REDACT_TOKEN 256
/* A profile's file, and the words in it. */
#define LIMIT_REDACT_PROFILE (64u << 10)
#define LIMIT_REDACT_PROFILE_WORDS 1000

/* --- the user's own rules -------------------------------------------------- */
/* One file of rules, all of them with what they include, and how many: public
 * collections have some thousand files and 50 MB. */
#define LIMIT_RULES_FILE (16u << 20)
#define LIMIT_RULES_BYTES (128u << 20)
#define LIMIT_RULES_FILES 10000
/* Pieces of a message that rules are applied to, their bytes (a message at its ceiling,
 * decoded, and as text), and the seconds that libyara may take for one of them: the
 * parent waits 30 for the whole message. */
#define LIMIT_RULE_TARGETS 1000
#define LIMIT_RULE_BYTES (192u << 20)
#define LIMIT_RULES_SECONDS 5
/* What is told: rules that match, places and tags of each, bytes of a variable. */
#define LIMIT_RULE_MATCHES 200
#define LIMIT_RULE_HITS 32
#define LIMIT_RULE_TAGS 16
#define LIMIT_RULE_VALUE 1024

/* --- the mail log -------------------------------------------------------- */
/* Files of one run: three months of daily rotation stay below what a socket's queue of
 * descriptors takes. */
#define LIMIT_LOG_FILES 60
/* Text of one pass: 64 GiB take a minute. What is unpacked costs ten times as much, and a
 * bomb is unpacked too. */
#define LIMIT_LOG_BYTES (64ull << 30)
#define LIMIT_LOG_UNPACKED (8ull << 30)
/* Seconds after which a pass is ended from outside. */
#define LIMIT_LOG_ALARM 900
/* A line is told up to here; syslog daemons cut at 1 to 8 kB. What has no end after the
 * second figure is no line: the rest of it is passed over. */
#define LIMIT_LOG_LINE 8192
#define LIMIT_LOG_LONG (64u << 10)
/* Texts of one question, the longest and shortest of them. */
#define LIMIT_LOG_KEYS 16
#define LIMIT_LOG_VALUE 250
#define LIMIT_LOG_LEAST 5
/* Questions that one pass answers, and queue ids that are followed at once: a busy server
 * has some hundred mails in its queue. */
#define LIMIT_LOG_BATCH 256
#define LIMIT_LOG_IDS 4096
/* How often it is looked back for lines of an id before the one that named it, and how
 * far: the lines of one session lie within seconds of each other. */
#define LIMIT_LOG_BACK 2000
#define LIMIT_LOG_BACK_BYTES (512u << 10)
/* Lines told: of the message itself, of its client, of the same HELO, of its network;
 * of a client with more, those nearest to the message. */
#define LIMIT_LOG_OWN 1000
#define LIMIT_LOG_CLIENT 1000
#define LIMIT_LOG_NEAR 200
#define LIMIT_LOG_LINES 4000
/* All that is told for one question. */
#define LIMIT_LOG_ANSWER (4u << 20)
/* Sessions that are told of, deliveries, and names of one session. */
#define LIMIT_LOG_SESSIONS 300
#define LIMIT_LOG_DELIVERIES 1000
#define LIMIT_LOG_RECIPIENTS 100

/* --- site profile and data --------------------------------------------- */
#define LIMIT_DATA_FILE (16u << 20)

/* Moments of one timeline: those of world A with its log are some forty; a log with a
 * thousand sessions of one client is read in its own table. */
#define LIMIT_TIMELINE 500

/* --- the case file ------------------------------------------------------- */
/* The whole file, and its rows on their way between workers: a message as it came and in
 * Internet form, and the answers. */
#define LIMIT_CASE_BYTES (256u << 20)
/* One data table in it. */
#define LIMIT_CASE_DATA (16u << 20)
#define LIMIT_CASE_TABLES 32
/* An examination and what was asked again later; a case that is watched daily would be
 * better begun anew after some months. */
#define LIMIT_CASE_REVISIONS 100
/* Values of all findings with the items of their lists. */
#define LIMIT_CASE_VALUES 1000000
/* Sites whose state one examination keeps. */
#define LIMIT_CASE_SITES 100
/* What people add to one case, and the texts of one entry: a page, and a line. */
#define LIMIT_CASE_ENTRIES 10000
#define LIMIT_ENTRY_TEXT 65536
#define LIMIT_ENTRY_LINE 4096
/* Steps of SQLite's machine over one case: our own rows at these ceilings take some tens
 * of millions; what takes more is made to take long. */
#define LIMIT_CASE_STEPS 200000000u

/* --- memory ------------------------------------------------------------ */
/* One message's arena: so many bytes and so many times its size. Reaching it
 * ends the worker, which is a finding; the caps above come first. */
#define LIMIT_ARENA_BASE (48u << 20)
#define LIMIT_ARENA_FACTOR 6
